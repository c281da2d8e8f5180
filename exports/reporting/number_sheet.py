"""The sheet “Số liệu” of the report template, and the same table as a CSV of its own: one row for each indicator."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data_model.rules.plans.periods import Period
from data_model.values import AddsUp
from exports.base.csv_text import csv_bytes, csv_cell
from exports.base.download import CSV_TYPE, Download, ascii_name
from exports.base.workbook import (
    HEADER_FILL,
    INPUT_FILL,
    LINE,
    OpenWorkbook,
    height_for,
    protect,
    set_paper,
    sheet_text,
)
from intake.indicators.amounts import LARGEST_AMOUNT
from intake.indicators.headings import NUMBER_DISPLAY, NumberColumn
from wording.labels import ADDS_UP, label
from wording.periods import period_name
from wording.translation import _, mark

SHEET = "Số liệu"
"""Part of the file's format, Vietnamese for every user, like its headers."""
_HEADER_ROW = 4
_FIRST_INPUT = 6


@dataclass(frozen=True)
class TemplateNumber:
    """An indicator that the agency is asked for. `last` is the value of its last accepted report, `total` the year's
    running total by now; None where there is none."""

    code: str
    name: str
    unit: str
    adds_up: AddsUp
    decimals: int
    last: Decimal | None = None
    total: Decimal | None = None


@dataclass(frozen=True)
class _Column:
    header: str
    width: int
    value: Callable[[TemplateNumber, int], str | int | Decimal | None] = lambda number, place: None
    is_amount: bool = False


_COLUMNS = (
    _Column("STT", 5, lambda number, place: place),
    _Column(NUMBER_DISPLAY[NumberColumn.INDICATOR], 18, lambda number, place: number.code),
    _Column("Chỉ tiêu", 40, lambda number, place: f"{number.name} ({label(ADDS_UP, number.adds_up).lower()})"),
    _Column(NUMBER_DISPLAY[NumberColumn.UNIT], 11, lambda number, place: number.unit),
    _Column("Số kỳ trước", 16, lambda number, place: number.last, is_amount=True),
    _Column("Lũy kế đã xác nhận", 18, lambda number, place: number.total, is_amount=True),
    _Column(NUMBER_DISPLAY[NumberColumn.IN_PERIOD], 18, is_amount=True),
    _Column(NUMBER_DISPLAY[NumberColumn.TOTAL], 18, is_amount=True),
    _Column(NUMBER_DISPLAY[NumberColumn.NOTE], 30),
)


def write_numbers(opened: OpenWorkbook, numbers: Sequence[TemplateNumber], *, period: Period) -> None:
    """The sheet; what is not filled in is locked, without a password."""
    sheet = opened.sheet(SHEET)
    sheet.write_string(
        0, 0, _("Key numbers, {period}").format(period=period_name(period)), opened.look(bold=True, font_size=14)
    )
    for row, hint in enumerate(_HINTS, start=1):
        sheet.write_string(row, 0, _(hint), opened.look(font_color="#595959"))
    framed = {"border": 1, "border_color": LINE, "text_wrap": True}
    header = opened.look(**framed, bold=True, bg_color=HEADER_FILL, align="center", valign="vcenter")
    for place, column in enumerate(_COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(_HEADER_ROW, place, column.header, header)
    sheet.set_row(_HEADER_ROW, 36)
    looks = _Looks(opened, framed)
    for row, number in enumerate(numbers, start=_HEADER_ROW + 1):
        for place, column in enumerate(_COLUMNS):
            look = looks.of(column, number, is_input=place >= _FIRST_INPUT)
            _write(sheet, row, place, column.value(number, row - _HEADER_ROW), look)
        sheet.set_row(row, height_for([(str(_COLUMNS[2].value(number, 0)), _COLUMNS[2].width)], least_lines=2))
        _only_amounts(sheet, row)
    sheet.freeze_panes(_HEADER_ROW + 1, 3)
    protect(sheet)
    set_paper(sheet)
    sheet.repeat_rows(_HEADER_ROW)


class _Looks:
    """The looks of cells; each is made once."""

    def __init__(self, opened: OpenWorkbook, framed: dict[str, Any]) -> None:
        self._opened, self._framed = opened, framed
        self._made: dict[tuple[str, bool], Format] = {}

    def of(self, column: _Column, number: TemplateNumber, *, is_input: bool) -> Format:
        form = f"#,##0{'.' + '#' * number.decimals if number.decimals else ''}" if column.is_amount else "@"
        if (form, is_input) not in self._made:
            open_ = {"bg_color": INPUT_FILL, "locked": False} if is_input else {}
            self._made[form, is_input] = self._opened.look(**self._framed, **open_, num_format=form)
        return self._made[form, is_input]


_HINTS = (
    mark(
        "Enter what was counted within the period's own window. Leave a cell empty where nothing is known: empty is not 0."
    ),
    mark(
        "The running total may stay empty; where it is given it must agree. Money in full: 1500000000, or as text 1,5 tỷ."
    ),
)


def _write(sheet: Worksheet, row: int, place: int, value: str | int | Decimal | None, look: object) -> None:
    if value is None:
        sheet.write_blank(row, place, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, place, sheet_text(value), look)
    else:
        sheet.write_number(row, place, value, look)


def _only_amounts(sheet: Worksheet, row: int) -> None:
    """A reminder while typing; words such as 1,5 tỷ are let through, as the check reads them and shows the reading."""
    rule = {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": int(LARGEST_AMOUNT),
        "error_type": "information",
        "error_title": SHEET,
        "error_message": _("Enter a number, for example 56 or 1500000000; leave the cell empty if nothing is known."),
    }
    sheet.data_validation(row, _FIRST_INPUT, row, _FIRST_INPUT + 1, rule)


def number_template_csv(numbers: Sequence[TemplateNumber], *, agency: str, period: Period) -> Download:
    """The same columns as CSV: UTF-8 with BOM, `;`, CRLF; the period stands in each row."""
    headers = [*(column.header for column in _COLUMNS), NUMBER_DISPLAY[NumberColumn.PERIOD]]
    lines = [headers]
    lines += [
        [*(csv_cell(column.value(number, place)) for column in _COLUMNS), period.code]
        for place, number in enumerate(numbers, start=1)
    ]
    return Download(f"so-lieu_{ascii_name(agency) or 'co-quan'}_{period.code}.csv", CSV_TYPE, csv_bytes(lines))
