"""All report lines as a file of any length: read block by block, written as they come, never all in memory."""

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
    """The ending of the file's name."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"


_WRITE = {LineFormat.XLSX: write_xlsx, LineFormat.CSV: write_csv, LineFormat.PARQUET: write_parquet}


def write_lines(
    lines: ReportLines, path: Path, form: LineFormat, *, title: str, notes: Sequence[str], on_progress: OnProgress
) -> None:
    """Write every line to `path`, where the file stands once it is complete; `notes` as in `exports.base.table_file`.

    Cells for what is not known are empty. OSError where the file can't be written.
    """
    worded = WordedLines(lines)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        _WRITE[form](worded, _counted_blocks(worded, on_progress), unfinished, title=title, notes=notes)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _counted_blocks(lines: WordedLines, on_progress: OnProgress) -> Iterator[pa.RecordBatch]:
    """Each block is read while the one before is written."""
    done = 0
    on_progress(done, lines.count)
    for block in prefetch(lines.blocks()):
        yield block
        done += block.num_rows
        on_progress(done, lines.count)
