"""Files as agencies send them, from the upload box to what the store says of them afterwards."""

import csv
import unicodedata
from datetime import timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from data_model.values import LineStatus, Role, SubmissionStatus
from tests.journeys.steps import (
    TODAY,
    filled_in,
    person,
    receipt_number,
    sent,
    stored_lines,
    submit_button,
    template,
    upload,
)

HEADER = ["Mã nhiệm vụ", "Tiến độ (%)", "Trạng thái", "Ngày hoàn thành", "Kết quả"]
DONE_ON = TODAY - timedelta(days=20)
RIGHT = [
    ["NV-01", "100", "", f"{DONE_ON:%d/%m/%Y}", "Đã trình, hòa giải xong"],
    ["NV-02", "40,5", "", "", "Đã lấy ý kiến các sở"],
    ["NV-03", "", "Đã triển khai", "", "Đăng 12 tin, bài"],
]


@pytest.fixture
def page(browser, server, nothing_sent) -> Page:
    return person(browser, server, Role.REPORTER, address="/upload-report")


def csv_file(rows: list[list[str]], *, line_end: str = "\r\n") -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows([HEADER, *rows])
    return text.getvalue().encode()


def expect_the_right_rows(page: Page) -> None:
    """That the receipt's number is in the history, waiting, with the three rows of `RIGHT`."""
    number = receipt_number(page)
    [row] = sent()
    assert (row.number, row.status, row.line_count) == (number, SubmissionStatus.SUBMITTED, 3)
    lines = stored_lines(number)
    said = {task: (line.percent, line.status, line.done_on, line.result) for task, line in lines.items()}
    assert said == {
        "NV-01": (Decimal(100), None, DONE_ON, "Đã trình, hòa giải xong"),
        "NV-02": (Decimal("40.5"), None, None, "Đã lấy ý kiến các sở"),
        "NV-03": (None, LineStatus.CARRIED_OUT, None, "Đăng 12 tin, bài"),
    }


def test_only_the_valid_rows_are_submitted_and_the_page_says_how_many_stay_out(page):
    upload(page, filled_in(template(page), percent_of_first=175))
    selection = page.get_by_text("Chỉ gửi 2 dòng hợp lệ, chưa gửi 1 dòng cần sửa")
    expect(selection).to_be_visible()
    expect(submit_button(page)).to_be_disabled()
    assert sent() == []

    selection.click()
    submit_button(page).click()

    expect(page.get_by_text("lưu 2 dòng")).to_be_visible()
    number = receipt_number(page)
    assert [row.line_count for row in sent()] == [2]
    assert set(stored_lines(number)) == {"NV-02", "NV-03"}
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải biên nhận").click()
    receipt = Path(download.value.path()).read_text(encoding="utf-8")
    assert number in receipt and sent()[0].sha256 in receipt


def error_file(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp có cột “Lỗi”").click()
    return Path(download.value.path()).read_bytes()


def test_the_error_workbook_is_corrected_uploaded_again_and_accepted(page):
    upload(page, filled_in(template(page), percent_of_first=175))
    workbook = load_workbook(BytesIO(error_file(page)))
    sheet = workbook.worksheets[0]
    [header] = [row for row in sheet.iter_rows() if "Mã nhiệm vụ" in [cell.value for cell in row]]
    column = {cell.value: cell.column for cell in header}
    wrong = next(row for row in range(header[0].row + 1, sheet.max_row + 1) if sheet.cell(row, column["Lỗi"]).value)
    assert "Nhập số từ 0 đến 100" in sheet.cell(wrong, column["Lỗi"]).value
    assert sheet.cell(wrong, column["Tiến độ (%)"]).fill.fgColor.rgb == "FFF8C9C4"

    sheet.cell(wrong, column["Tiến độ (%)"]).value = 100
    corrected = BytesIO()
    workbook.save(corrected)
    upload(page, corrected.getvalue(), "da sua.xlsx")

    expect(page.get_by_text("Cả 3 dòng đều lưu được.")).to_be_visible()
    expect(page.get_by_text("điểm cần xem lại")).to_have_count(0)
    submit_button(page).click()
    number = receipt_number(page)
    assert stored_lines(number)["NV-01"].percent == Decimal(100)
    assert [(row.number, row.file_name) for row in sent()] == [(number, "da sua.xlsx")]


def test_the_error_csv_is_corrected_uploaded_again_and_accepted(page):
    wrong = [["NV-01", "100", "", "31/02/2026", RIGHT[0][4]], *RIGHT[1:]]
    upload(page, csv_file(wrong), "bao-cao.csv")
    lines = list(csv.reader(error_file(page).decode("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[0] == ["Lỗi", *HEADER]
    assert "31/02/2026" in lines[1][0] and [line[0] for line in lines[2:]] == ["", ""]

    lines[1][lines[0].index("Ngày hoàn thành")] = RIGHT[0][3]
    text = StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(lines)
    upload(page, text.getvalue().encode("utf-8-sig"), "bao-cao_loi.csv")

    expect(page.get_by_text("Cả 3 dòng đều lưu được.")).to_be_visible()
    submit_button(page).click()
    expect_the_right_rows(page)


def official() -> bytes:
    """A table as it stands in an official letter: titles above, place, date and signatures below."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["UBND THÀNH PHỐ HÀ NỘI", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    sheet.append(["SỞ A", "", "", "Độc lập - Tự do - Hạnh phúc"])
    sheet.append([])
    sheet.append(["BÁO CÁO TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ"])
    sheet.append(["STT", *HEADER])
    for place, (task, percent, status, _, result) in enumerate(RIGHT, start=1):
        number = float(percent.replace(",", ".")) if percent else None
        sheet.append([place, task, number, status, DONE_ON if number == 100 else None, result])
    sheet.append([])
    sheet.append(["", "", "", "", "", f"Hà Nội, ngày {TODAY.day} tháng {TODAY.month} năm {TODAY.year}"])
    sheet.append(["", "Nơi nhận:", "", "", "", "GIÁM ĐỐC"])
    sheet.append(["", "- UBND Thành phố;"])
    sheet.append(["", "- Lưu: VT.", "", "", "", "Nguyễn Văn A"])
    sheet.merge_cells("A4:F4")
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def test_a_workbook_with_titles_above_and_signatures_below_is_taken_and_says_what_it_left_out(page):
    upload(page, official(), "Báo cáo quý.xlsx")

    expect(page.get_by_text("Cả 3 dòng đều lưu được.")).to_be_visible()
    expect(page.get_by_text("1 điểm cần xem lại")).to_be_visible()
    expect(page.locator("canvas td", has_text="Dòng 10–13 (“Hà Nội")).to_have_count(1)
    submit_button(page).click()
    expect_the_right_rows(page)


@pytest.mark.parametrize("line_end", ["\r", "\n"], ids=["CR", "LF"])
def test_a_csv_from_a_mac_is_taken_and_stored_in_the_usual_letters(page, line_end):
    written = unicodedata.normalize("NFD", csv_file(RIGHT, line_end=line_end).decode())
    assert written != unicodedata.normalize("NFC", written)

    upload(page, written.encode(), unicodedata.normalize("NFD", "Báo cáo Sở A.csv"))

    expect(page.get_by_text("Cả 3 dòng đều lưu được.")).to_be_visible()
    submit_button(page).click()
    expect_the_right_rows(page)
