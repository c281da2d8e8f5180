import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from exports.base.workbook import ERROR_FILL, WARNING_FILL
from exports.reporting.error_file import file_with_errors, file_with_errors_xlsx
from intake.base.checked_file import ReportContext, ReportFile, Verdict
from intake.report_file import read_report_file
from tests.builders.hostile_texts import HOSTILE_TEXTS
from tests.builders.report_files import HEADER, csv_bytes, xlsx_bytes
from tests.builders.spreadsheets import rows_xml, xlsx
from wording.findings import sentence

pytestmark = pytest.mark.slow  # writes workbooks and reads them back


def as_xlsx(rows):
    return xlsx_bytes([HEADER, *rows])


ROWS = [
    ["NV-01", "2026-H1", "75,5", "Đang thực hiện", "", "Đã ký thoả thuận; có 2 đoàn", "", "", ""],
    ["NV-02", "2026-H1", "175", "", "31/02/2026", "Đã làm việc", "", "", ""],
    ["NV-99", "2026-H1", "20", "", "", "Dòng một\nDòng hai", "", "", "05/BC"],
    ["NV-03", "2026-H1", "40", "Hoàn thành", "", "- Đã ban hành", "", "", ""],
]


def read(content: bytes, context: ReportContext, name: str = "bao-cao.csv") -> ReportFile:
    return read_report_file(content, file_name=name, context=context)


def said(report: ReportFile) -> list[tuple[object, ...]]:
    """All that was found, without the number of the file."""
    return [(finding.severity, finding.code, finding.row, finding.column) for finding in report.findings]


