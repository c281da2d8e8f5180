"""CSV and TSV in every form that offices save them in."""

import unicodedata

import pytest

from intake.base.checked_file import Verdict
from intake.base.finding_codes import FindingCode
from tests.builders.report_files import HEADER, csv_bytes, csv_text, problems, read
from tests.builders.windows_1258 import in_windows_1258

ROWS = [
    ["NV-01", "Quý II/2026", "75,5", "Đang thực hiện", "", "Đã ký thoả thuận, có 2 đoàn; xem báo cáo", "", "", ""],
    ["NV-04", "Quý II/2026", "", "Có thực hiện", "", "Dòng một\nDòng hai", "thiếu người", "", "12/BC"],
]


@pytest.fixture(scope="module")
def plain_rows(staff):
    report = read(csv_bytes(ROWS), staff)
    assert (report.verdict, len(report.rows)) == (Verdict.CLEAN, 2)
    return report.rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_encodings_delimiters_and_line_ends_give_the_same_rows(staff, plain_rows, encoding, delimiter, line_end):
    content = csv_bytes(ROWS, encoding=encoding, delimiter=delimiter, line_end=line_end)

    report = read(content, staff)

    assert report.rows == plain_rows
    assert report.delimiter == delimiter


def test_a_file_from_a_mac_has_its_marks_apart_and_is_stored_in_one_piece(staff, plain_rows):
    assert read(unicodedata.normalize("NFD", csv_text(ROWS)), staff).rows == plain_rows


def test_windows_1258_is_read(staff, plain_rows):
    content = in_windows_1258(csv_text(ROWS))

    report = read(content, staff)

    assert report.rows == plain_rows
    assert report.encoding == "cp1258"


def test_a_title_block_stands_above_the_header_and_rows_keep_their_numbers(staff):
    title = 'UBND TỈNH KON TUM;;;\n"BÁO CÁO\nquý II";;\n\n;;\n'

    report = read(title + csv_text(ROWS), staff)

    assert report.header_row == 5
    assert [row.number for row in report.rows] == [6, 7]


def test_empty_rows_inside_keep_the_numbers_and_empty_rows_at_the_end_are_nothing(staff):
    first, second = csv_text([ROWS[0]]), csv_text([ROWS[1]]).split("\r\n", 1)[1]

    report = read(f"{first}\r\n;;;;\r\n{second}\r\n;;;;;;\r\n\r\n", staff)

    assert [row.number for row in report.rows] == [2, 5]
    assert report.rows_read == 2


def test_headers_may_come_in_any_order_case_and_spelling(staff):
    text = "KET_QUA,% hoàn thành,maNhiemVu,T r ạ n g  t h á i,STT\nXong việc,30%,nv-01,dang thuc hien,1\n"

    report = read(text, staff)

    assert report.verdict is Verdict.CLEAN
    assert (report.rows[0].task, report.rows[0].result, str(report.rows[0].percent)) == ("NV-01", "Xong việc", "30")


