"""Any table of a screen as a file: title and notes above it, and no cell can become a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data_model.values import TIME_ZONE
from exports.base.csv_text import csv_bytes, csv_cell, guarded
from exports.base.download import CSV_TYPE, PARQUET_TYPE, XLSX_TYPE, Download, ascii_name
from exports.base.workbook import HEADER_FILL, LAST_ROW, LINE, OpenWorkbook, height_for, set_paper, sheet_text, workbook
from wording.formats import NO_VALUE
from wording.translation import _


class CellKind(Enum):
    """The kind of a column's values; the value is the spreadsheet's number format."""

    TEXT = "@"
    COUNT = "#,##0"
    PERCENT = "0.0%"
    """0–100, with one decimal; in a workbook a percentage as Excel has it, so 66,7 % is 0.667."""
    POINTS = "+0.0;-0.0;0.0"
    """Percentage points, with one decimal and the sign."""
    AMOUNT = "#,##0.##"
    """Exact, with at most two decimals; units stand in a column of their own."""
    DAY = "dd/mm/yyyy"
    INSTANT = "dd/mm/yyyy hh:mm"


@dataclass(frozen=True)
class TableColumn:
    """`width` in characters; None fits the values."""

    header: str
    kind: CellKind = CellKind.TEXT
    width: int | None = None


TableValue = str | int | float | Decimal | date | datetime | None
"""None is written as an empty text, or as "—" among numbers and days. Instants have a time zone."""


def table_xlsx(
    title: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[TableValue]], *, notes: Sequence[str]
) -> Download:
    """`notes` are lines under the title: filters, cutoff, "SỐ LIỆU MẪU", "số liệu chưa duyệt".

    Raises ValueError for more rows than a sheet can have.
    """
    if len(rows) + len(notes) + 3 > LAST_ROW:
        raise ValueError(f"{len(rows)} rows do not fit on a sheet")
    with workbook(title=title) as opened:
        sheet = opened.sheet(_("Table"))
        header_row = _write_above(opened, sheet, title, notes)
        _write_header(opened, sheet, columns, header_row)
        looks = [_look(opened, column) for column in columns]
        widths = _widths(columns, rows)
        for row_index, row in enumerate(rows, start=header_row + 1):
            folded = [(str(value), width) for value, width in zip(row, widths, strict=True) if isinstance(value, str)]
            if any(len(text) > width or "\n" in text for text, width in folded):
                sheet.set_row(row_index, height_for(folded))
            for place, (value, look) in enumerate(zip(row, looks, strict=True)):
                _write_value(sheet, row_index, place, _plain_value(value), columns[place].kind, look)
        _set_up(sheet, widths, len(rows), header_row)
    return Download(f"{_name_of_title(title)}.xlsx", XLSX_TYPE, opened.content)


def table_csv(
    title: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[TableValue]], *, notes: Sequence[str]
) -> Download:
    """The same lines as CSV: UTF-8 with BOM, `;`, decimal comma, dd/mm/yyyy."""
    lines = [[guarded(text)] for text in (title, *notes)]
    lines.append([""] * len(columns))
    lines.append([guarded(column.header) for column in columns])
    lines += [[_text(value, column) for value, column in zip(row, columns, strict=True)] for row in rows]
    return Download(f"{_name_of_title(title)}.csv", CSV_TYPE, csv_bytes(lines))


def table_parquet(
    title: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[TableValue]], *, notes: Sequence[str]
) -> Download:
    """The same for data tools: typed columns with nulls; title and notes in the file's metadata."""
    described = {"title": title, "notes": "\n".join(notes)}
    fields = [pa.field(column.header, ARROW[column.kind]) for column in columns]
    arrays = [
        pa.array([_arrow_value(row[place], column.kind) for row in rows], ARROW[column.kind])
        for place, column in enumerate(columns)
    ]
    buffer = BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=described)), buffer)
    return Download(f"{_name_of_title(title)}.parquet", PARQUET_TYPE, buffer.getvalue())


