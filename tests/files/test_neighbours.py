"""Neighbours of the files in `cases/`: the same fault in other words, other zones, other encodings, other kinds of files."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from data_model.values import Language
from intake.base.checked_file import ReportFile, Severity
from intake.base.finding_codes import FindingCode as F
from tests.builders.report_context import make_context
from tests.builders.report_files import csv_bytes, problems, read
from tests.builders.spreadsheets import XlsError, XlsFormatted, ods, rows_xml, with_entry, xls, xlsx
from wording.findings import sentence
from wording.translation import use

pytestmark = pytest.mark.slow  # four hundred files, most of them through a process of their own

STAFF, BULK = make_context(), make_context(agency=None, period=None)
HEADER = ("ma_nhiem_vu", "tien_do", "trang_thai", "ngay_hoan_thanh", "ket_qua", "minh_chung")
DID = "Đã lập danh mục việc"

AS_FILE: dict[str, Callable[[Sequence[Sequence[object]]], bytes]] = {
    ".csv": lambda rows: csv_bytes(rows[1:], header=[str(cell) for cell in rows[0]]),
    ".xlsx": lambda rows: xlsx(rows_xml(*([str(cell) for cell in row] for row in rows))),
    ".xls": xls,
    ".ods": ods,
}


def file_of(kind: str, **cells: object) -> ReportFile:
    """A file with one row of the task NV-01 at 50 %; `cells` replaces some of it."""
    row: dict[str, object] = {"ma_nhiem_vu": "NV-01", "tien_do": "50", "ket_qua": DID} | cells
    return read(AS_FILE[kind]([HEADER, [row.get(name, "") for name in HEADER]]), STAFF, f"bao-cao{kind}")


def sheet_of(cell: str, column: str = "F", **others: str) -> ReportFile:
    """An XLSX with this XML as the cell of its row 2."""
    row = ["NV-01", "50", "", "", DID, ""]
    row["ABCDEF".index(column)] = cell
    return read(xlsx(rows_xml(HEADER, row), **others), STAFF, "bao-cao.xlsx")


ERROR_WORDS = [
    *(
        "#SPILL!",
        "#CALC!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#BUSY!",
        "#FIELD!",
        "#EXTERNAL!",
        "#PYTHON!",
        "#N/A",
    ),
    *("#GETTING_DATA", "#NAME?", "#MACRO?", "########", "Err:508", "Lỗi:502", "err:522", " #DIV/0! ", "\u00a0#REF!"),
]


@pytest.mark.parametrize("kind", AS_FILE)
@pytest.mark.parametrize("word", ERROR_WORDS)
def test_the_word_of_an_error_is_an_error_in_every_column(kind, word):
    report = file_of(kind, ket_qua=word, minh_chung=word, ngay_hoan_thanh=word)

    assert problems(report) == [(2, name, F.CELL_ERROR) for name in ("ngay_hoan_thanh", "ket_qua", "minh_chung")]


@pytest.mark.parametrize("text", ["Họp lần #1", "Mã lỗi: 502 đã xử lý", "Err", "C# và F#", "#dongtam"])
def test_a_text_that_only_resembles_an_error_is_a_text(text):
    assert problems(file_of(".csv", ket_qua=text)) == []


@pytest.mark.parametrize(
    "error", [XlsError(0x17), XlsError(0x2A), XlsError(0x17, typed=True), XlsError(0x07, typed=True)]
)
@pytest.mark.parametrize("name", ["tien_do", "trang_thai", "ngay_hoan_thanh", "ket_qua", "minh_chung"])
def test_an_error_cell_of_an_xls_is_an_error(name, error):
    shown = {0x17: "#REF!", 0x2A: "#N/A", 0x07: "#DIV/0!"}[error.code]

    [finding] = file_of(".xls", **{name: error}).findings

    assert (finding.row, finding.column, finding.code, finding.value) == (2, name, F.CELL_ERROR, shown)


ODS_ERRORS = [
    '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>Err:502</text:p>'
    "</table:table-cell>",
    '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#VALUE!'
    "</text:p></table:table-cell>",
    '<table:table-cell office:value-type="string" calcext:value-type="error"/>',
]


@pytest.mark.parametrize("cell", ODS_ERRORS)
@pytest.mark.parametrize("name", ["tien_do", "trang_thai", "ngay_hoan_thanh", "ket_qua", "minh_chung"])
def test_an_error_cell_of_an_ods_is_an_error(name, cell):
    assert problems(file_of(".ods", **{name: cell})) == [(2, name, F.CELL_ERROR)]


# instants


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-05-19T17:00:00+0000", 20),
        ("2026-05-19T16:59:59Z", 19),
        ("2026-05-19 17:00:00 UTC", 20),
        ("19/05/2026 17:00:00 +00:00", 20),
        ("2026-05-20T00:30:00+07:00", 20),
        ("2026-05-20T00:30:00+09:00", 19),
        ("2026-05-19T10:00:00.0000000-0800", 20),
        ("2026-05-19 23:30", 19),
    ],
)
@pytest.mark.parametrize("kind", AS_FILE)
def test_an_instant_is_the_day_that_it_falls_on_in_viet_nam(kind, instant, day):
    report = file_of(kind, tien_do="100", ngay_hoan_thanh=instant)

    assert [row.done_on for row in report.rows] == [date(2026, 5, day)]


def test_an_instant_of_a_sheet_itself_is_converted_too():
    cell = '<table:table-cell office:value-type="date" office:date-value="2026-05-19T17:00:00Z"><text:p>…</text:p></table:table-cell>'
    in_xlsx = xlsx(rows_xml(HEADER, ["NV-01", "100", "", '<c r="D2" t="d"><v>2026-05-19T17:00:00Z</v></c>', DID, ""]))

    for report in (file_of(".ods", tien_do="100", ngay_hoan_thanh=cell), read(in_xlsx, STAFF, "a.xlsx")):
        assert [row.done_on for row in report.rows] == [date(2026, 5, 20)]


@pytest.mark.parametrize("text", ["2026-05-19T25:00:00Z", "2026-05-19 10:70", "2026-05-19T17:00:00+26:00"])
def test_a_time_that_no_clock_shows_is_an_error(text):
    assert problems(file_of(".csv", tien_do="100", ngay_hoan_thanh=text)) == [(2, "ngay_hoan_thanh", F.DATE_IMPOSSIBLE)]


@pytest.mark.parametrize("number", ["20260520", "20052026"])
@pytest.mark.parametrize("kind", [".csv", ".xls"])
def test_eight_digits_are_asked_about(kind, number):
    use(Language.VI)
    [finding] = file_of(kind, tien_do="100", ngay_hoan_thanh=number if kind == ".csv" else int(number)).findings

    assert finding.column == "ngay_hoan_thanh"
    assert "Có phải là 20/05/2026?" in sentence(finding)


# garbled letters

GARBLED = "Đã họp tổ công tác lần thứ ba; quán triệt nhiệm vụ được giao"


@pytest.mark.parametrize(
    "encoding",
    ["mac_roman", "cp437", "cp850", "cp866", "cp1250", "cp1251", "cp1252", "cp1254", "latin_1", "koi8_r", "gbk"],
)
@pytest.mark.parametrize("kind", AS_FILE)
def test_utf_8_read_as_another_encoding_is_refused(kind, encoding):
    text = GARBLED.encode().decode(encoding, "ignore")
    if kind != ".csv":
        text = "".join(sign for sign in text if sign.isprintable())

    assert [finding.code for finding in file_of(kind, ket_qua=text).findings] == [F.DOUBLE_ENCODED]


@pytest.mark.parametrize(
    "text",
    [
        "Đ&atilde; h&oacute;a",
        "T&#7893; ch&#7913;c",
        "T? ch?c h?i ngh?",
        "?ã h?p t?",
        "□ã h□p",
        "Đ\ufffd họp",
        "ph&acirc;n công",
    ],
)
@pytest.mark.parametrize("name", ["ket_qua", "minh_chung"])
@pytest.mark.parametrize("kind", AS_FILE)
def test_lost_letters_are_an_error(kind, name, text):
    assert problems(file_of(kind, **{name: text})) == [(2, name, F.DAMAGED_TEXT)]


@pytest.mark.parametrize(
    "text",
    [
        "Beyoncé – Œuvre naïve",
        "Làm gì? Làm thế nào? Đã rõ",
        "R&D; P&G",
        "Москва, Россия",
        "5 m² × 10 °C",
        "·√∆ công thức",
    ],
)
def test_foreign_words_and_questions_are_not_damage(text):
    assert problems(file_of(".csv", ket_qua=text)) == []


@pytest.mark.parametrize(
    "address", ["https://a.vn/?a=1&b=2", "a.vn/tim?q=doi&trang=2 và b.vn/x?y=1", "https://a.vn/?a=1&copy=2"]
)
def test_an_address_may_ask(address):
    assert problems(file_of(".csv", minh_chung=address)) == []


# a day, a number, a picture where a text belongs

STYLE = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3">'
    '<numFmt numFmtId="164" formatCode="mm/yyyy"/><numFmt numFmtId="165" formatCode="&quot;Số &quot;000"/>'
    '<numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="17"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize(
    ("style", "number", "shown", "code"),
    [
        (1, "46357", "Dec-26", F.TEXT_IS_DAY),
        (2, "46357", "12/2026", F.TEXT_IS_DAY),
        (3, "45", "Số 045", F.TEXT_IS_NUMBER),
        (4, "3.125", "75:00", F.TEXT_IS_DAY),
        (0, "45", "45", F.TEXT_IS_NUMBER),
        (0, "1234567890123456000", "1234567890123460000", F.NUMBER_CUT),
    ],
)
@pytest.mark.parametrize("column", ["E", "F"])
def test_an_xlsx_says_what_the_person_sees(column, style, number, shown, code):
    report = sheet_of(f'<c r="{column}2" s="{style}"><v>{number}</v></c>', column, styles=STYLE)

    name = HEADER["ABCDEF".index(column)]
    assert [(finding.column, finding.code, finding.value) for finding in report.findings] == [(name, code, shown)]
    assert [getattr(row, "result" if column == "E" else "evidence") for row in report.rows] == [shown]


@pytest.mark.parametrize(
    ("value", "shown", "code"),
    [
        (XlsFormatted(46357, "mmm-yy"), "Dec-26", F.TEXT_IS_DAY),
        (XlsFormatted(46357, "mm/yyyy"), "12/2026", F.TEXT_IS_DAY),
        (XlsFormatted(45, '0"/KH-UBND"'), "45/KH-UBND", F.TEXT_IS_NUMBER),
        (45, "45", F.TEXT_IS_NUMBER),
        (date(2026, 12, 1), "01/12/2026", F.TEXT_IS_DAY),
    ],
)
def test_an_xls_says_what_the_person_sees(value, shown, code):
    report = file_of(".xls", minh_chung=value)

    assert [(finding.column, finding.code, finding.value) for finding in report.findings] == [
        ("minh_chung", code, shown)
    ]


@pytest.mark.parametrize(
    ("kind", "value", "shown", "code"),
    [
        ("float", 'office:value="45"', "45/KH-UBND", F.TEXT_IS_NUMBER),
        ("float", 'office:value="45"', "45", F.TEXT_IS_NUMBER),
        ("date", 'office:date-value="2026-12-01"', "Thg12-26", F.TEXT_IS_DAY),
        ("date", 'office:date-value="2026-12-01"', "01/12/2026", F.TEXT_IS_DAY),
        ("time", 'office:time-value="PT75H00M00S"', "75:00:00", F.TEXT_IS_DAY),
        ("currency", 'office:value="45000"', "45.000 đ", F.TEXT_IS_NUMBER),
    ],
)
def test_an_ods_says_what_the_person_sees(kind, value, shown, code):
    cell = f'<table:table-cell office:value-type="{kind}" {value}><text:p>{shown}</text:p></table:table-cell>'

    report = file_of(".ods", minh_chung=cell)

    assert [(finding.column, finding.code, finding.value) for finding in report.findings] == [
        ("minh_chung", code, shown)
    ]
    assert [row.evidence for row in report.rows] == [shown]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, F.TEXT_IS_DAY) for text in ("Dec-26", "1-Dec", "Thg12-26", "01/12/2026", "2026-12-01", "12:00:00")),
        *((text, F.TEXT_IS_NUMBER) for text in ("45", "1.234", "45%")),
        *((text, F.NUMBER_CUT) for text in ("1,23457E+18", "1.23E+12", "1234567890123460000")),
    ],
)
@pytest.mark.parametrize("name", ["ket_qua", "minh_chung"])
def test_what_excel_wrote_into_a_csv_is_looked_at_again(name, text, code):
    assert problems(file_of(".csv", **{name: text})) == [(2, name, code)]


@pytest.mark.parametrize("text", ["45/KH-UBND", "12/2026/QĐ-UBND", "Số 45", "May 10 áo", "0123-SNV", "3 lần"])
def test_numbers_of_documents_are_no_days(text):
    assert problems(file_of(".csv", minh_chung=text, ket_qua=text)) == []


@pytest.mark.parametrize(
    "text", ['=DISPIMG("ID_1",1)', '_xlfn.DISPIMG("ID_1",1)', '=IMAGE("https://vi-du.vn/anh.png")']
)
@pytest.mark.parametrize("kind", AS_FILE)
def test_a_formula_of_a_picture_is_an_error(kind, text):
    assert problems(file_of(kind, minh_chung=text)) == [(2, "minh_chung", F.CELL_PICTURE)]


@pytest.mark.parametrize("column", ["B", "E", "F"])
def test_a_picture_in_a_cell_of_an_xlsx_is_an_error(column):
    report = sheet_of(f'<c r="{column}2" t="e" vm="1"><v>#VALUE!</v></c>', column)

    assert problems(report) == [(2, HEADER["ABCDEF".index(column)], F.CELL_PICTURE)]


def test_a_picture_anchored_to_a_cell_of_an_ods_is_a_warning():
    cell = "<table:table-cell><draw:frame><draw:image/></draw:frame></table:table-cell>"

    report = file_of(".ods", minh_chung=cell)

    assert problems(report) == [(2, "minh_chung", F.PICTURE_LEFT_OUT)]
    assert len(report.rows) == 1


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_picture(book: bytes, *, row: int, column: int) -> bytes:
    """The XLSX with a picture whose corner lies in this cell, both counted from 0."""
    return with_entry(
        with_entry(
            book,
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships><Relationship Id="rId1" Type="{RELATIONS}/drawing" Target="../drawings/drawing1.xml"/>'
            "</Relationships>",
        ),
        "xl/drawings/drawing1.xml",
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><xdr:twoCellAnchor>'
        f"<xdr:from><xdr:col>{column}</xdr:col><xdr:row>{row}</xdr:row></xdr:from><xdr:to><xdr:col>9</xdr:col>"
        "<xdr:row>9</xdr:row></xdr:to><xdr:pic/></xdr:twoCellAnchor></xdr:wsDr>",
    )


@pytest.mark.parametrize(
    ("row", "column", "findings"),
    [
        (2, 5, [(3, "minh_chung", F.PICTURE_LEFT_OUT)]),
        (0, 0, []),  # an emblem above the table
        (5, 4, []),  # a seal below it
    ],
)
def test_a_picture_over_a_cell_of_an_xlsx_is_a_warning(row, column, findings):
    book = xlsx(rows_xml(["Báo cáo"], HEADER, ["NV-01", "50", "", "", DID, ""]))

    report = read(with_picture(book, row=row, column=column), STAFF, "a.xlsx")

    assert problems(report) == findings
    assert len(report.rows) == 1


@pytest.mark.parametrize("header", ["M? nhi?m v?;Ti?n d? (%);K?t qu?", "M&atilde; nhiệm vụ;Tiến độ (%;Kết qu&#7843;"])
def test_a_header_without_its_letters_is_refused_with_that_cause(header):
    assert problems(read(f"{header}\nNV-01;50;{DID}\n", STAFF)) == [(1, None, F.LETTERS_LOST)]


@pytest.mark.parametrize(("structure", "code"), [("_error", F.CELL_ERROR), ("_localImage", F.CELL_PICTURE)])
def test_a_rich_value_may_be_an_error_of_a_formula(structure, code):
    book = xlsx(rows_xml(HEADER, ["NV-01", "50", "", "", DID, '<c r="F2" t="e" vm="1"><v>#VALUE!</v></c>']))
    for name, entry in {
        "xl/metadata.xml": '<metadata><futureMetadata name="XLRICHVALUE"><bk><extLst><ext><rvb i="0"/></ext></extLst></bk>'
        '</futureMetadata><valueMetadata><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>',
        "xl/richData/rdrichvalue.xml": '<rvData><rv s="0"><v>8</v></rv></rvData>',
        "xl/richData/rdrichvaluestructure.xml": f'<rvStructures><s t="{structure}"><k n="x"/></s></rvStructures>',
    }.items():
        book = with_entry(book, name, entry)

    assert problems(read(book, STAFF, "a.xlsx")) == [(2, "minh_chung", code)]


def test_a_span_of_time_is_shown_in_hours():
    findings = [
        *sheet_of('<c r="B2" s="4"><v>3.125</v></c>', "B", styles=STYLE).findings,
        *file_of(".xls", tien_do=XlsFormatted(3.125, "[h]:mm:ss")).findings,
    ]
    assert [(finding.column, finding.value) for finding in findings] == [("tien_do", "75:00"), ("tien_do", "75:00:00")]


# texts


def test_what_breaks_a_line_in_an_ods_breaks_it_here():
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>ghi chú</text:p></office:annotation>'
        '<text:p>một<text:line-break/>hai</text:p><text:p>ba<text:s text:c="2"/>bốn</text:p></table:table-cell>'
    )
    assert [row.result for row in file_of(".ods", ket_qua=cell).rows] == ["một\nhai\nba  bốn"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("'Đã họp hai lần", "'Đã họp hai lần"),
        ("'70 năm hữu nghị", "'70 năm hữu nghị"),
        ("'Xanh' là tên dự án", "'Xanh' là tên dự án"),
        ("'=họp", "=họp"),
        ("'- họp", "- họp"),
        ("'@tin", "@tin"),
    ],
)
def test_an_apostrophe_stays_before_what_is_no_formula(typed, stored):
    assert [row.result for row in file_of(".csv", ket_qua=typed).rows] == [stored]


# i and y


@pytest.mark.parametrize("header", ["Kì báo cáo", "KÌ BÁO CÁO", "ki_bao_cao", "Kì"])
@pytest.mark.parametrize("period", ["Quí II/2026", "quí 2 năm 2026", "Kì quí II/2026", "QUÝ II/2026"])
def test_i_is_read_for_y_in_headers_and_periods(header, period):
    text = f"Mã nhiệm vụ;{header};Tỉ lệ hoàn thành;Kết quả\nNV-01;{period};50;{DID}\n"

    assert problems(read(text, STAFF)) == []


# notes


@pytest.mark.parametrize(
    "note", ["Ghi chú: số liệu tính đến ngày 14/9/2026", "II. Công tác phối hợp", "Nguồn: các phòng gửi"]
)
def test_a_note_over_a_row_is_one_warning(note):
    merged = '<mergeCells count="1"><mergeCell ref="A3:F3"/></mergeCells>'
    row = ["NV-01", "50", "", "", DID, ""]
    in_xlsx = read(xlsx(rows_xml(HEADER, row, [note]) + merged), STAFF, "a.xlsx")
    in_csv = read(csv_bytes([[note], row], header=HEADER), STAFF)

    assert problems(in_xlsx) == [(3, None, F.NOTE_ROW)]
    assert problems(in_csv) == [(2, None, F.NOTE_ROW)]
    assert [len(in_xlsx.rows), len(in_csv.rows)] == [1, 1]


@pytest.mark.parametrize("code", ["NV-99", "Nhiệm vụ 3", "VIEC 12"])
def test_a_wrong_code_alone_in_a_row_is_no_note(code):
    assert (2, "ma_nhiem_vu", F.TASK_UNKNOWN) in problems(read(csv_bytes([[code]], header=HEADER), STAFF))


# tables and separators


@pytest.mark.parametrize(("header", "rows"), [(",", "\t"), (";", ","), ("\t", ";"), (";", "|")])
def test_rows_under_another_separator_are_one_finding(header, rows):
    first = header.join(["NV-01", "50", "", "", DID, ""])
    wrong = rows.join(["NV-02", "60", "", "", "Đã họp, đã bàn" if rows == ";" else "Đã họp", ""])
    for lines in ([wrong, wrong], [first, wrong]):
        report = read("\n".join([header.join(HEADER), *lines]), STAFF)

        assert problems(report) == [(lines.index(wrong) + 2, None, F.OTHER_SEPARATOR)]


def test_a_long_sentence_with_commas_is_not_a_row():
    note = "Ghi chú: việc 1, việc 2, việc 3, việc 4, việc 5, việc 6, việc 7"
    text = "\n".join([";".join(("Lỗi", *HEADER)), f"Sửa a, sửa b, sửa c, d, e, f, g;NV-01;50;;;{DID};", note])

    assert F.OTHER_SEPARATOR not in {finding.code for finding in read(text, STAFF).findings}


@pytest.mark.parametrize("sign", [",", ";", "|", "\t"])
def test_all_columns_in_one_cell_are_named_as_the_cause(sign):
    lines = [sign.join(HEADER), sign.join(["NV-01", "50", "", "", DID, ""])]
    in_sheet = read(xlsx(rows_xml(*([line] for line in lines))), STAFF, "a.xlsx")
    quoted = read("\n".join(f'"{line}"' for line in lines), STAFF)

    assert problems(in_sheet) == problems(quoted) == [(1, None, F.ALL_IN_ONE_CELL)]


@pytest.mark.parametrize("kind", AS_FILE)
def test_a_second_table_in_a_sheet_is_refused(kind):
    other = ["ket_qua", "ma_nhiem_vu", "tien_do"]
    content = AS_FILE[kind]([HEADER, ["NV-01", "50", "", "", DID, ""], [""], other, [DID, "NV-02", "60"]])

    assert problems(read(content, STAFF, f"a{kind}")) == [(4, None, F.SECOND_TABLE)]


def test_the_header_again_on_the_next_page_is_no_second_table():
    row = ["NV-01", "50", "", "", DID, ""]
    assert problems(read(csv_bytes([row, ["Mã nhiệm vụ ", *HEADER[1:]]], header=HEADER), STAFF)) == []


# tables that offices keep

TRACKER = ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Thời gian", "Tiến độ", "Tình hình thực hiện")
MINISTRY = (
    "Số TT",
    "Nội dung nhiệm vụ",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Thời hạn hoàn thành",
    "Kết quả hiện nay",
)


@pytest.mark.parametrize("kind", AS_FILE)
@pytest.mark.parametrize("header", [TRACKER, MINISTRY])
def test_a_table_of_the_office_is_told_which_column_it_lacks(kind, header):
    use(Language.VI)
    row = ["1", "Tổ chức hội nghị", "Sở Ngoại vụ", "Quý II", "50", DID]
    report = read(AS_FILE[kind]([["Phụ lục 1"], header, row]), STAFF, f"a{kind}")

    assert problems(report) == [(2, "ma_nhiem_vu", F.MISSING_COLUMN)]
    assert "thiếu cột “Mã nhiệm vụ”" in sentence(report.findings[0])
    assert "tệp mẫu" in sentence(report.findings[0])


def test_a_missing_column_does_not_hide_the_other_faults():
    report = read(csv_bytes([["1", "Họp", "Sở Ngoại vụ", "Quý II", "Đang thực hiện", "#REF!"]], header=TRACKER), STAFF)

    assert problems(report) == [
        (1, "ma_nhiem_vu", F.MISSING_COLUMN),
        (2, "tien_do", F.PERCENT_NOT_A_NUMBER),
        (2, "ket_qua", F.CELL_ERROR),
    ]
    assert report.rows == ()


def test_a_table_that_only_names_tasks_is_found_too():
    header = ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Thời gian")

    assert problems(read(csv_bytes([["1", "Họp", "Sở", "Quý II"]], header=header), STAFF)) == [
        (1, "ma_nhiem_vu", F.MISSING_COLUMN)
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Đã hoàn thành", "Hoàn thành"),
        ("Hoàn thành (đúng hạn)", "Hoàn thành"),
        ("Hoàn thành quá hạn", "Hoàn thành"),
        ("Đang thực hiện (trong hạn)", "Đang thực hiện"),
        ("Đang triển khai thực hiện", "Đang thực hiện"),
        ("Chưa triển khai thực hiện", "Chưa thực hiện"),
    ],
)
def test_a_status_of_the_office_is_met_by_a_near_miss(typed, meant):
    use(Language.VI)
    [finding] = file_of(".csv", trang_thai=typed).findings

    assert (finding.column, finding.code, finding.severity) == ("trang_thai", F.STATUS_UNKNOWN, Severity.ERROR)
    assert f"Có phải là “{meant}”?" in sentence(finding)


@pytest.mark.parametrize("typed", ["Chưa hoàn thành", "Không hoàn thành", "Tốt", "Hoàn thành 50%"])
def test_no_status_is_suggested_where_none_is_meant(typed):
    use(Language.VI)
    [finding] = file_of(".csv", trang_thai=typed).findings

    assert "Có phải" not in sentence(finding)


@pytest.mark.parametrize("typed", ["Đang thực hiện", "Đã hoàn thành", "Hoàn thành", "Đang thực hiện (trong hạn)"])
def test_a_status_under_the_percentage_is_told_its_place(typed):
    use(Language.VI)
    [finding] = file_of(".csv", tien_do=typed).findings

    assert "cột “Trạng thái”" in sentence(finding)


@pytest.mark.parametrize("typed", ["99.999", "99,999", "75.500", "12.345 %"])
def test_no_percentage_above_a_hundred_is_offered(typed):
    use(Language.VI)
    [finding] = file_of(".csv", tien_do=typed).findings

    assert typed.replace(".", "").replace(",", "").removesuffix(" %") not in sentence(finding)
