"""The grid and its draft in two tabs, under fast fingers, and against a file that would take its place."""

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from data_model.store import open_session
from data_model.tables import Draft
from data_model.values import Role
from tests.journeys.steps import (
    filled_in,
    person,
    receipt_number,
    sent,
    stored_lines,
    submit_button,
    template,
    type_into_grid,
    unfold,
    upload,
    wait_until,
)

TO_CORRECT = "Còn 1 dòng cần sửa trước khi gửi."
ALL_RIGHT = "Cả 3 dòng đều lưu được."


@pytest.fixture
def page(browser, server, nothing_sent) -> Page:
    """On the grid, with the rows of a file in it of which the first is wrong."""
    page = person(browser, server, Role.REPORTER, address="/upload-report")
    upload(page, filled_in(template(page), percent_of_first=175))
    page.get_by_role("button", name="Sửa trên màn hình").click()
    expect(page.get_by_text(TO_CORRECT)).to_be_visible()
    return page


def saved_texts() -> str:
    """Every draft as it is kept on the server."""
    with open_session() as session:
        return " ".join(draft.cells for draft in session.exec(select(Draft)))


def errors_in_grid(page: Page) -> list[str]:
    """The filled cells of the column “Lỗi”, from the table that stands behind the grid's picture."""
    cells = page.locator("[class*=st-key-draft_cells_] canvas td[aria-colindex='2']").all_text_contents()
    return [text for text in cells if text]


def test_a_wrong_row_says_so_in_the_grid_until_it_is_corrected(page):
    expect(page.locator("[class*=st-key-draft_cells_] canvas td", has_text="“175” nằm ngoài khoảng")).to_have_count(1)
    assert len(errors_in_grid(page)) == 1

    type_into_grid(page, "95,5")

    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()
    expect(page.locator("[class*=st-key-draft_cells_] canvas td", has_text="nằm ngoài khoảng")).to_have_count(0)
    type_into_grid(page, "96,5")
    expect(page.locator("[class*=st-key-draft_cells_] canvas td", has_text="96,5")).to_have_count(1)
    wait_until(page, lambda: '"96,5"' in saved_texts())
    assert '"96,5"' in saved_texts()


def test_a_double_click_in_the_grid_stores_one_report_and_ends_its_draft(page):
    type_into_grid(page, "95,5")
    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()

    submit_button(page).dblclick()

    expect(page.get_by_text("lưu 3 dòng, số biên nhận")).to_be_visible()
    page.wait_for_timeout(1500)  # for the second click
    number = receipt_number(page)
    assert [row.number for row in sent()] == [number]
    assert saved_texts() == ""
    assert f"{stored_lines(number)['NV-01'].percent}" == "95.5"
    expect(submit_button(page)).to_be_hidden()


def test_the_tab_that_types_second_into_one_draft_is_told_and_overwrites_nothing(page):
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_text(TO_CORRECT)).to_be_visible()
    type_into_grid(page, "95,5")
    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()

    type_into_grid(other, "12,5")

    expect(other.get_by_text("Bản nháp vừa được thay đổi, do người khác hoặc ở một thẻ khác")).to_be_visible()
    assert '"95,5"' in saved_texts() and "12,5" not in saved_texts()
    other.reload()
    expect(other.get_by_text(ALL_RIGHT)).to_be_visible()


def test_a_tab_that_still_shows_a_submitted_draft_submits_nothing_twice(page):
    type_into_grid(page, "95,5")
    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_text(ALL_RIGHT)).to_be_visible()
    submit_button(page).click()
    number = receipt_number(page)

    submit_button(other).click()

    expect(other.get_by_text("Không có gì thay đổi: 3 dòng này đã được lưu từ trước.")).to_be_visible()
    assert [row.number for row in sent()] == [number]


def test_a_draft_is_not_replaced_by_a_file_nor_thrown_away_without_a_question(page):
    type_into_grid(page, "95,5")
    expect(page.get_by_text(ALL_RIGHT)).to_be_visible()
    unfold(page.get_by_role("button", name="Bỏ bản nháp"))
    expect(page.get_by_role("button", name="Xóa bản nháp")).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("link", name="Gửi báo cáo", exact=True).click()
    unfold(page.get_by_role("button", name="Sửa trên màn hình"))
    expect(page.get_by_text("Báo cáo này đã có bản nháp lưu lúc")).to_be_visible()
    assert '"95,5"' in saved_texts()

    page.get_by_role("button", name="Thay bản nháp").click()
    expect(page.get_by_text(TO_CORRECT)).to_be_visible()
    assert '"175"' in saved_texts()
    unfold(page.get_by_role("button", name="Bỏ bản nháp"))
    page.get_by_role("button", name="Xóa bản nháp").click()
    expect(page.get_by_text(TO_CORRECT)).to_be_hidden()
    assert saved_texts() == ""
