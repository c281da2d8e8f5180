"""Leadership on a laptop and on a phone: a click on each chart narrows the page, filters combine, and come back."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from devtools.screenshots.camera import PHONES_BROWSER, still
from seed_data.fill_store import SAMPLE_PASSWORD
from tests.builders.accounts import sign_in_by_form
from tests.builders.server import Server
from tests.journeys.steps import SET_PILL, set_filters, take_off, unfold

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
    ("/", "overview_agencies", {"agency"}, [LAPTOP, PHONE]),
    ("/", "overview_arrivals", {"period"}, [LAPTOP, PHONE]),
    ("/", "overview_directives", {"directive"}, [LAPTOP]),
    ("/by-agency", "by_agency_map", {"agency", "period"}, [LAPTOP, PHONE]),
    ("/by-agency", "by_agency_states", {"agency"}, [LAPTOP]),
    ("/by-agency", "by_agency_rates", {"agency"}, [LAPTOP]),
    ("/by-directive", "by_directive_tree", {"directive"}, [LAPTOP, PHONE]),
    ("/by-directive", "by_directive_directives", {"directive"}, [LAPTOP]),
    ("/by-directive", "by_directive_plans", {"plan"}, [LAPTOP]),
    ("/by-directive", "by_directive_states", {"plan"}, [LAPTOP]),
    ("/by-period", "by_period_arrivals", {"period"}, [LAPTOP]),
    ("/by-period", "by_period_rates", {"period"}, [LAPTOP, PHONE]),
]
"""Each chart that can be clicked, the filters that a click on it sets, and where it is tried: each kind on a phone."""
MARK = ".bars .point:has(text) path, .scatterlayer .point"
BOX = ".treemaplayer .slicetext"


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
    return set(parse_qs(urlsplit(address).query)) - {"measure"}


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
    fold = page.locator(f".st-key-fold_{chart} summary").first
    if fold.count():
        unfold(fold)
    drawn = page.locator(f"[class*=st-key-{chart}_]")
    mark = (drawn.locator(BOX, has_text="CT/TW") if chart.endswith("tree") else drawn.locator(MARK)).first
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
    expect(page).to_have_url(re.compile(r"^[^?]*(\?measure=\w+)?$"))


def test_the_overview_says_what_matters_on_the_first_screen_of_a_laptop(opened, demo):
    page = opened(LAPTOP)
    visit(page, demo.url)

    bottom = "element => element.getBoundingClientRect().bottom"
    assert page.locator(".st-key-headlines").evaluate(bottom) < 600
    assert page.locator("[class*=st-key-overview_agencies_] .bars .point path").nth(2).evaluate(bottom) < 800
    arrivals = page.locator("[class*=st-key-overview_arrivals_] .bars .point path").first
    assert arrivals.evaluate("element => element.getBoundingClientRect().top") < 770


def test_on_a_wide_screen_the_charts_of_the_overview_stand_beside_each_other(opened, demo):
    page = opened(LAPTOP)
    page.set_viewport_size({"width": 1600, "height": 1000})
    visit(page, demo.url)

    charts = page.locator(".st-key-overview_charts .js-plotly-plot")
    boxes = [chart.bounding_box() for chart in charts.all()]
    page.set_viewport_size(DEVICES[LAPTOP]["viewport"])
    assert len(boxes) == 3
    assert boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"]
    assert boxes[1]["x"] + boxes[1]["width"] < boxes[2]["x"]
    assert all(box["y"] < 700 for box in boxes)


def test_the_overview_is_folded_on_a_phone_and_its_first_screen_says_what_is_to_be_done(opened, demo):
    page = opened(PHONE)
    visit(page, demo.url)

    bottom = "element => element.getBoundingClientRect().bottom"
    assert page.locator(".stMain strong", has_text="Việc cần đôn đốc hôm nay").evaluate(bottom) < 500
    assert page.locator(".st-key-headlines [data-testid=stMetric]").nth(1).evaluate(bottom) < 740
    folds = "[...document.querySelectorAll('[class*=st-key-fold_overview] details')]"
    assert (
        page.evaluate(f"{folds}.filter(one => !one.parentElement.closest('details')).map(one => one.open)")
        == [False] * 3
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
