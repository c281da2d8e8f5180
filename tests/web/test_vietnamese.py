"""On a Vietnamese page nothing is English, Streamlit's own words included, in a browser that is set to English."""

import re

import pytest
from playwright.sync_api import Locator, Page, TimeoutError

from seed_data.load import SAMPLE_PASSWORD
from tests.conftest import sign_in_by_form

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
                "/why",
                "/task",
                "/search?q=doi+ngoai",
                "/saved-filters",
                "/no-such-page",
            ],
        ),
        ("can-bo-hn", ["/", "/upload-report"]),
        ("dau-moi-hn", ["/review"]),
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


def everything_said(page: Page) -> set[str]:
    """The texts of a page, also of the first list, calendar and tool bar of each kind when opened."""
    page.wait_for_load_state("networkidle")
    page.get_by_test_id("stStatusWidget").wait_for(state="detached")
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