ARROW = {
    CellKind.TEXT: pa.string(),
    CellKind.COUNT: pa.float64(),
    CellKind.PERCENT: pa.float64(),
    CellKind.POINTS: pa.float64(),
    CellKind.AMOUNT: pa.decimal128(20, 2),
    CellKind.DAY: pa.date32(),
    CellKind.INSTANT: pa.timestamp("us", tz="UTC"),
}


def _arrow_value(value: TableValue, kind: CellKind) -> str | float | Decimal | date | datetime | None:
    plain = _plain_value(value)
    if plain is None or isinstance(plain, (date, datetime)):
        return plain
    if kind is CellKind.AMOUNT:
        return Decimal(plain)
    return str(plain) if kind is CellKind.TEXT else float(plain)


def _name_of_title(title: str) -> str:
    return ascii_name(title).lower() or "bang"


def _plain_value(value: TableValue) -> str | int | Decimal | date | datetime | None:
    """NaN as None, since DataFrames have NaN for missing values; a float as the decimal that it prints."""
    if not isinstance(value, float):
        return value
    number = Decimal(str(value))
    return number if number.is_finite() else None


def _text(value: TableValue, column: TableColumn) -> str:
    plain = _plain_value(value)
    if plain is None and column.kind is not CellKind.TEXT:
        return NO_VALUE
    if column.kind in (CellKind.PERCENT, CellKind.POINTS) and isinstance(plain, (int, Decimal)):
        return csv_cell(round(Decimal(plain), 1))
    return csv_cell(plain)


def _write_above(opened: OpenWorkbook, sheet: Worksheet, title: str, notes: Sequence[str]) -> int:
    """Writes title, notes and an empty row; returns the row of the header."""
    sheet.write_string(0, 0, sheet_text(title), opened.look(bold=True, font_size=14))
    sheet.set_row(0, 20)
    for row, note in enumerate(notes, start=1):
        sheet.write_string(row, 0, sheet_text(note), opened.look(italic=True))
    return len(notes) + 2


def _write_header(opened: OpenWorkbook, sheet: Worksheet, columns: Sequence[TableColumn], row: int) -> None:
    look = opened.look(
        bold=True, border=1, border_color=LINE, bg_color=HEADER_FILL, text_wrap=True, align="center", valign="vcenter"
    )
    for place, column in enumerate(columns):
        sheet.write_string(row, place, sheet_text(column.header), look)


def _look(opened: OpenWorkbook, column: TableColumn) -> Format:
    is_text = column.kind is CellKind.TEXT
    return opened.look(
        num_format=column.kind.value,
        border=1,
        border_color=LINE,
        text_wrap=is_text,
        align="left" if is_text else "right",
    )


def _write_value(
    sheet: Worksheet,
    row: int,
    place: int,
    value: str | int | Decimal | date | datetime | None,
    kind: CellKind,
    look: Format,
) -> None:
    if value is None:
        value = "" if kind is CellKind.TEXT else NO_VALUE
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, value.astimezone(TIME_ZONE).replace(tzinfo=None), look)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, look)
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(row, place, value / 100 if kind is CellKind.PERCENT else value, look)
    elif value:
        sheet.write_string(row, place, sheet_text(value), look)
    else:
        sheet.write_blank(row, place, None, look)


_NARROWEST, _WIDEST = 6, 50
_ROWS_MEASURED = 200


def _widths(columns: Sequence[TableColumn], rows: Sequence[Sequence[TableValue]]) -> list[int]:
    measured = rows[:_ROWS_MEASURED]
    return [column.width or _fitting(column, [row[place] for row in measured]) for place, column in enumerate(columns)]


def _set_up(sheet: Worksheet, widths: Sequence[int], row_count: int, header_row: int) -> None:
    """Widths, the header in view, filter arrows; A4 across with the header on each page."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(header_row + 1, 0)
    sheet.autofilter(header_row, 0, header_row + row_count, max(len(widths) - 1, 0))
    set_paper(sheet)
    sheet.repeat_rows(header_row)


def _fitting(column: TableColumn, values: Sequence[TableValue]) -> int:
    longest_word = max(map(len, column.header.split()), default=0)
    longest = max((len(_text(value, column)) for value in values), default=0)
    return min(_WIDEST, max(_NARROWEST, longest_word + 2, longest + 2))
