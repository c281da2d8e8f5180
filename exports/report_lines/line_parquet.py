"""Writes all report lines as Parquet: typed columns with nulls; title and notes as metadata."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from exports.base.table_file import ARROW
from exports.report_lines.line_columns import COLUMNS, LineValues, WordedLines, headers

_ROW_GROUP = 30_000
_UNLIKE = ("result", "evidence")
"""Columns with few repeated texts, which are not dictionary-encoded."""


def write_parquet(
    lines: WordedLines, blocks: Iterator[pa.RecordBatch], path: Path, *, title: str, notes: Sequence[str]
) -> None:
    """Like `table_parquet`, compressed with zstd."""
    fields = [pa.field(name, ARROW[column.kind]) for name, column in zip(headers(), COLUMNS, strict=True)]
    form = pa.schema(fields, metadata={"title": title, "notes": "\n".join(notes)})
    values = LineValues(lines, lambda column, kind: column)
    alike = [name for name, column in zip(headers(), COLUMNS, strict=True) if column.source not in _UNLIKE]
    with pq.ParquetWriter(path, form, compression="zstd", use_dictionary=alike) as writer:
        for group in _groups(blocks):
            batches = [pa.record_batch(values.of(block), schema=form) for block in group]
            writer.write_table(pa.Table.from_batches(batches, form))


def _groups(blocks: Iterator[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    """The blocks of one row group at a time."""
    group: list[pa.RecordBatch] = []
    for block in blocks:
        group.append(block)
        if sum(batch.num_rows for batch in group) >= _ROW_GROUP:
            yield group
            group = []
    if group:
        yield group
