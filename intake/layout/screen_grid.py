"""The grid on screen as a CSV file and back, so that uploads and the grid are read by one reader."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping

from intake.base.checked_file import ReportFile
from intake.base.headings import DISPLAY, Column, column_of
from intake.base.matching import code_key

GRID_COLUMNS = (
    Column.PERCENT,
    Column.STATUS,
    Column.DONE_ON,
    Column.RESULT,
    Column.DIFFICULTIES,
    Column.CAUSE,
    Column.RESPONSIBILITY,
    Column.PROPOSALS,
    Column.EVIDENCE,
)
"""The columns that are filled in on screen; task and period are given."""

FIRST_ROW = 2
"""The row of the first task in `grid_as_file`, below the header."""


def grid_as_file(tasks: Iterable[str], cells: Mapping[str, Mapping[str, str]]) -> bytes:
    """The grid as a CSV file of the report format, one row per task in the given order."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([DISPLAY[column] for column in (Column.TASK, *GRID_COLUMNS)])
    for task in tasks:
        typed = cells.get(task, {})
        writer.writerow([task, *(typed.get(column, "") for column in GRID_COLUMNS)])
    return text.getvalue().encode("utf-8-sig")


def column_places(report: ReportFile) -> dict[Column, int]:
    """The index of each column in the rows of `report.cells`; of a header in two rows the lower one counts."""
    last = report.header_row or 1
    headers = report.cells[max(last - 2, 0) : last]
    return {
        column: place
        for header in headers
        for place, text in enumerate(header)
        if (column := column_of(text)) is not None
    }


def cells_by_task(report: ReportFile, tasks: Collection[str]) -> dict[str, dict[str, str]]:
    """By task and column the texts of a file, wrong ones included; without empty cells and other tasks."""
    if report.header_row is None:
        return {}
    places = column_places(report)
    codes = {code_key(task): task for task in tasks}
    texts_of: dict[str, dict[str, str]] = {}
    for row in report.cells[report.header_row :]:
        task = codes.get(code_key(cell_at(row, places.get(Column.TASK))))
        if task is not None:
            texts = {column: cell_at(row, places.get(column)).strip() for column in GRID_COLUMNS}
            texts_of[task] = {column: text for column, text in texts.items() if text}
    return texts_of


def cell_at(row: tuple[str, ...], place: int | None) -> str:
    """The text there; empty beyond the row's end and for a column that the file does not have."""
    return row[place] if place is not None and place < len(row) else ""
