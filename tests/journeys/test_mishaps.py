"""What people do by mistake or in a hurry on the upload page: nothing is stored twice, nothing that was said is lost."""

import csv
import re
import sqlite3
from contextlib import closing
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from data_model.values import Role
from tests.builders.accounts import sign_in_by_form
from tests.journeys.steps import filled_in, person, receipt_number, sent, stored_lines, submit_button, template, upload

ALL_RIGHT = "Cả 3 dòng đều lưu được."


@pytest.fixture
def page(browser, server, nothing_sent) -> Page:
    return person(browser, server, Role.REPORTER, address="/upload-report")


@pytest.fixture
def report(page) -> bytes:
    return filled_in(template(page), percent_of_first=100)


@pytest.fixture
def wrong_report(page) -> bytes:
    return filled_in(template(page), percent_of_first=175)


def marked_cells(page: Page) -> list[str]:
    """What the preview says is to be corrected, from the table that stands behind its picture."""
    return page.locator("canvas td", has_text=re.compile("^cần sửa")).all_text_contents()


def test_a_double_click_stores_one_report_and_leaves_its_receipt(page, report):
    upload(page, report)
    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()

    submit_button(page).dblclick()

    expect(page.get_by_text("lưu 3 dòng, số biên nhận")).to_be_visible()
    page.wait_for_timeout(1500)  # for the second click
    number = receipt_number(page)
    assert [row.number for row in sent()] == [number]
    assert page.get_by_text("Không có gì thay đổi").count() == 0


def test_a_second_click_while_the_first_is_being_stored_loses_no_receipt(page, server, report):
    upload(page, report)
    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()
    with closing(sqlite3.connect(server.database_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # so that the store has to be waited for
        submit_button(page).click()
        expect(page.get_by_text("Đang lưu báo cáo…")).to_be_visible()
        submit_button(page).click()
        page.wait_for_timeout(500)
        other.execute("ROLLBACK")

    expect(page.get_by_text("lưu 3 dòng, số biên nhận")).to_be_visible()
    page.wait_for_timeout(1500)  # for the second click
    number = receipt_number(page)
    assert [row.number for row in sent()] == [number]
    assert page.get_by_text("Không có gì thay đổi").count() == 0


def test_a_removed_file_is_gone_and_can_not_be_submitted(page, report):
    upload(page, report)
    expect(submit_button(page)).to_be_enabled()

    page.get_by_role("button", name="Bỏ bao-cao.xlsx").click()

    expect(page.get_by_text(ALL_RIGHT)).to_be_hidden()
    expect(submit_button(page)).to_be_hidden()
    assert sent() == []


def test_after_a_wrong_file_and_one_that_is_none_the_right_one_is_taken(page, report, wrong_report):
    upload(page, wrong_report)
    expect(page.get_by_text("Tệp có 1 dòng cần sửa.")).to_be_visible()
    expect(page.locator("canvas td", has_text="cần sửa: Tiến độ")).to_have_count(1)

    upload(page, b"\xff\xd8\xff\xe0 a photo", "anh.jpg")
    expect(submit_button(page)).to_be_hidden()
    expect(page.get_by_test_id("stAlert")).to_have_count(1)

    upload(page, report)
    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()
    assert marked_cells(page) == []
    submit_button(page).click()
    assert set(stored_lines(receipt_number(page))) == {"NV-01", "NV-02", "NV-03"}


def test_a_reload_stores_nothing_and_begins_anew(page, report):
    upload(page, report)
    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()

    page.reload()

    expect(page.get_by_role("heading", name="2. Chọn tệp đã điền")).to_be_visible()
    expect(submit_button(page)).to_be_hidden()
    assert sent() == []
    upload(page, report)
    submit_button(page).click()
    receipt_number(page)
    assert len(sent()) == 1


def test_a_chosen_file_stays_chosen_while_another_page_is_looked_at(page, report):
    upload(page, report)
    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()
    page.get_by_role("link", name="Sổ theo dõi nhiệm vụ").click()
    expect(page.get_by_role("heading", level=1, name="Sổ theo dõi nhiệm vụ")).to_be_visible()

    page.go_back()

    expect(page.get_by_text("Tệp đã chọn: bao-cao.xlsx")).to_be_visible()
    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()
    submit_button(page).click()
    number = receipt_number(page)
    assert [row.number for row in sent()] == [number]
    expect(page.get_by_text("Tệp đã chọn")).to_be_hidden()


def test_a_file_that_stayed_chosen_can_be_let_go(page, report):
    upload(page, report)
    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()
    page.get_by_role("link", name="Báo cáo của cơ quan").click()
    page.get_by_role("button", name="Gửi báo cáo này").first.click()

    page.get_by_role("button", name="Bỏ tệp này").click()

    expect(submit_button(page)).to_be_hidden()
    expect(page.get_by_text("Tệp đã chọn")).to_be_hidden()


def long_report(rows: int) -> bytes:
    """Right in its first row, and then a long list of tasks that nobody knows."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Mã nhiệm vụ", "Tiến độ (%)", "Kết quả"])
    writer.writerow(["NV-02", "40", "Đã lấy ý kiến các sở"])
    writer.writerows([f"VIEC-{number}", "50", f"Đã tổ chức {number} cuộc họp"] for number in range(rows))
    return text.getvalue().encode()


def test_a_long_file_says_what_is_going_on_and_waits_for_whoever_leaves(page):
    upload(page, long_report(40_000), "dai.csv")
    expect(page.get_by_text("Đang đọc tệp “dai.csv”")).to_be_visible()
    page.get_by_role("link", name="Sổ theo dõi nhiệm vụ").click()
    expect(page.get_by_role("heading", level=1, name="Sổ theo dõi nhiệm vụ")).to_be_visible()

    page.get_by_role("link", name="Gửi báo cáo", exact=True).click()

    expect(page.get_by_text("Tệp có 40000 dòng cần sửa.")).to_be_visible(timeout=90_000)
    expect(page.get_by_text("Hiển thị 500 trong 40001 dòng")).to_be_visible()
    page.get_by_text("Chỉ gửi 1 dòng hợp lệ").click()
    submit_button(page).click()
    assert set(stored_lines(receipt_number(page))) == {"NV-02"}


def test_on_a_phone_and_in_english_a_report_is_uploaded_too(browser, server, nothing_sent):
    context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    page = context.new_page()
    sign_in_by_form(page, server, Role.REPORTER)
    page.evaluate("location.assign('/language/en')")
    page.locator("html[lang=en]").wait_for(state="attached")
    page.goto(f"{server.url}/upload-report")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel template").click()
    upload(page, filled_in(download.value.path().read_bytes(), percent_of_first=175))
    expect(page.get_by_text("The file has 1 rows to correct.")).to_be_visible()
    expect(page.locator("canvas td", has_text="to correct: Progress")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    with page.expect_download() as errors:
        page.get_by_role("link", name="Download the file with a column “Lỗi”").click()
    sheet = load_workbook(BytesIO(errors.value.path().read_bytes())).worksheets[0]
    assert any("Enter a number from 0 to 100" in str(cell.value) for cell in sheet["A"])

    upload(page, filled_in(download.value.path().read_bytes(), percent_of_first=100))
    page.get_by_role("button", name="Submit the report").click()

    expect(page.get_by_text("3 rows stored, number")).to_be_visible()
    assert [row.line_count for row in sent()] == [3]


def test_nothing_of_it_was_an_error(server):
    log = server.log.read_text(encoding="utf-8")

    assert "Traceback" not in log
    assert " ERROR " not in log
