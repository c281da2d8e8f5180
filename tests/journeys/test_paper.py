"""What leadership prints: each page of figures on A4, read back from the PDF that Chromium makes of it."""

import re
import unicodedata
from dataclasses import dataclass

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from devtools.screenshots.camera import still
from seed_data.fill_store import SAMPLE_PASSWORD
from tests.builders.accounts import sign_in_by_form
from tests.builders.server import Server

STILL = still(8)
A4 = {(595, 842), (842, 595)}
PAGES = {
    "overview": "/",
    "agencies": "/by-agency?measure=progress",
    "an agency": "/by-agency?agency=HN-SNV&period=2026-Q1",
    "plans": "/by-directive?plan=HN-45-2012",
    "periods": "/by-period",
    "two days": "/compare?day_1=2026-06-01",
    "two agencies": "/compare?by=agencies",
    "a task": "/task?task=HN45-47",
    "register": "/register?plan=HN-45-2012&state=overdue",
    "why": "/why?figure=due_completion",
}
ON_SCREEN_ONLY = ("Tải bảng", "Liên kết", "Lưu", "Đăng xuất", "Bấm vào")
TEXTS_OF_TABLES = """() => [...document.querySelectorAll(".on-paper :is(th, td), .register :is(th, td), .needs :is(th, td), .report-map :is(th, td)")]
  .filter(cell => !cell.closest("details:not([open])")).map(cell => cell.textContent)"""
TEXTS_OF_CHARTS = """() => [".xtick text", ".ytick text", ".legendtext", ".bartext"].flatMap(one =>
  [...document.querySelectorAll(`.js-plotly-plot ${one}`)]).map(text => text.textContent)"""


@dataclass
class Printed:
    sheets: list[str]
    """The text of each, without spaces and hyphens, which folding a line adds and takes."""
    sizes: set[tuple[int, int]]
    too_wide: list[str]
    """Texts of which a part lies beyond the margin of its sheet."""

    @property
    def text(self) -> str:
        return "".join(self.sheets)


def bare(text: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe\u0002-]+", "", unicodedata.normalize("NFC", text))


def printed(page: Page) -> Printed:
    pdf = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    found = Printed([], set(), [])
    for sheet in pdf:
        width, height = sheet.get_size()
        found.sizes.add((round(width), round(height)))
        texts = sheet.get_textpage()
        found.sheets.append(bare(texts.get_text_bounded()))
        for number in range(texts.count_rects()):
            left, bottom, right, top = texts.get_rect(number)
            if left < 0 or right > width - 20:
                found.too_wide.append(texts.get_text_bounded(left, bottom, right, top))
    return found


@pytest.fixture(scope="module")
def leader(browser: Browser, demo: Server):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN")
    yield sign_in_by_form(context.new_page(), demo, "lanh-dao-hn", password=SAMPLE_PASSWORD)
    context.close()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_prints_on_a4_with_every_cell_of_its_tables_and_every_label_of_its_charts(leader, demo, address):
    leader.goto(demo.url + address)
    leader.locator("[data-testid=stMain] h1").wait_for()
    leader.wait_for_function(STILL)
    cells, labels = leader.evaluate(TEXTS_OF_TABLES), leader.evaluate(TEXTS_OF_CHARTS)

    paper = printed(leader)

    assert paper.sizes <= A4
    assert paper.too_wide == []
    assert cells or address.startswith("/by-agency?measure")
    assert [text for text in {*cells, *labels} if bare(text) not in paper.text] == []
    assert [words for words in ON_SCREEN_ONLY if bare(words) in paper.text] == []


def test_each_sheet_says_what_it_is_of(leader, demo):
    leader.goto(f"{demo.url}/by-agency?agency=HN-SNV&as_of=2026-09-30")
    leader.locator("[data-testid=stMain] h1").wait_for()
    leader.wait_for_function(STILL)

    paper = printed(leader)

    said = "Sở Nội vụ thành phố Hà Nội · SỐ LIỆU MẪU · Tính đến ngày 30/09/2026 · Bộ lọc: Sở Nội vụ thành phố Hà Nội"
    assert len(paper.sheets) > 1
    assert [number for number, text in enumerate(paper.sheets, start=1) if bare(said) not in text] == []


def test_a_heading_of_columns_is_repeated_on_the_next_sheet(leader, demo):
    leader.goto(f"{demo.url}/why?figure=due_completion")
    leader.locator("[data-testid=stMain] h1").wait_for()
    leader.wait_for_function(STILL)

    paper = printed(leader)

    assert len(paper.sheets) > 2
    assert all(bare("Người xác nhận") in text for text in paper.sheets[:-1])
