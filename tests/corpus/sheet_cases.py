"""XLSX, XLS and ODS: what a sheet can hold that a text file can't."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import xlsxwriter

from intake.base.checked_file import Verdict
from intake.base.finding_codes import FindingCode as F
from tests.builders.report_files import HEADER, MADE, Percent, xlsx_bytes
from tests.builders.spreadsheets import ods, rows_xml, with_entry, xls, xlsx, xlsx_entries, zipped
from tests.corpus.case import Case, Expected
from tests.corpus.text_cases import BLOCKED, CLEAN, ERRORS, RESULT, ROW, WARNINGS

SHORT = ("ma_nhiem_vu", "tien_do", "ngay_hoan_thanh", "ket_qua")
DAY = date(2026, 5, 20)


def sheet(
    name: str,
    make: Callable[[], bytes],
    verdict: Verdict = CLEAN,
    *findings: Expected,
    rows: int = 1,
    extension: str = ".xlsx",
    world: str = "staff",
) -> Case:
    return Case(name, make, verdict, findings, rows, extension, world)


def blocked(name: str, make: Callable[[], bytes], code: F, row: int | None = None, extension: str = ".xlsx") -> Case:
    return sheet(name, make, BLOCKED, (row, None, code), rows=0, extension=extension)


def cells(*row: str, **others: str) -> Callable[[], bytes]:
    """A sheet by hand: the short header, and one row of cells given as XML or text."""
    return lambda: xlsx(rows_xml(SHORT, row), **others)


def written(with_book: Callable[[xlsxwriter.Workbook, "xlsxwriter.worksheet.Worksheet"], None]) -> Callable[[], bytes]:
    """A report of one row written by xlsxwriter, with something done to it."""

    def make() -> bytes:
        stream = BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True})
        book.set_properties(MADE)
        page = book.add_worksheet()
        page.write_row(0, 0, HEADER)
        page.write_row(1, 0, ROW)
        with_book(book, page)
        book.close()
        return stream.getvalue()

    return make


def hidden_parts(book: xlsxwriter.Workbook, page: "xlsxwriter.worksheet.Worksheet") -> None:
    page.write_row(2, 0, ["NV-02", "", 50, "", "", "Đã ký"])
    page.set_row(2, options={"hidden": True})
    page.set_column("C:C", options={"hidden": True})


def marked_box(book: xlsxwriter.Workbook, page: "xlsxwriter.worksheet.Worksheet") -> None:
    page.insert_textbox("K2", "TUYỆT MẬT")


PERCENTS = [["NV-01", Percent(0.75), "", RESULT], ["NV-02", 75.5, "", "Đã ký"], ["NV-03", Percent(1), DAY, "Đã xong"]]

WITHOUT_REFERENCES = re.sub(r' r="[A-Z0-9]+"', "", rows_xml(SHORT, ("NV-01", "40", "", RESULT)))

FORMS = [
    sheet("as from the template", lambda: xlsx_bytes([HEADER, ROW])),
    sheet("real numbers, days and percentages", lambda: xlsx_bytes([SHORT, *PERCENTS]), rows=3),
    sheet("xlsx named csv", lambda: xlsx_bytes([HEADER, ROW]), extension=".csv"),
    sheet("xlsx in capitals", lambda: xlsx_bytes([HEADER, ROW]), extension=".XLSX"),
    sheet(
        "table far down and to the right",
        lambda: xlsx_bytes([[]] * 5 + [["", "", "", *line] for line in (HEADER, ROW)]),
    ),
    sheet("guide before and lists behind", lambda: xlsx_bytes([["Hướng dẫn"]], [HEADER, ROW], [["Hoàn thành"]])),
    sheet("hidden copy", lambda: xlsx_bytes([HEADER, ROW], [HEADER, ROW], hidden=[1])),
    sheet("empty copy of the template", lambda: xlsx_bytes([HEADER], [HEADER, ROW])),
    sheet("hidden rows and columns count", written(hidden_parts), rows=2),
    sheet("filter on", written(lambda book, page: page.autofilter("A1:I2"))),
    sheet("title merged over the table", lambda: xlsx_bytes([["BÁO CÁO"], HEADER, ROW], merged=["A1:I1"])),
    sheet(
        "header merged over two rows",
        lambda: xlsx_bytes(
            [["Mã nhiệm vụ", "Thực hiện", ""], ["", "Tiến độ", "Kết quả"], ["NV-01", 40, RESULT]],
            merged=["A1:A2", "B1:C1"],
        ),
    ),
    sheet(
        "result merged over two tasks",
        lambda: xlsx_bytes([SHORT, ["NV-01", 40, "", RESULT], ["NV-03", 50, "", ""]], merged=["D2:D3"]),
        rows=2,
    ),
    sheet(
        "merged range over the whole grid",
        lambda: xlsx(
            rows_xml(SHORT, ("NV-01", "40", "", RESULT)) + '<mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>'
        ),
    ),
    sheet("cells without references", lambda: xlsx(WITHOUT_REFERENCES)),
    sheet("wrong dimension A1", lambda: xlsx('<dimension ref="A1"/>' + rows_xml(SHORT, ("NV-01", "40", "", RESULT)))),
    sheet("built-in percent format", cells("NV-01", '<c r="B2" s="1"><v>0.4</v></c>', "", RESULT)),
    sheet("percentage written by another program", cells("NV-01", "<c s='2' r='B2'><v>0.755</v></c>", "", RESULT)),
    sheet("percent sign that is only text", cells("NV-01", '<c r="B2" s="3"><v>75</v></c>', "", RESULT)),
    sheet(
        "number with noise in its last digits", cells("NV-01", '<c r="B2"><v>75.500000000000014</v></c>', "", RESULT)
    ),
    sheet(
        "day of the 1904 calendar",
        cells(
            "NV-01",
            '<c r="B2"><v>100</v></c>',
            '<c r="C2" s="4"><v>44700</v></c>',
            RESULT,
            workbook_pr='<workbookPr date1904="1"/>',
        ),
    ),
    sheet("formula with its value", cells("NV-01", '<c r="B2"><f>30+10</f><v>40</v></c>', "", RESULT)),
    sheet(
        "rich text in a cell",
        cells("NV-01", "40", "", '<c r="D2" t="inlineStr"><is><r><t>Đã </t></r><r><t>họp</t></r></is></c>'),
    ),
    sheet("XLS", lambda: xls([HEADER, ROW]), extension=".xls"),
    sheet(
        "XLS with numbers and days",
        lambda: xls([SHORT, ["NV-01", 75.5, "", RESULT], ["NV-03", 100.0, DAY, "Đã xong"]]),
        rows=2,
        extension=".xls",
    ),
    sheet("ODS", lambda: ods([HEADER, ROW]), extension=".ods"),
    sheet(
        "ODS with percentages and days",
        lambda: ods([SHORT, ["NV-01", 0.755, "", RESULT], ["NV-03", 1, DAY, "Đã xong"]], percent_columns=[1]),
        rows=2,
        extension=".ods",
    ),
    sheet(
        "link to another workbook is not followed",
        lambda: with_entry(
            xlsx_bytes([HEADER, ROW]),
            "xl/externalLinks/externalLink1.xml",
            '<externalLink><externalBook r:id="rId1" xmlns:r="x"/></externalLink>',
        ),
    ),
    sheet("comment in a cell", written(lambda book, page: page.write_comment("A2", "xem lại"))),
]

WRONG = [
    sheet(
        "fraction without a percent format",
        lambda: xlsx_bytes([SHORT, ["NV-01", 0.75, "", RESULT]]),
        ERRORS,
        (2, "tien_do", F.PERCENT_AMBIGUOUS),
        rows=0,
    ),
    sheet(
        "one of an XLS, where formats are not seen",
        lambda: xls([SHORT, ["NV-01", 1.0, "", RESULT]]),
        ERRORS,
        (2, "tien_do", F.PERCENT_AMBIGUOUS),
        rows=0,
        extension=".xls",
    ),
    sheet(
        "fraction of an ODS",
        lambda: ods([SHORT, ["NV-01", 0.75, "", RESULT]]),
        ERRORS,
        (2, "tien_do", F.PERCENT_AMBIGUOUS),
        rows=0,
        extension=".ods",
    ),
    sheet(
        "7550 %",
        lambda: xlsx_bytes([SHORT, ["NV-01", Percent(75.5), "", RESULT]]),
        ERRORS,
        (2, "tien_do", F.PERCENT_OUT_OF_RANGE),
        rows=0,
    ),
    sheet(
        "true as a percentage",
        cells("NV-01", '<c r="B2" t="b"><v>1</v></c>', "", RESULT),
        ERRORS,
        (2, "tien_do", F.PERCENT_NOT_A_NUMBER),
        rows=0,
    ),
    sheet(
        "day as a percentage",
        cells("NV-01", '<c r="B2" s="4"><v>46162</v></c>', "", RESULT),
        ERRORS,
        (2, "tien_do", F.PERCENT_NOT_A_NUMBER),
        rows=0,
    ),
    sheet(
        "day that is a bare number",
        cells("NV-01", "40", '<c r="C2"><v>46162</v></c>', RESULT),
        ERRORS,
        (2, "ngay_hoan_thanh", F.DATE_IS_SERIAL),
        rows=0,
    ),
    sheet(
        "error cell",
        cells("NV-01", '<c r="B2" t="e"><v>#REF!</v></c>', "", RESULT),
        ERRORS,
        (2, "tien_do", F.CELL_ERROR),
        rows=0,
    ),
    sheet(
        "error cell of a formula",
        cells("NV-01", "40", "", '<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
        ERRORS,
        (2, "ket_qua", F.CELL_ERROR),
        rows=0,
    ),
    sheet(
        "error cell as a code",
        cells('<c r="A2" t="e"><v>#N/A</v></c>', "40", "", RESULT),
        ERRORS,
        (2, "ma_nhiem_vu", F.CELL_ERROR),
        rows=0,
    ),
    sheet(
        "formula without a value",
        cells("NV-01", '<c r="B2"><f>B9+1</f></c>', "", RESULT),
        ERRORS,
        (2, "tien_do", F.CELL_WITHOUT_VALUE),
        rows=0,
    ),
    sheet(
        "period that Excel made a day",
        lambda: xlsx_bytes(
            [("ma_nhiem_vu", "ky_bao_cao", "tien_do", "ket_qua"), ["NV-01", date(2026, 6, 1), 40, RESULT]]
        ),
        ERRORS,
        (2, "ky_bao_cao", F.PERIOD_UNREADABLE),
        rows=0,
    ),
    sheet(
        "code that Excel made a number",
        lambda: xlsx_bytes([SHORT, [1, 40, "", RESULT]]),
        ERRORS,
        (2, "ma_nhiem_vu", F.TASK_UNKNOWN),
        rows=0,
    ),
    sheet(
        "wrong row far down",
        lambda: xlsx_bytes([[]] * 9 + [SHORT, ["NV-01", 40, "", RESULT], [], ["NV-03", 175, "", RESULT]]),
        ERRORS,
        (13, "tien_do", F.PERCENT_OUT_OF_RANGE),
        rows=1,
    ),
    sheet(
        "code merged over two rows",
        lambda: xlsx_bytes([SHORT, ["NV-01", 40, "", "a"], ["", 50, "", "b"]], merged=["A2:A3"]),
        ERRORS,
        (2, "ma_nhiem_vu", F.DUPLICATE_ROW),
        (3, "ma_nhiem_vu", F.DUPLICATE_ROW),
        rows=0,
    ),
    sheet(
        "note beside the table",
        lambda: xlsx_bytes([SHORT, ["NV-01", 40, "", RESULT, "", "nhớ ký"]]),
        WARNINGS,
        (2, None, F.UNNAMED_COLUMN),
    ),
    blocked("report on two sheets", lambda: xlsx_bytes([HEADER, ROW], [HEADER, ROW]), F.SEVERAL_TABLES),
    blocked("no header on any sheet", lambda: xlsx_bytes([["a", "b"]], [["c"]]), F.NO_HEADER),
    blocked("empty workbook", lambda: xlsx_bytes([]), F.EMPTY_FILE),
    blocked("header only in a sheet", lambda: xlsx_bytes([HEADER]), F.NO_ROWS, 1),
    blocked(
        "marked in a page header", written(lambda book, page: page.set_header('&R&"Arial,Bold"MẬT')), F.SECRECY_MARKING
    ),
    blocked("marked in a text box", written(marked_box), F.SECRECY_MARKING),
    blocked("marked in a comment", written(lambda book, page: page.write_comment("A2", "TỐI MẬT")), F.SECRECY_MARKING),
    blocked("marked on a hidden sheet", lambda: xlsx_bytes([HEADER, ROW], [["MẬT"]], hidden=[1]), F.SECRECY_MARKING),
    blocked(
        "marked in the file's title",
        written(lambda book, page: book.set_properties({"title": "Mật"} | MADE)),
        F.SECRECY_MARKING,
    ),
    blocked("zip without a workbook", lambda: zipped({"a.txt": "x"}), F.FILE_KIND_REFUSED),
    blocked(
        "workbook without its sheet",
        lambda: zipped({name: data for name, data in xlsx_entries("").items() if "sheet1" not in name}),
        F.DAMAGED_FILE,
    ),
]

CASES = [*FORMS, *WRONG]
