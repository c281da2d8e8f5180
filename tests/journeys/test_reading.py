"""How leadership reads the figures, in a real browser: click, narrow, share, take a picture away."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data_model.settings import PROJECT_DIR
from devtools.screenshots.camera import SETTLED
from seed_data.fill_store import SAMPLE_PASSWORD
from tests.builders.accounts import sign_in_by_form
from tests.builders.server import Server
from tests.journeys.steps import SET_PILL, take_off

LEADER = "lanh-dao-hn"


@pytest.fixture
def leader(browser: Browser, demo: Server):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True, locale="vi-VN")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield sign_in_by_form(context.new_page(), demo, LEADER, password=SAMPLE_PASSWORD)
    context.close()


def first_bar(page: Page, key: str):
    """Where the first bar of a chart that has a length is drawn; it can be clicked once Plotly has drawn it."""
    bar = page.locator(f"[class*=st-key-{key}_] .bars .point path:visible").first
    bar.wait_for()
    bar.scroll_into_view_if_needed()
    page.wait_for_function(SETTLED)
    return bar


def test_a_click_on_a_bar_narrows_the_page_and_the_link_opens_the_same(leader, demo):
    leader.goto(f"{demo.url}/by-agency?show=rates")
    first_bar(leader, "by_agency_rates").click(force=True)

    pill = leader.locator(".st-key-filters .st-key-agency input")
    expect(pill).to_have_value(re.compile("thành phố Hà Nội"))
    agency = pill.input_value()
    expect(leader).to_have_url(re.compile(r"[?&]agency=[\w-]+"))
    leader.locator(".st-key-copy_address button").click()
    expect(leader.get_by_test_id("stToast")).to_be_visible()
    copied = leader.evaluate("navigator.clipboard.readText()")
    assert copied == leader.url

    other = leader.context.new_page()
    other.goto(copied)
    expect(other.locator(".st-key-filters .st-key-agency input")).to_have_value(agency)
    other.reload()
    expect(other.locator(".st-key-filters .st-key-agency input")).to_have_value(agency)
    take_off(other, "agency")
    expect(other.locator(SET_PILL)).to_have_count(0)
    expect(other).to_have_url(re.compile(r"^[^?]*(\?((measure|show)=\w+&?)*)?$"))


def test_where_the_browser_copies_nothing_the_address_is_shown_and_nothing_else_is_claimed(leader):
    leader.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no https')); }")
    shown = []
    leader.on("dialog", lambda dialog: (shown.append((dialog.message, dialog.default_value)), dialog.dismiss()))

    leader.wait_for_function(SETTLED)
    with leader.expect_event("dialog"):
        leader.locator(".st-key-copy_address button").click()

    leader.wait_for_timeout(1_000)  # for what else would be claimed
    assert shown == [("Trình duyệt không cho trang sao chép. Sao chép địa chỉ tại đây:", leader.url)]
    expect(leader.get_by_test_id("stToast")).to_have_count(0)


@pytest.mark.parametrize("ending, begins", [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_a_chart_is_saved_as_a_picture_that_says_what_it_shows(leader, demo, ending, begins):
    leader.goto(f"{demo.url}/by-agency?show=rates")
    first_bar(leader, "by_agency_rates")
    leader.locator(".st-key-numbers_by_agency_rates summary").click()
    leader.wait_for_function(SETTLED)  # while it unfolds, what stands below the pointer moves away

    with leader.expect_download() as download:
        leader.locator(f"[class*=st-key-picture_{ending}_by_agency_rates] button").click()

    picture = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == f"ty-le-hoan-thanh-nhiem-vu-den-han-theo-co-quan.{ending}"
    assert picture.startswith(begins)
    if ending == "svg":
        assert "SỐ LIỆU MẪU" in picture.decode()
    expect(leader.locator("[class*=st-key-by_agency_rates] .gtitle")).to_have_count(0)


def test_a_cell_of_the_map_opens_that_agency_in_that_period(leader, demo):
    leader.goto(f"{demo.url}/by-agency?show=rates&measure=progress")

    first_bar(leader, "by_agency_map").click(force=True)

    expect(leader).to_have_url(re.compile(r"agency=HN-"))
    expect(leader).to_have_url(re.compile(r"period=20\d\d"))
    expect(leader.get_by_role("heading", name="Báo cáo đang phải gửi")).to_be_visible()
    expect(leader.get_by_role("figure", name="So sánh với các cơ quan khác")).to_be_visible()


def test_a_cell_of_the_map_of_reports_opens_that_agency_in_that_period_and_back_returns(leader, demo):
    leader.goto(f"{demo.url}/by-agency?plan=HN-45-2012")
    missing = leader.locator(".report-map td a", has_text="✕").first
    said = missing.get_attribute("aria-label")

    missing.click()

    expect(leader.get_by_role("heading", name=said.split(" · ")[0]).first).to_be_visible()
    expect(leader).to_have_url(re.compile(r"agency=HN-.*period=20\d\d"))
    expect(leader).to_have_url(re.compile("plan=HN-45-2012"))
    leader.go_back()
    expect(leader.locator(".report-map td a", has_text="✕").first).to_be_visible()


def test_the_tree_opens_by_keyboard_down_to_a_task_and_its_page(leader, demo):
    leader.goto(f"{demo.url}/by-directive")
    rows = leader.locator(".plan-tree summary")
    rows.first.wait_for()

    rows.filter(has_text="3. Sở Nội vụ").first.focus()
    leader.keyboard.press("Enter")
    task = leader.locator('.plan-tree details[open] li a[href*="task=HN45-"]:visible').first
    title = task.inner_text()
    task.click()

    expect(leader.get_by_role("heading", name=title).first).to_be_visible()
    expect(leader.get_by_role("heading", name="Trích kế hoạch")).to_be_visible()


def test_the_rows_behind_a_figure_give_the_same_figure_to_a_script_that_knows_nothing_else(leader, demo, tmp_path):
    leader.wait_for_function(SETTLED)
    leader.locator(".tiles a", has_text="Cách tính").first.click()
    header = leader.get_by_role("heading", name=re.compile("Hoàn thành nhiệm vụ đến hạn: "))
    expect(header).to_be_visible()
    percent, n, d = re.search(r"([\d,]+) % \((\d+)/(\d+)\)", header.inner_text()).groups()

    leader.locator(".st-key-files_why_rows button").click()
    with leader.expect_download() as download:
        leader.locator(".st-key-download_csv_why_rows a").click()
    file = tmp_path / "rows.csv"
    file.write_bytes(Path(download.value.path()).read_bytes())
    script = [sys.executable, "-I", str(PROJECT_DIR / "docs" / "recompute.py"), str(file)]
    answer = subprocess.run(script, capture_output=True, text=True, check=True).stdout

    assert f"due_completion;{percent.replace(',', '.')};{n}.0/{d}.0" in answer.splitlines()


def test_two_periods_stand_side_by_side_under_an_address_of_their_own(leader, demo):
    leader.goto(f"{demo.url}/compare")
    leader.get_by_test_id("stMain").get_by_text("Hai kỳ báo cáo").click()

    expect(leader).to_have_url(re.compile(r"by=periods.*period_1=.*period_2="))
    title = leader.get_by_role("heading", name=re.compile("Các chỉ tiêu: "))
    expect(title).to_contain_text(re.compile("Quý|tháng|Năm"))
    shown = title.inner_text()
    leader.reload()
    expect(title).to_have_text(shown)


def test_a_dark_page_prints_dark_on_white(leader, demo):
    leader.emulate_media(color_scheme="dark")
    leader.goto(f"{demo.url}/by-agency?show=rates")
    first_bar(leader, "by_agency_states")
    shown = "[...document.querySelectorAll('.stApp, .stMain h1, .js-plotly-plot .ytick text')].slice(0, 3).map(one => getComputedStyle(one))"
    assert leader.evaluate(f"{shown}[0].backgroundColor") == "rgb(16, 22, 29)"

    leader.emulate_media(media="print", color_scheme="dark")
    leader.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert leader.evaluate(f"{shown}[0].backgroundColor") == "rgb(255, 255, 255)"
    assert leader.evaluate(f"[{shown}[1].color, {shown}[2].fill]") == ["rgb(28, 39, 51)", "rgb(28, 39, 51)"]
    leader.evaluate("dispatchEvent(new Event('afterprint'))")
    assert leader.evaluate("document.documentElement.className") == ""


def test_no_chart_is_cut_off_on_a4_paper(leader, demo):
    leader.set_viewport_size({"width": 1600, "height": 900})
    leader.goto(f"{demo.url}/by-agency?show=rates")
    first_bar(leader, "by_agency_states")
    leader.emulate_media(media="print")

    drawn = leader.evaluate(
        """() => {
          document.body.style.width = "642px";  // A4 without its margins
          dispatchEvent(new Event("beforeprint"));
          return [...document.querySelectorAll(".js-plotly-plot .main-svg")].map(one => one.getBoundingClientRect().width);
        }"""
    )

    assert drawn and max(drawn) <= 642
    assert min(drawn) > 500, "nor shrunk to nothing"