@pytest.mark.parametrize("blank", ["\n", "\r", "\t", " ", "\u180e", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_invisible_characters_before_the_header_do_not_hide_it(staff, plain_rows, blank):
    rows = read(blank + csv_text(ROWS), staff).rows

    assert [row.result for row in rows] == [row.result for row in plain_rows]


def test_the_line_that_tells_excel_the_separator_is_no_row(staff):
    assert read("sep=;\r\n" + csv_text(ROWS), staff).header_row == 2


def test_an_apostrophe_in_front_says_this_is_text(staff):
    rows = read("ma_nhiem_vu;tien_do;ket_qua\n'NV-01;'75;'- họp 3 lần\nNV-02;50;'Xanh' là tên dự án\n", staff).rows

    assert [(row.task, str(row.percent), row.result) for row in rows] == [
        ("NV-01", "75", "- họp 3 lần"),
        ("NV-02", "50", "'Xanh' là tên dự án"),
    ]


def test_a_quote_that_is_never_closed_blocks_and_says_where(staff):
    report = read(csv_text([ROWS[0]]) + 'NV-02;;50;;;"đang làm\r\nNV-03;;60;;;đã làm\r\n', staff)

    assert problems(report) == [(3, None, FindingCode.UNCLOSED_QUOTE)]
    assert report.rows == ()


def test_a_quote_closed_too_late_swallows_no_row_in_silence(staff):
    text = csv_text([ROWS[0]]) + 'NV-02;;50;;;"đang làm;;;\r\nNV-03;;60;;;đã làm;;;"\r\n'

    assert (3, None, FindingCode.SWALLOWED_ROWS) in problems(read(text, staff))


def test_an_unquoted_decimal_comma_pushes_the_row_to_the_right_and_is_an_error(staff):
    report = read("ma_nhiem_vu,tien_do,ket_qua\nNV-01,75,5,Xong\n", staff)

    assert problems(report) == [(2, None, FindingCode.SURPLUS_CELLS)]


def test_a_header_in_two_rows(staff):
    text = "STT;Mã nhiệm vụ;Tình hình thực hiện;;\n;;Tiến độ (%);Trạng thái;Kết quả\n1;NV-01;40;;Đã họp\n"

    report = read(text, staff)

    assert (report.header_row, report.rows[0].result) == (2, "Đã họp")


def test_the_line_of_column_numbers_below_the_header_and_a_repeated_header_are_no_rows(staff):
    text = "Mã nhiệm vụ;Tiến độ;Kết quả\n(1);(2);(3)\nNV-01;40;Đã họp\nMã nhiệm vụ;Tiến độ;Kết quả\nNV-02;50;Đã đi\n"

    assert [row.number for row in read(text, staff).rows] == [3, 5]


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", FindingCode.EMPTY_FILE),
        (b" \r\n\t \r\n", FindingCode.EMPTY_FILE),
        (b";;;\n;;\n", FindingCode.EMPTY_FILE),
        ("xin chào\n1;2;3\n".encode(), FindingCode.NO_HEADER),
        (csv_bytes([]), FindingCode.NO_ROWS),
        (csv_bytes([[""] * len(HEADER)]), FindingCode.NO_ROWS),
        ("Tiến độ;Kết quả\n50;Xong\n".encode(), FindingCode.MISSING_COLUMN),
        ("Mã nhiệm vụ;Mã NV;Tiến độ\nNV-01;NV-01;5\n".encode(), FindingCode.DUPLICATE_COLUMN),
        (b"ma_nhiem_vu;tien_do\n\x81\x8d\x8f;5\n", FindingCode.ENCODING_UNKNOWN),
        (b"\xff\xfea", FindingCode.ENCODING_UNKNOWN),
        (b"\x89PNG\r\n\x1a\n\x00\x00", FindingCode.FILE_KIND_REFUSED),
        (b"%PDF-1.7\n", FindingCode.FILE_KIND_REFUSED),
        (b"<html><table><tr><td>ma_nhiem_vu</td></tr></table>", FindingCode.FILE_KIND_REFUSED),
    ],
)
def test_what_is_no_report_is_blocked_by_one_finding(staff, content, code):
    report = read(content, staff)

    assert report.verdict is Verdict.BLOCKED
    assert [finding.code for finding in report.findings] == [code]


@pytest.mark.parametrize(
    "name, code", [("a.xlsm", "macros"), ("a.pdf", "file_kind_refused"), ("a.txt", "file_kind_refused")]
)
def test_kinds_that_are_not_read_are_refused_by_name(staff, name, code):
    assert [finding.code for finding in read(csv_bytes(ROWS), staff, name).findings] == [code]


def test_the_cells_come_back_as_they_stood_for_the_file_with_errors(staff):
    report = read("Báo cáo\n\nma_nhiem_vu;tien_do;ket_qua\nNV-01;175;x\n", staff)

    assert report.cells == (("Báo cáo",), (), ("ma_nhiem_vu", "tien_do", "ket_qua"), ("NV-01", "175", "x"))


def test_a_text_with_many_semicolons_on_its_second_line_is_no_swallowed_row(staff):
    text = "Gồm:\nLào; Campuchia; Thái Lan; Nhật Bản; Hàn Quốc; Cuba; Nga; Pháp; Ấn Độ"

    assert read(csv_bytes([["NV-01", "", "40", "", "", text]]), staff).rows[0].result == text


def test_one_word_of_windows_1258_is_enough(staff):
    report = read(in_windows_1258("ma_nhiem_vu;tien_do;ket_qua\nNV-01;40;Đã\n"), staff)

    assert (report.encoding, report.rows[0].result) == ("cp1258", "Đã")


def test_the_errors_of_a_spreadsheet_saved_as_csv_are_no_texts(staff):
    report = read("ma_nhiem_vu;tien_do;ket_qua\nNV-01;#DIV/0!;#REF!\n", staff)

    assert problems(report) == [(2, "tien_do", FindingCode.CELL_ERROR), (2, "ket_qua", FindingCode.CELL_ERROR)]
