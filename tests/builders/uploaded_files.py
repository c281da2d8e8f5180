"""Report files as staff would upload them: the template's header, and rows as CSV or XLSX."""

import csv
import io
from collections.abc import Sequence

from xlsxwriter import Workbook

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


def csv_bytes(rows: Sequence[Sequence[str]], *, delimiter: str = ";") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([HEADER, *rows])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """Each cell a text, whatever it opens with."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([HEADER, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    book.close()
    return stream.getvalue()
