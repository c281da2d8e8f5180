"""Report files made for tests: the header that the template has, and rows as CSV or XLSX."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

import xlsxwriter

from intake.base.checked_file import (
    ReportContext,
    ReportFile,
    Severity,
)
from intake.base.finding_codes import FindingCode
from intake.report_file import read_report_file

HEADER = (
    "Mã nhiệm vụ",
    "Kỳ báo cáo",
    "Tiến độ (%)",
    "Trạng thái",
    "Ngày hoàn thành",
    "Kết quả",
    "Khó khăn",
    "Kiến nghị",
    "Minh chứng",
)

Rows = Sequence[Sequence[object]]


def csv_text(rows: Rows, *, header: Sequence[str] = HEADER, delimiter: str = ";", line_end: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if line_end == "\r" else csv.QUOTE_MINIMAL  # the writer leaves LF bare when lines end in CR
    csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows([header, *rows])
    return text.getvalue()


def csv_bytes(rows: Rows, *, encoding: str = "utf-8-sig", **others) -> bytes:
    return csv_text(rows, **others).encode(encoding)


MADE = {"created": datetime(2026, 1, 1, tzinfo=UTC)}
"""Without it a file would be another one each second."""


class Percent(float):
    """A number that the sheet shows as a percentage: Percent(0.75) is 75 %."""


def xlsx_bytes(*sheets: Rows, hidden: Sequence[int] = (), merged: Sequence[str] = ()) -> bytes:
    """One sheet for each list of rows; `hidden` has indexes of sheets, `merged` ranges of the first sheet."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(MADE)
    percent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "dd/mm/yyyy"})
    for index, rows in enumerate(sheets):
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                _write(sheet, number, column, value, percent, day)
        if index in hidden:
            sheet.hide()
    for area in merged:
        book.worksheets()[0].merge_range(area, None)
    book.close()
    return stream.getvalue()


def _write(sheet, number, column, value, percent, day) -> None:
    if isinstance(value, Percent):
        sheet.write_number(number, column, value, percent)
    elif isinstance(value, date):
        sheet.write_datetime(number, column, value, day)
    elif value not in (None, ""):
        sheet.write(number, column, value)


def read(content: bytes | str, context: ReportContext, file_name: str = "bao-cao.csv") -> ReportFile:
    return read_report_file(
        content.encode() if isinstance(content, str) else content, file_name=file_name, context=context
    )


def read_row(context: ReportContext, **cells: object) -> ReportFile:
    """A file of one row, its cells named by their canonical headers; it has the columns that are named."""
    return read(csv_bytes([list(cells.values())], header=list(cells)), context)


def problems(report: ReportFile, severity: Severity | None = None) -> list[tuple[int | None, str | None, FindingCode]]:
    return [
        (finding.row, finding.column, finding.code)
        for finding in report.findings
        if severity in (None, finding.severity)
    ]
