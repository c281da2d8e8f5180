"""A report as a grid on screen: its cells by task, and the same as a file, so that both are read by one reader."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping

from intake.headings import DISPLAY, Column, column_of
from intake.matching import code_key
from intake.report import ReportFile

GRID_COLUMNS = (
    Column.PERCENT,
    Column.STATUS,
    Column.DONE_ON,
    Column.RESULT,
    Column.DIFFICULTIES,
    Column.PROPOSALS,
    Column.EVIDENCE,
)
"""What is filled in; the task stands beside and the period was chosen."""

FIRST_ROW = 2
"""The row of the first task in `grid_as_file`, below the header."""


def grid_as_file(tasks: Iterable[str], cells: Mapping[str, Mapping[str, str]]) -> bytes:
    """The grid as a CSV file of the report format, one row a task in the order given."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([DISPLAY[column] for column in (Column.TASK, *GRID_COLUMNS)])
    for task in tasks:
        typed = cells.get(task, {})
        writer.writerow([task, *(typed.get(column, "") for column in GRID_COLUMNS)])
    return text.getvalue().encode("utf-8-sig")


def cells_by_task(report: ReportFile, tasks: Collection[str]) -> dict[str, dict[str, str]]:
    """What a file says of these tasks, wrong cells included; rows of other tasks are left out."""
    if report.header_row is None:
        return {}
    header = report.cells[report.header_row - 1]
    places = {column: place for place, text in enumerate(header) if (column := column_of(text)) is not None}
    codes = {code_key(task): task for task in tasks}
    found: dict[str, dict[str, str]] = {}
    for row in report.cells[report.header_row :]:
        task = codes.get(code_key(_cell(row, places.get(Column.TASK))))
        if task is not None:
            found[task] = {column: _cell(row, places.get(column)) for column in GRID_COLUMNS}
    return found


def _cell(row: tuple[str, ...], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""
