"""Writes all report lines to a file, block by block, never all in memory."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import pyarrow as pa

from data_model.prefetch import prefetch
from data_model.rules.reporting.report_lines import ReportLines
from exports.base.progress import OnProgress
from exports.report_lines.line_columns import WordedLines
from exports.report_lines.line_csv import write_csv
from exports.report_lines.line_parquet import write_parquet
from exports.report_lines.line_xlsx import write_xlsx


class LineFormat(StrEnum):
    """The file name extension."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"


_WRITE = {LineFormat.XLSX: write_xlsx, LineFormat.CSV: write_csv, LineFormat.PARQUET: write_parquet}


def write_lines(
    lines: ReportLines, path: Path, form: LineFormat, *, title: str, notes: Sequence[str], on_progress: OnProgress
) -> None:
    """Writes every line to `path`, which exists only once the file is complete; `notes` as in `exports.base.table_file`.

    Missing values are empty cells. Raises OSError if the file can't be written.
    """
    worded = WordedLines(lines)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        _WRITE[form](worded, _counted_blocks(worded, on_progress), unfinished, title=title, notes=notes)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _counted_blocks(lines: WordedLines, on_progress: OnProgress) -> Iterator[pa.RecordBatch]:
    """The blocks; each is read while the one before is written."""
    done = 0
    on_progress(done, lines.count)
    for block in prefetch(lines.blocks()):
        yield block
        done += block.num_rows
        on_progress(done, lines.count)
