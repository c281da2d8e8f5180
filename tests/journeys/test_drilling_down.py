"""Leadership on a laptop and on a phone: a click on each chart narrows the page, filters combine, and come back."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from devtools.screenshots.camera import PHONES_BROWSER, still
from seed_data.fill_store import SAMPLE_PASSWORD
from tests.builders.accounts import sign_in_by_form
from tests.builders.server import Server
from tests.journeys.steps import SET_PILL, set_filters, take_off

STILL = still(8)
LAPTOP, PHONE = "laptop", "phone"
DEVICES = {
    LAPTOP: {"viewport": {"width": 1280, "height": 800}},
    PHONE: {
        "viewport": {"width": 360, "height": 740},
        "user_agent": PHONES_BROWSER,
        "is_mobile": True,
        "has_touch": True,
    },
}
CHARTS = [
    ("/by-agency?show=rates", "by_agency_map", {"agency", "period"}, [LAPTOP, PHONE]),
    ("/by-agency?show=rates", "by_agency_states", {"agency"}, [LAPTOP]),
    ("/by-agency?show=rates", "by_agency_rates", {"agency"}, [LAPTOP]),
    ("/by-directive", "by_directive_directives", {"directive"}, [LAPTOP]),
    ("/by-directive", "by_directive_plans", {"plan"}, [LAPTOP]),
    ("/by-directive", "by_directive_states", {"plan"}, [LAPTOP]),
    ("/by-period", "by_period_arrivals", {"period"}, [LAPTOP]),
    ("/by-period", "by_period_rates", {"period"}, [LAPTOP, PHONE]),
]
"""Each chart that can be clicked, the filters that a click on it sets, and where it is tried: each kind on a phone."""
MARK = ".bars .point:has(text) path, .scatterlayer .point"


@pytest.fixture(scope="module")
def opened(browser: Browser, demo: Server):
    """`opened(device)` is a browser on it, signed in once; it may hold any page."""
    pages: dict[str, Page] = {}

    def page_on(device: str) -> Page:
        if device not in pages:
            context = browser.new_context(**DEVICES[device], locale="vi-VN")
            pages[device] = sign_in_by_form(context.new_page(), demo, "lanh-dao", password=SAMPLE_PASSWORD)
        return pages[device]

    yield page_on
    for page in pages.values():
        page.context.close()


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-testid=stMain] h1").wait_for()
    page.wait_for_function(STILL)


def filters_of(address: str) -> set[str]:
    return set(parse_qs(urlsplit(address).query)) - {"measure", "show", "order"}


@pytest.mark.parametrize(
    "address, chart, sets, device",
    [
        pytest.param(address, chart, sets, device, id=f"{chart}-{device}")
        for address, chart, sets, devices in CHARTS
        for device in devices
    ],
)
def test_a_click_on_any_chart_narrows_the_page(opened, demo, address, chart, sets, device):
    page = opened(device)
    visit(page, demo.url + address)
    drawn = page.locator(f"[class*=st-key-{chart}_]")
    mark = drawn.locator(MARK).first
    mark.wait_for()
    mark.scroll_into_view_if_needed()
    page.wait_for_function(STILL)

    mark.click(force=True)

    expect(page.locator(SET_PILL).first).to_be_visible()
    page.wait_for_function(STILL)
    assert filters_of(page.url) - {"task"} == sets
    assert len(set_filters(page)) == len(sets)


@pytest.mark.parametrize("device", DEVICES)
def test_filters_combine_survive_a_reload_and_come_off_one_by_one(opened, demo, device):
    page = opened(device)
    visit(page, f"{demo.url}/by-agency?plan=HN-45-2012&agency=HN-SNV&period=2026-Q1&unreviewed=True")
    shown, headlines = set_filters(page), page.locator(".st-key-headlines").inner_text()
    assert len(shown) == 4

    page.reload()
    page.locator("[data-testid=stMain] h1").wait_for()
    page.wait_for_function(STILL)
    assert set_filters(page) == shown
    assert page.locator(".st-key-headlines").inner_text() == headlines

    take_off(page, "period")
    expect(page.locator(SET_PILL)).to_have_count(2)
    page.wait_for_function(STILL)
    assert filters_of(page.url) == {"plan", "agency", "unreviewed"}
    page.locator(".st-key-filters_off button").click()
    expect(page.locator(SET_PILL)).to_have_count(0)
    expect(page.locator(".st-key-known_by strong")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"^[^?]*(\?((measure|show|order|states_by)=\w+&?)*)?$"))


BOTTOM = "element => element.getBoundingClientRect().bottom"
LEADS = {
    "words": ('.opening a:has-text("quá hạn")', "/register", {"state": "overdue"}),
    "words_about_reports": ('.opening a:has-text("báo cáo đã gửi")', "/why", {"figure": "completeness"}),
    "tile": (".tiles section:nth-child(1) a.value", "/register", {"state": "due"}),
    "tile_computed": (".tiles section:nth-child(3) > a", "/why", {"figure": "timeliness"}),
    "part_of_a_bar": (".st-key-overview_states .bar a >> nth=0", "/register", {"state": None, "plan": None}),
    "name_of_a_bar": (".st-key-overview_states .row span a >> nth=0", "/by-directive", {"plan": None}),
    "legend": ('.legend a:has-text("Chưa xác định thời hạn")', "/register", {"state": "no_deadline"}),
    "reports_of_an_agency": (
        ".st-key-overview_reports td a >> nth=0",
        "/by-agency",
        {"agency": None, "period": None},
    ),
    "kind_of_need": ('.needs p a:has-text("nhiệm vụ quá hạn")', "/register", {"state": "overdue"}),
    "row": (".needs tbody a >> nth=0", "/task", {"task": None}),
}
"""Each kind of link on the overview: its place, the page that it opens, and what its address names; None is any value."""


def test_the_overview_says_what_matters_on_the_first_screen_of_a_laptop(opened, demo):
    page = opened(LAPTOP)
    page.set_viewport_size({"width": 1366, "height": 768})
    visit(page, demo.url)

    title_of_the_list = page.locator(".st-key-overview_needs h2").evaluate(BOTTOM)
    page.set_viewport_size(DEVICES[LAPTOP]["viewport"])
    assert title_of_the_list < 768


def test_the_states_and_the_reports_stand_beside_each_other(opened, demo):
    page = opened(LAPTOP)
    visit(page, demo.url)

    states, reports = (page.locator(f".st-key-overview_{name}").bounding_box() for name in ("states", "reports"))
    assert states["x"] + states["width"] < reports["x"]
    assert states["y"] == reports["y"]


def test_the_first_screen_of_a_phone_says_what_is_late(opened, demo):
    page = opened(PHONE)
    visit(page, demo.url)

    assert page.locator(".opening strong", has_text="quá hạn").evaluate(BOTTOM) < 500
    assert page.locator(".tiles section").first.evaluate(BOTTOM) < 740
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("lead", LEADS)
def test_each_number_bar_and_row_of_the_overview_opens_its_rows_and_back_is_the_same_place(opened, demo, lead):
    place, leads_to, names = LEADS[lead]
    page = opened(LAPTOP)
    visit(page, f"{demo.url}/?as_of=2026-11-30")
    link = page.locator(place).first
    link.scroll_into_view_if_needed()
    scrolled = page.get_by_test_id("stMain").evaluate("main => main.scrollTop")

    link.click()

    expect(page).to_have_url(re.compile(re.escape(demo.url + leads_to)))
    page.locator(".stMain h1", has_not_text="Tổng quan").wait_for()
    page.wait_for_function(STILL)
    query = {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}
    assert query["as_of"] == "2026-11-30"
    assert {name: value if names[name] else None for name, value in query.items() if name in names} == names
    assert page.locator(".st-key-known_by strong").inner_text() == "30/11/2026"

    page.go_back()

    page.locator(".opening").wait_for()
    page.wait_for_function(STILL)
    assert urlsplit(page.url).query == "as_of=2026-11-30"
    assert abs(page.get_by_test_id("stMain").evaluate("main => main.scrollTop") - scrolled) < 5


def test_the_keyboard_searches_and_says_what_keys_there_are(opened, demo):
    page = opened(LAPTOP)
    visit(page, demo.url)

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_have_count(0)
    page.keyboard.press("/")
    expect(page.locator(".st-key-shell_words input")).to_be_focused()
    page.keyboard.type("doi ngoai")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search\?q=doi\+ngoai"))
    expect(page.get_by_role("heading", name="Tìm kiếm")).to_be_visible()