def lines_of(content: bytes, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def sheet_of(content: bytes):
    return load_workbook(io.BytesIO(content)).worksheets[0]


def fill_of(cell) -> str:
    return f"#{cell.fill.fgColor.rgb[2:]}" if cell.fill.fill_type else ""


def test_a_csv_comes_back_as_csv_with_its_delimiter_a_bom_and_the_sentences_in_front(staff):
    report = read(csv_bytes(ROWS, delimiter=","), staff)
    download = file_with_errors(report, file_name="Báo cáo quý.csv")

    assert download.file_name == "Bao-cao-quy_loi.csv"
    assert download.content.startswith(b"\xef\xbb\xbf")
    lines = lines_of(download.content, ",")
    assert lines[0][:3] == ["Lỗi", "Mã nhiệm vụ", "Kỳ báo cáo"]
    assert lines[1] == ["", *ROWS[0]]
    of_second = [sentence(finding) for finding in report.findings if finding.row == 3]
    assert len(of_second) == 2
    assert lines[2][0] == " | ".join(of_second)
    assert lines[3][1:] == ROWS[2]


def test_an_xlsx_comes_back_with_the_very_cells_in_red_and_odd_ones_in_yellow(staff):
    report = read(as_xlsx(ROWS), staff, "bao-cao.xlsx")
    download = file_with_errors(report, file_name="bao-cao.xlsx")

    assert download.file_name == "bao-cao_loi.xlsx"
    sheet = sheet_of(download.content)
    marked = {cell.coordinate: fill_of(cell) for row in sheet.iter_rows(min_row=2) for cell in row if fill_of(cell)}
    assert marked == {"D3": ERROR_FILL, "F3": ERROR_FILL, "B4": ERROR_FILL, "E5": WARNING_FILL}
    assert sheet["A1"].value == "Lỗi"
    assert sheet["A2"].value is None
    assert sheet["A4"].value == next(sentence(finding) for finding in report.findings if finding.row == 4)
    assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize("as_uploaded", [csv_bytes, as_xlsx])
@pytest.mark.parametrize("give_back", [file_with_errors, file_with_errors_xlsx])
def test_it_reads_straight_back_with_the_same_rows_and_the_same_findings(staff, as_uploaded, give_back):
    report = read(as_uploaded(ROWS), staff)

    again = report
    for _round in range(3):
        again = read(give_back(again, file_name="a.csv").content, staff)
        assert again.rows == report.rows
        assert said(again) == said(report)
    assert again.verdict is Verdict.ERRORS


def test_corrected_it_is_taken(staff):
    report = read(csv_bytes(ROWS), staff)
    lines = lines_of(file_with_errors(report, file_name="a.csv").content)
    lines[2][3], lines[2][5] = "75", ""
    lines[3][1] = "VIEC-0001"
    lines[4][4] = "Đang thực hiện"
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(lines)

    again = read(text.getvalue().encode("utf-8-sig"), staff)

    assert [row.task for row in again.rows] == ["NV-01", "NV-02", "VIEC-0001", "NV-03"]
    assert again.verdict is Verdict.CLEAN


def test_rows_keep_their_numbers_below_a_title_block_and_across_empty_rows(staff):
    text = "SỞ NGOẠI VỤ\r\n\r\nBáo cáo quý\r\n" + csv_bytes(ROWS[:1]).decode("utf-8-sig") + ";;;;\r\n\r\n"
    text += "NV-02;2026-H1;175;;;x;;;\r\n"
    report = read(text.encode("utf-8-sig"), staff)

    download = file_with_errors(report, file_name="a.csv")

    assert [finding.row for finding in report.findings] == [8]
    assert len(lines_of(download.content)) == 8
    assert lines_of(download.content)[7][1] == "NV-02"
    assert said(read(download.content, staff)) == said(report)


def test_a_stray_cell_far_below_costs_no_row_of_empty_cells_for_each_in_between(staff):
    far = rows_xml(("", "", "x"), first=200_000).replace("<sheetData>", "")
    table = rows_xml(("ma_nhiem_vu", "tien_do", "ket_qua"), ("NV-01", "40", "Đã họp"))
    report = read(xlsx(table.replace("</sheetData>", far)), staff, "bao-cao.xlsx")

    download = file_with_errors(report, file_name="bao-cao.xlsx")

    assert len(download.content) < 20_000
    assert said(read(download.content, staff, download.file_name)) == said(report) != []


def test_an_earlier_column_of_errors_is_replaced(staff):
    report = read("Mã nhiệm vụ;Lỗi;Tiến độ (%);Kết quả\r\nNV-01;lỗi cũ;175;x\r\n".encode(), staff)

    lines = lines_of(file_with_errors(report, file_name="a.csv").content)

    assert lines[0] == ["Lỗi", "Mã nhiệm vụ", "Tiến độ (%)", "Kết quả"]
    assert "lỗi cũ" not in lines[1][0]
    assert lines[1][1:] == ["NV-01", "175", "x"]


def test_columns_that_nobody_knows_and_cells_too_many_are_given_back_too(staff):
    report = read("Mã nhiệm vụ;Tiến độ (%);Kết quả;Màu\r\nNV-01;175;x;đỏ;thừa\r\n".encode(), staff)

    lines = lines_of(file_with_errors(report, file_name="a.csv").content)

    assert [line[1:] for line in lines] == [
        ["Mã nhiệm vụ", "Tiến độ (%)", "Kết quả", "Màu", ""],
        ["NV-01", "175", "x", "đỏ", "thừa"],
    ]


def test_what_is_odd_about_the_whole_file_stands_on_a_sheet_of_its_own(staff):
    report = read("Mã nhiệm vụ;Tiến độ (%);Kết quả;Màu\r\nNV-01;175;x;đỏ\r\n".encode(), staff)

    book = load_workbook(io.BytesIO(file_with_errors_xlsx(report, file_name="a.csv").content))

    assert [sheet.max_row for sheet in book.worksheets] == [2, 1]
    assert "Màu" in book.worksheets[1]["A1"].value


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
@pytest.mark.parametrize("as_uploaded", [csv_bytes, as_xlsx])
def test_hostile_texts_stay_texts_and_come_back_as_they_were_read(staff, as_uploaded, text):
    if as_uploaded is as_xlsx:
        text = text.translate({0: None, 1: None})  # no spreadsheet can hold them
    rows = [["NV-01", "2026-H1", "50", "", "", "kết quả", text[:5000], text[:5000], "175"], ROWS[1]]
    report = read(as_uploaded(rows), staff)
    assert len(report.rows) == 1

    as_csv = file_with_errors(replace(report, delimiter=report.delimiter or ";"), file_name="a.csv")
    as_sheet = file_with_errors_xlsx(report, file_name="a.csv")

    assert read(as_sheet.content, staff).rows == report.rows
    cells = [cell for row in sheet_of(as_sheet.content).iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    if as_uploaded is csv_bytes:
        assert read(as_csv.content, staff).rows == report.rows
    for line in lines_of(as_csv.content):
        assert [cell for cell in line if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))] == []


def test_a_text_longer_than_a_cell_holds_is_cut_in_the_workbook_and_still_wrong(staff):
    report = read(csv_bytes([["NV-01", "2026-H1", "50", "", "", "dài " * 20_000, "", "", ""]]), staff)

    again = read(file_with_errors_xlsx(report, file_name="a.csv").content, staff)

    assert said(again) == said(report)


def test_a_file_without_a_table_has_nothing_to_mark(staff):
    with pytest.raises(ValueError, match="no table"):
        file_with_errors(read(b"", staff), file_name="a.csv")
