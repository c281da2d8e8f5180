"""All report lines as a file of any length: read block by block, written as they come, never all in memory."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import pyarrow as pa

from data_model.prefetch import ahead
from data_model.rules.reporting.report_lines import ReportLines
from exports.report_lines.line_columns import WordedLines
from exports.report_lines.line_csv import write_csv
from exports.report_lines.line_parquet import write_parquet
from exports.report_lines.line_xlsx import write_xlsx

Tell = Callable[[int, int], None]
"""Hears how many of how many lines are written."""


class LineFormat(StrEnum):
    """The ending of the file's name."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"


_WRITE = {LineFormat.XLSX: write_xlsx, LineFormat.CSV: write_csv, LineFormat.PARQUET: write_parquet}


def write_lines(
    lines: ReportLines, path: Path, form: LineFormat, *, title: str, notes: Sequence[str], tell: Tell
) -> None:
    """Write every line to `path`, where the file stands once it is complete; `notes` as in `exports.base.table_file`.

    Cells for what is not known are empty. OSError where the file can't be written.
    """
    worded = WordedLines(lines)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        _WRITE[form](worded, _told(worded, tell), unfinished, title=title, notes=notes)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _told(lines: WordedLines, tell: Tell) -> Iterator[pa.RecordBatch]:
    """Each block is read while the one before is written."""
    done = 0
    tell(done, lines.count)
    for block in ahead(lines.blocks()):
        yield block
        done += block.num_rows
        tell(done, lines.count)
