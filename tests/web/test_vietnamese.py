"""On a Vietnamese page nothing is English, Streamlit's own words included, in a browser that is set to English; on an
English page nothing of ours is Vietnamese."""

import re

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Locator, Page, TimeoutError

from devtools.screenshots.camera import still
from seed_data.fill_store import SAMPLE_PASSWORD
from tests.conftest import sign_in_by_form
from tests.journeys.steps import unfold_numbers
from wording.translation import LOCALE_DIR

ENGLISH = re.compile(
    r"\b(the|to|of|and|for|file|files|page|pages|menu|sidebar|close|open|show|hide|search|select|selected|clear|download|"
    r"fullscreen|zoom|reset|column|columns|row|rows|calendar|date|day|month|year|previous|next|press|option|options|"
    r"upload|button|main|skip|logo|help|more|view|chart|plot|copy|theme|print|loading|running|results|remove|delete|"
    r"drag|drop|browse|toggle|link|navigation|expand|collapse|increase|decrease|value|icon)\b",
    re.IGNORECASE,
)
FINE = re.compile(
    r"Phóng to|English|\.(csv|xlsx)$|^(download|upload|expand_more|chevron_right|filter_alt|link|close|search|bookmark|bookmark_add)$"
)
"""Vietnamese “to” is “big”; the last are the names of drawn icons, hidden from readers."""

TEXTS = """() => {
  const texts = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement.closest("script, style, noscript")) texts.add(node.nodeValue.trim());
      continue;
    }
    for (const name of ["aria-label", "title", "placeholder", "data-title", "alt"])
      if (node.getAttribute(name)) texts.add(node.getAttribute(name));
  }
  return [...texts];
}"""
NAMES = {"Liên hiệp các tổ chức hữu nghị", "Văn phòng Ủy ban nhân dân"}
"""Kinds of agencies, and also parts of agencies' own names, which are not translated."""
CLICKED = ["stSelectbox", "stMultiSelect", "stDateInput"]
HOVERED = ["stDataFrame", "stPlotlyChart", "stTooltipIcon", "stFileUploader"]


@pytest.mark.parametrize(
    "who, addresses",
    [
        (
            "lanh-dao",
            [
                "/",
                "/by-agency",
                "/by-directive",
                "/by-period",
                "/compare",
                "/compare?by=agencies",
                "/why",
                "/task",
                "/search?q=doi+ngoai",
                "/saved-filters",
                "/no-such-page",
            ],
        ),
        ("can-bo-hn", ["/", "/upload-report", "/fill-in-report", "/one-report"]),
        ("dau-moi-hn", ["/review", "/round", "/consolidated-reports"]),
        ("lanh-dao-hn", ["/review-office-reports"]),
        ("quan-tri", ["/users"]),
    ],
)
def test_no_english_is_left(demo, page, who, addresses):
    sign_in_by_form(page, demo, who, password=SAMPLE_PASSWORD)

    left = {}
    for address in addresses:
        page.goto(demo.url + address)
        page.get_by_test_id("stSidebar").wait_for()
        for text in everything_said(page):
            if ENGLISH.search(text) and not FINE.search(text):
                left.setdefault(text, address)

    assert left == {}


def test_no_vietnamese_of_ours_is_left_when_the_language_is_switched(demo, page):
    """Names and texts of plans stay as they are; what the catalogue translates does not."""
    sign_in_by_form(page, demo, "lanh-dao", password=SAMPLE_PASSWORD)
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", name="Overview").wait_for()
    with (LOCALE_DIR / "vi.po").open("rb") as file:
        ours = {
            str(message.string)
            for message in read_po(file)
            if message.id and message.string != message.id and "{" not in message.string
        }

    left = {}
    for address in (
        "/",
        "/by-agency",
        "/by-agency?agency=HN-SNV",
        "/by-directive",
        "/by-period",
        "/compare",
        "/why",
        "/compare?by=directives",
    ):
        page.goto(demo.url + address)
        page.locator("[data-testid=stMain] h1").wait_for()
        page.wait_for_function(still(8))
        unfold_numbers(page)
        for text in set(page.evaluate(TEXTS)) & ours - NAMES:
            left.setdefault(text, address)

    assert left == {}


def everything_said(page: Page) -> set[str]:
    """The texts of a page, also of the first list, calendar and tool bar of each kind when opened."""
    page.wait_for_load_state("networkidle")
    page.get_by_test_id("stStatusWidget").wait_for(state="detached")
    unfold_numbers(page)
    texts = set(page.evaluate(TEXTS))
    for kind in CLICKED:
        opener = page.get_by_test_id(kind).locator("input, button").first
        if tried(opener, "click"):
            texts |= set(page.evaluate(TEXTS))
            page.keyboard.press("Escape")
    for kind in HOVERED:
        if tried(page.get_by_test_id(kind).first, "hover"):
            texts |= set(page.evaluate(TEXTS))
    return texts


def tried(element: Locator, way: str) -> bool:
    """False where the page has no such thing to be seen."""
    if element.count() == 0 or not element.is_visible():
        return False
    try:
        getattr(element, way)(timeout=2_000)
    except TimeoutError:
        return False
    element.page.wait_for_timeout(400)
    return True
