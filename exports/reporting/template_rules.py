"""Data validation of the template: the spreadsheet checks rules of `intake/checking` while users type."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from data_model.values import TaskType
from exports.base.workbook import ERROR_FILL, OpenWorkbook
from exports.reporting.template_columns import TemplateRow, asks_for, place_of
from intake.base.cells import STATUS_TEXT
from intake.base.headings import DISPLAY, Column
from intake.checking.row_rules import EARLIEST_DAY, RESULT_LIMIT, STATUSES_OF
from wording import formats
from wording.translation import _


def add_rules(opened: OpenWorkbook, sheet: Worksheet, rows: Sequence[TemplateRow], *, first_row: int) -> None:
    """Drop-downs by task type, 0–100, days not in the future, the length of a result; and a reminder of the day."""
    for row_index, row in enumerate(rows, start=first_row):
        for column, rule in _rules(row.type).items():
            if asks_for(column, row.type):
                sheet.data_validation(row_index, place_of(column), row_index, place_of(column), rule)
        if row.type is TaskType.ONE_OFF:
            _ask_for_day(opened, sheet, row_index)


def _rules(type_: TaskType) -> dict[Column, dict[str, Any]]:
    statuses = [STATUS_TEXT[status] for status in STATUSES_OF[type_]]
    return {
        Column.PERCENT: {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 100,
            **_words(Column.PERCENT, _("Enter a number from 0 to 100, for example 75 or 75,5.")),
        },
        Column.STATUS: {
            "validate": "list",
            "source": statuses,
            **_words(Column.STATUS, _("Choose from the list: {statuses}.").format(statuses=", ".join(statuses))),
        },
        Column.DONE_ON: {
            "validate": "date",
            "criteria": "between",
            "minimum": EARLIEST_DAY,
            "maximum": "=TODAY()",
            **_words(Column.DONE_ON, _("Enter a day that is not in the future, for example 30/09/2026.")),
        },
        Column.RESULT: {
            "validate": "length",
            "criteria": "<=",
            "value": RESULT_LIMIT,
            "error_title": DISPLAY[Column.RESULT],
            "error_message": _("Shorten the text to {limit} characters at most.").format(
                limit=formats.number(RESULT_LIMIT)
            ),
        },
    }


def _words(column: Column, message: str) -> dict[str, str]:
    """The messages when a cell is selected, and when a wrong value was typed."""
    title = DISPLAY[column]
    return {"input_title": title, "input_message": message, "error_title": title, "error_message": message}


def _ask_for_day(opened: OpenWorkbook, sheet: Worksheet, row_index: int) -> None:
    """Conditional format: the empty done-on date of a task at 100 % turns red."""
    percent = xl_rowcol_to_cell(row_index, place_of(Column.PERCENT))
    done_on = xl_rowcol_to_cell(row_index, place_of(Column.DONE_ON))
    sheet.conditional_format(
        done_on,
        {
            "type": "formula",
            "criteria": f'=AND({percent}=100,{done_on}="")',
            "format": opened.book.add_format({"bg_color": ERROR_FILL}),
        },
    )
