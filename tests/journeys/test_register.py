"""Leadership in the register of tasks: from a filter to its lines, to a task and back, to the file and to paper."""

import re
from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from devtools.screenshots.camera import still
from seed_data.fill_store import SAMPLE_PASSWORD
from tests.builders.accounts import sign_in_by_form
from tests.builders.server import Server

STILL = still(8)
LINES = ".register tbody tr:not(.group)"
CHIPS = ".st-key-state button"


@pytest.fixture(scope="module")
def leader(browser: Browser, demo: Server):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", accept_downloads=True)
    yield sign_in_by_form(context.new_page(), demo, "lanh-dao-hn", password=SAMPLE_PASSWORD)
    context.close()


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-testid=stMain] h1").wait_for()
    page.wait_for_function(STILL)


def count_on(chip) -> int:
    return int(re.search(r"(\d[\d.]*)$", chip.inner_text().strip())[1].replace(".", ""))


def number_of_lines(page: Page) -> int:
    """On all pages of the register together."""
    caption = page.get_by_text(re.compile(r"^Nhiệm vụ \d+–\d+ trong "))
    return count_on(caption) if caption.count() else page.locator(LINES).count()


def test_each_chip_leaves_as_many_lines_as_it_says_and_stands_in_the_address(leader, demo):
    visit(leader, f"{demo.url}/register?plan=HN-45-2012")
    names = leader.locator(CHIPS).all_inner_texts()
    assert len(names) > 5

    for place in range(1, len(names)):
        leader.locator(CHIPS).nth(place).click()
        leader.wait_for_function(STILL)
        chip = leader.locator(CHIPS).nth(place)
        assert number_of_lines(leader) == count_on(chip), names[place]
        assert "state=" in leader.url and "plan=HN-45-2012" in leader.url

    leader.locator(CHIPS).first.click()
    expect(leader).not_to_have_url(re.compile("state="))


def test_words_a_section_and_another_grouping_narrow_and_order_the_lines(leader, demo):
    visit(leader, f"{demo.url}/register?plan=HN-45-2012")

    leader.get_by_label("Tìm trong sổ").fill("kieu")
    leader.get_by_label("Tìm trong sổ").press("Enter")
    expect(leader).to_have_url(re.compile("find=kieu"))
    leader.wait_for_function(STILL)
    found = leader.locator(LINES).all_inner_texts()
    assert 0 < len(found) < 56
    assert all(re.search("kiều", text, re.IGNORECASE) for text in found)

    visit(leader, f"{demo.url}/register?plan=HN-45-2012&section=IV.2&group=agency")
    sections = leader.locator(f"{LINES} th small").all_inner_texts()
    assert {text.strip(" ·") for text in sections} == {"mục IV.2"}
    assert "Sở Ngoại vụ" in leader.locator(".register tr.group").first.inner_text()


def test_a_line_leads_to_its_task_on_to_the_next_and_back_to_the_same_place(leader, demo):
    visit(leader, f"{demo.url}/register?plan=HN-45-2012&state=continuing")
    line = leader.locator(f"{LINES} a").nth(25)
    title = line.inner_text()

    line.click()
    expect(leader.get_by_role("heading", level=1)).to_have_text(title)
    leader.wait_for_function(STILL)
    leader.go_back()
    expect(leader.locator(".register tr.here a")).to_have_text(title)
    expect(leader.locator(".register tr.here")).to_be_in_viewport()
    assert "state=continuing" in leader.url

    leader.locator(".register tr.here a").click()
    leader.locator(".st-key-task_next button").click()
    expect(leader.get_by_role("heading", level=1)).not_to_have_text(title)
    next_title = leader.get_by_role("heading", level=1).inner_text()
    leader.get_by_role("link", name="Quay lại sổ theo dõi").click()
    expect(leader.locator(".register tr.here a")).to_have_text(next_title)
    expect(leader.locator(".register tr.here")).to_be_in_viewport()


def test_by_keyboard_alone_a_line_is_found_and_opened(leader, demo):
    visit(leader, f"{demo.url}/register?plan=HN-45-2012&state=overdue")
    links = leader.locator(f"{LINES} a")
    links.first.focus()

    leader.keyboard.press("ArrowDown")
    leader.keyboard.press("ArrowDown")
    leader.keyboard.press("ArrowUp")
    expect(links.nth(1)).to_be_focused()
    title = links.nth(1).inner_text()
    leader.keyboard.press("Enter")

    expect(leader.get_by_role("heading", level=1)).to_have_text(title)


def test_the_filtered_register_is_taken_away_as_table_and_on_paper(leader, demo):
    visit(leader, f"{demo.url}/register?plan=HN-45-2012&state=overdue")
    titles = leader.locator(f"{LINES} a").all_inner_texts()
    leader.locator(".st-key-register_files button").click()
    files = {}
    for name in ("Excel", "Word", "PDF"):
        with leader.expect_download() as download:
            leader.get_by_role("link", name=name).click()
        files[name] = download.value.path().read_bytes()

    cells = [cell for row in load_workbook(BytesIO(files["Excel"])).active.iter_rows(values_only=True) for cell in row]
    words = "\n".join(cell.text for row in Document(BytesIO(files["Word"])).tables[1].rows for cell in row.cells)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(files["PDF"])]
    assert set(titles) <= set(cells)
    assert all(title in words for title in titles)
    assert "SỔ THEO DÕI NHIỆM VỤ" in pages[0]
    assert all(re.sub(r"\s", "", title) in re.sub(r"\s", "", "".join(pages)) for title in titles)
