"""The report template: one agency's tasks in one period, to be filled in and read by `intake`."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from data_model.rules.plans.periods import Period
from exports.base.csv_text import csv_bytes, csv_cell
from exports.base.download import CSV_TYPE, XLSX_TYPE, Download, ascii_name
from exports.base.workbook import (
    HEADER_FILL,
    INPUT_FILL,
    LINE,
    READ_ONLY_FILL,
    OpenWorkbook,
    height_for,
    protect,
    set_paper,
    sheet_text,
    workbook,
)
from exports.reporting.number_sheet import TemplateNumber, write_numbers
from exports.reporting.template_columns import (
    COLUMNS,
    TITLE,
    Purpose,
    TemplateColumn,
    TemplateRow,
    TemplateValue,
    asks_for,
    place_of,
)
from exports.reporting.template_guide import write_guide
from exports.reporting.template_rules import add_rules
from intake.base.headings import Column
from wording import formats
from wording.periods import period_name
from wording.translation import _

__all__ = ["TemplateRow", "report_template_csv", "report_template_xlsx"]

_CAPTION_ROW = 6
_HEADER_ROW = 7
_FROZEN_COLUMNS = 3


def report_template_xlsx(
    rows: Sequence[TemplateRow],
    *,
    agency: str,
    agency_name: str,
    plan_name: str,
    period: Period,
    due_on: date,
    numbers: Sequence[TemplateNumber] = (),
) -> Download:
    """A workbook for one report, with a sheet for the numbers that the agency is asked for. Cells that are not filled in are locked (without a password)."""
    with workbook(title=_("Progress report: {plan}").format(plan=plan_name)) as opened:
        sheet = opened.sheet(_("Progress report"))
        _write_title(opened, sheet, agency_name=agency_name, plan_name=plan_name, period=period, due_on=due_on)
        _write_header(opened, sheet)
        _Body(opened, sheet, period).write(rows)
        add_rules(opened, sheet, rows, first_row=_HEADER_ROW + 1)
        _set_up(sheet, last_row=_HEADER_ROW + len(rows))
        if numbers:
            write_numbers(opened, numbers, period=period)
        write_guide(opened)
    return Download(f"{template_stem(agency, period)}.xlsx", XLSX_TYPE, opened.content)


def report_template_csv(rows: Sequence[TemplateRow], *, agency: str, period: Period) -> Download:
    """The same columns with the header in the first row: UTF-8 with BOM, `;`, CRLF."""
    lines = [[column.header for column in COLUMNS]]
    lines += [
        [csv_cell(column.value(row, number, period)) for column in COLUMNS] for number, row in enumerate(rows, start=1)
    ]
    return Download(f"{template_stem(agency, period)}.csv", CSV_TYPE, csv_bytes(lines))


def template_stem(agency: str, period: Period) -> str:
    return f"bao-cao_{ascii_name(agency) or 'co-quan'}_{period.code}"


def _write_title(
    opened: OpenWorkbook, sheet: Worksheet, *, agency_name: str, plan_name: str, period: Period, due_on: date
) -> None:
    """Six lines, centred over the columns without merged cells, which would disturb reading the table."""
    when = _("Reporting period {period}, to be submitted by {day}").format(
        period=period_name(period), day=formats.day(due_on)
    )
    hint = _(
        "Fill in the yellow cells. Grey cells are for comparison; a finished task may stay empty. How to fill in: see the "
        "sheet “{sheet}”."
    )
    lines: dict[int, tuple[str, Format]] = {
        0: (agency_name.upper(), opened.look(bold=True)),
        2: (_("Report on the progress of assigned tasks").upper(), opened.look(bold=True, font_size=15)),
        3: (plan_name, opened.look(bold=True, font_size=12)),
        4: (when, opened.look(italic=True, font_size=12)),
    }
    for row, (text, look) in lines.items():
        if row > 0:
            look.set_center_across()
            for column in range(1, len(COLUMNS)):
                sheet.write_blank(row, column, None, look)
        sheet.write_string(row, 0, sheet_text(text), look)
    sheet.write_string(5, 0, hint.format(sheet=_("Guide")), opened.look(font_color="#595959"))
    sheet.set_row(2, 24)


def _write_header(opened: OpenWorkbook, sheet: Worksheet) -> None:
    """The header row, and above each group of columns its purpose."""
    captions = {
        Purpose.TASK: _("The task"),
        Purpose.EARLIER: _("Last accepted report, for comparison"),
        Purpose.INPUT: _("To be filled in"),
    }
    fills = {Purpose.TASK: HEADER_FILL, Purpose.EARLIER: READ_ONLY_FILL, Purpose.INPUT: "#FFE699"}
    framed = {"bold": True, "border": 1, "border_color": LINE, "valign": "vcenter", "text_wrap": True}
    for purpose in Purpose:
        caption = opened.look(**framed | {"bg_color": fills[purpose], "text_wrap": False, "italic": True})
        caption.set_center_across()
        header = opened.look(**framed, bg_color=fills[purpose], align="center")
        for place, column in enumerate(COLUMNS):
            if column.purpose is purpose:
                sheet.write_blank(_CAPTION_ROW, place, None, caption)
                sheet.write_string(_HEADER_ROW, place, column.header, header)
        first = next(place for place, column in enumerate(COLUMNS) if column.purpose is purpose)
        sheet.write_string(_CAPTION_ROW, first, captions[purpose], caption)
    sheet.set_row(_CAPTION_ROW, 20)
    sheet.set_row(_HEADER_ROW, 48)


class _Body:
    """Writes the rows of tasks; each look is made once."""

    def __init__(self, opened: OpenWorkbook, sheet: Worksheet, period: Period) -> None:
        self._opened = opened
        self._sheet = sheet
        self._period = period
        self._section = opened.look(font_size=9, italic=True, font_color="#595959")
        self._title = opened.look()
        self._given = {column: self._look(column, fill=None) for column in COLUMNS}
        self._closed = {column: self._look(column, fill=READ_ONLY_FILL) for column in COLUMNS}
        self._open = {column: self._look(column, fill=INPUT_FILL, locked=False) for column in COLUMNS}
        self._not_asked = {column: self._look(column, fill=None, locked=False) for column in COLUMNS}

    def _look(self, column: TemplateColumn, *, fill: str | None, locked: bool = True) -> Format:
        look = self._opened.look(text_wrap=True, border=1, border_color=LINE, locked=locked)
        look.set_num_format(column.number_format)
        if fill is not None:
            look.set_bg_color(fill)
        if column.centred:
            look.set_align("center")
        return look

    def write(self, rows: Sequence[TemplateRow]) -> None:
        for number, row in enumerate(rows, start=1):
            self._sheet.set_row(_HEADER_ROW + number, self._height(row, number))
            for place, column in enumerate(COLUMNS):
                look = self._look_of(column, row)
                if column is TITLE and row.section_name and row.title:
                    title = str(column.value(row, number, self._period))
                    self._write_task(_HEADER_ROW + number, place, row, title, look)
                else:
                    self._write_value(_HEADER_ROW + number, place, column.value(row, number, self._period), look)

    def _height(self, row: TemplateRow, number: int) -> float:
        """Room for what is filled in, and for a few lines of what will be."""
        texts = [
            (text, column.width)
            for column in COLUMNS
            if isinstance(text := column.value(row, number, self._period), str)
        ]
        title = TITLE.value(row, number, self._period)
        return height_for([(f"{row.section_name}\n{title}", TITLE.width), *texts], least_lines=3)

    def _look_of(self, column: TemplateColumn, row: TemplateRow) -> Format:
        if column.purpose is Purpose.TASK:
            return self._given[column]
        if column.input is not None and asks_for(column.input, row.type):
            return self._not_asked[column] if row.is_finished else self._open[column]
        return self._closed[column]

    def _write_task(self, row_index: int, place: int, row: TemplateRow, title: str, look: Format) -> None:
        """The task with its section above it in small print."""
        section, text = sheet_text(row.section_name)[:1000], sheet_text(title)[:10_000]
        self._sheet.write_rich_string(row_index, place, self._section, f"{section}\n", self._title, text, look)

    def _write_value(self, row_index: int, place: int, value: TemplateValue, look: Format) -> None:
        if isinstance(value, str) and value:
            self._sheet.write_string(row_index, place, sheet_text(value), look)
        elif isinstance(value, date):
            self._sheet.write_datetime(row_index, place, value, look)
        elif isinstance(value, (int, Decimal)):
            self._sheet.write_number(row_index, place, value, look)
        else:
            self._sheet.write_blank(row_index, place, None, look)


def _set_up(sheet: Worksheet, *, last_row: int) -> None:
    """Widths, frozen panes, protection, and paper: A4 landscape, all columns on one page, headers on each."""
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
    sheet.freeze_panes(_HEADER_ROW + 1, _FROZEN_COLUMNS)
    sheet.set_selection(_HEADER_ROW + 1, place_of(Column.PERCENT), _HEADER_ROW + 1, place_of(Column.PERCENT))
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, last_row, len(COLUMNS) - 1)})
    protect(sheet)
    set_paper(sheet)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(_CAPTION_ROW, _HEADER_ROW)
    sheet.print_area(0, 0, last_row, len(COLUMNS) - 1)
