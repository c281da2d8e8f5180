"""Finding things by their words, and coming back to saved filters, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from seed_data.fill_store import SAMPLE_PASSWORD
from tests.builders.accounts import sign_in_by_form
from tests.builders.server import Server
from tests.journeys.steps import set_filters

LEADER, REPORTER = "lanh-dao-hn", "can-bo-hn"


@pytest.fixture
def read_as(browser: Browser, demo: Server):
    """`read_as(who)` is a browser of its own in which they are signed in."""
    opened = []

    def sign_in(who: str) -> Page:
        opened.append(browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN"))
        return sign_in_by_form(opened[-1].new_page(), demo, who, password=SAMPLE_PASSWORD)

    yield sign_in
    for context in opened:
        context.close()


def look_for(page: Page, words: str) -> None:
    box = page.get_by_placeholder("Nhiệm vụ, cơ quan, văn bản")
    box.fill(words)
    box.press("Enter")
    expect(page.get_by_role("heading", name="Tìm kiếm")).to_be_visible()


def save(page: Page, name: str) -> None:
    page.locator(".st-key-save_view button").first.click()
    box = page.get_by_label("Tên bộ lọc")
    box.fill(name)
    box.press("Enter")


def test_words_without_marks_lead_to_an_agency(read_as):
    page = read_as(LEADER)
    look_for(page, "ngoai vu so")

    link = page.locator('[class*="st-key-found_agency"] a').first
    expect(link).to_contain_text("Sở Ngoại vụ")
    expect(page).to_have_url(re.compile(r"/search\?q=ngoai(\+|%20)vu(\+|%20)so$"))
    page.reload()
    expect(link).to_be_visible()
    link.click()
    expect(page).to_have_url(re.compile(r"/by-agency\?agency="))
    expect(page.get_by_role("heading", name=re.compile("Sở Ngoại vụ")).first).to_be_visible()


def test_an_agency_finds_no_other_agency(read_as):
    own = read_as(REPORTER)
    look_for(own, "so")

    expect(own.locator('[class*="st-key-found_task"]').first).to_be_visible()
    assert own.locator('[class*="st-key-found_agency"]').count() <= 1
    own.get_by_label("Từ cần tìm").fill("cong an")
    own.get_by_label("Từ cần tìm").press("Enter")
    expect(own).to_have_url(re.compile("cong"))
    expect(own.locator('[class*="st-key-found_agency"]')).to_have_count(0)


def test_saved_filters_open_in_another_browser_and_are_nobody_elses(read_as, demo):
    page = read_as(LEADER)
    page.goto(f"{demo.url}/by-agency?period=2026-Q3&measure=progress")
    save(page, "Tiến độ quý III")
    expect(page.get_by_text("Đã lưu bộ lọc “Tiến độ quý III”")).to_be_visible()
    page.reload()
    saved = ".st-key-saved_views [data-testid=stLinkButton] a"
    expect(page.locator(saved)).to_have_text(re.compile("Tiến độ quý III"))

    other = read_as(LEADER)
    other.locator(saved).click()
    expect(other).to_have_url(re.compile(r"/by-agency\?period=2026-Q3&measure=progress&show=rates$"))
    expect(other.locator(".st-key-filters .st-key-period input")).to_have_value("Quý III/2026")
    assert set_filters(other) == ["Quý III/2026"]
    assert len(other.context.pages) == 1
    save(other, "Tiến độ quý III")
    expect(other.get_by_text("Bộ lọc “Tiến độ quý III” đã có. Đặt tên khác.")).to_be_visible()

    stranger = read_as(REPORTER)
    expect(stranger.get_by_test_id("stSidebarNavLink").first).to_be_visible()
    expect(stranger.locator(".st-key-saved_views")).to_have_count(0)


def test_saved_filters_are_renamed_and_deleted(read_as, demo):
    page = read_as("dau-moi-hn")
    page.goto(f"{demo.url}/by-period")
    save(page, "Cũ")
    expect(page.get_by_text("Đã lưu bộ lọc “Cũ”")).to_be_visible()
    page.goto(f"{demo.url}/saved-filters")
    page.get_by_role("combobox", name=re.compile("Bộ lọc đã lưu")).click()
    page.get_by_role("option", name="Cũ").click()
    page.get_by_label("Tên mới").fill("Mới")
    page.get_by_role("button", name="Đổi tên").click()
    expect(page.get_by_text("Đã đổi tên thành “Mới”.")).to_be_visible()
    expect(page.locator(".st-key-saved_views_list a")).to_have_text(re.compile("Mới"))

    page.get_by_role("button", name="Xóa bộ lọc này").click()
    expect(page.get_by_text("Đã xóa bộ lọc “Mới”.")).to_be_visible()
    expect(page.locator(".st-key-saved_views")).to_have_count(0)
