"""Writes all report lines as CSV of any length. The cells of submissions and tasks are formatted only once."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from exports.base.csv_text import DELIMITER, csv_bytes, decimal_comma, guarded
from exports.base.table_file import CellKind
from exports.report_lines.line_columns import COLUMNS, LineColumn, LineSource, WordedLines, headers, local_instants
from exports.report_lines.safe_texts import csv_column

_TENTHS = pa.array([decimal_comma(Decimal(tenths) / 10) for tenths in range(1001)])

Part = Callable[[pa.RecordBatch], list[pa.StringArray]]
_LINE_END = "\r\n"


def write_csv(
    lines: WordedLines, blocks: Iterator[pa.RecordBatch], path: Path, *, title: str, notes: Sequence[str]
) -> None:
    """In the form of `exports.base.csv_text`, with title and notes above as in `table_csv`."""
    parts = [_part(lines, of, list(columns)) for of, columns in groupby(COLUMNS, key=lambda column: column.of)]
    above = [[guarded(text)] for text in (title, *notes)]
    with path.open("wb") as file:
        file.write(csv_bytes([*above, [""] * len(COLUMNS), headers()]))
        for block in blocks:
            cells = [cell for part in parts for cell in part(block)]
            file.write(_content(pc.binary_join_element_wise(*cells, DELIMITER)))


def _part(lines: WordedLines, of: LineSource, columns: Sequence[LineColumn]) -> Part:
    """The cells of adjacent columns of one source; those of submissions and tasks are joined in advance."""
    if of is LineSource.LINE:
        return lambda block: [_cells(block[column.source], column) for column in columns]
    table = lines.table(of)
    cells = [_cells(table[column.source].combine_chunks(), column) for column in columns]
    prepared = pc.binary_join_element_wise(*cells, DELIMITER)
    return lambda block: [prepared.take(block[of])]


def _cells(values: pa.Array, column: LineColumn) -> pa.StringArray:
    """Each value as `csv_cell` writes it, quoted if needed; the last column with the line end."""
    texts = _texts(values, column.kind)
    return pc.binary_join_element_wise(texts, _LINE_END, "") if column is COLUMNS[-1] else texts


def _texts(values: pa.Array, kind: CellKind) -> pa.StringArray:
    if kind is CellKind.TEXT:
        return csv_column(values)
    if kind is CellKind.PERCENT:
        texts = _TENTHS.take(pc.cast(pc.round(pc.multiply(values, 10)), pa.int64()))
    elif kind is CellKind.DAY:
        texts = pc.strftime(values, "%d/%m/%Y")
    else:
        texts = pc.strftime(local_instants(values), "%d/%m/%Y %H:%M")
    return pc.fill_null(texts, "")


def _content(rows: pa.StringArray) -> memoryview:
    """The concatenated rows, without copying."""
    _, offsets, content = rows.buffers()
    places = memoryview(offsets).cast("i")
    return memoryview(content)[places[rows.offset] : places[rows.offset + len(rows)]]
