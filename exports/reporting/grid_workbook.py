"""What was typed into the two grids on screen as one workbook, so that it is read and kept like an uploaded file."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from exports.base.workbook import sheet_text, workbook
from exports.reporting.number_sheet import SHEET
from intake.base.headings import DISPLAY, Column
from intake.indicators.headings import NUMBER_DISPLAY, NumberColumn
from intake.layout.screen_grid import GRID_COLUMNS

NUMBER_COLUMNS = (NumberColumn.IN_PERIOD, NumberColumn.TOTAL, NumberColumn.NOTE)
"""The columns of numbers that are filled in on screen; the indicator and the period are given."""
Cells = Mapping[str, Mapping[str, str]]
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The same cells are the same file, whenever they are written."""


def grids_as_workbook(tasks: Iterable[str], indicators: Iterable[str], cells: Cells) -> bytes:
    """One sheet for the tasks, if there are any, and one for the numbers; rows in the given order below a header."""
    task_rows = [[task, *(cells[task].get(column, "") for column in GRID_COLUMNS)] for task in tasks]
    number_rows = [[code, *(cells[code].get(column, "") for column in NUMBER_COLUMNS)] for code in indicators]
    with workbook(title="") as opened:
        opened.book.set_properties({"created": _MADE})
        if task_rows:
            header = [DISPLAY[column] for column in (Column.TASK, *GRID_COLUMNS)]
            _write(opened.sheet("Báo cáo"), [header, *task_rows])
        header = [NUMBER_DISPLAY[column] for column in (NumberColumn.INDICATOR, *NUMBER_COLUMNS)]
        _write(opened.sheet(SHEET), [header, *number_rows])
    return opened.content


def _write(sheet, rows: list[list[str]]) -> None:  # type: ignore[no-untyped-def]  # the library says no types
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            if text:
                sheet.write_string(number, place, sheet_text(text))
