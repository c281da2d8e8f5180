"""A plan of three tasks for the tests of a whole way in the browser, and what people do on the pages."""

import csv
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from data_model.rules.people.access import EVERYTHING
from data_model.store import open_session, open_transaction
from data_model.store.folder.load import load_folder
from data_model.store.reporting.submissions import LineValues, SubmissionRow, lines_of, submissions
from data_model.values import TIME_ZONE, Role
from devtools.screenshots.camera import SETTLED, still
from tests.builders.accounts import NAME, PASSWORD, add_accounts, sign_in_by_form
from tests.builders.server import Server

FIRST_PERCENT_X, FIRST_ROW_Y = 577, 55
"""Where the first percentage stands in the grid, by the widths that `ui/reporting/drafts.py` gives its columns."""
MOST_TABS = 150
STILL = still(8)
TODAY = datetime.now(TIME_ZONE).date()
FOLDER = {
    "directives.csv": [["code", "number"], ["04-CT-TW", "04-CT/TW"]],
    "plans.csv": [
        ["code", "number", "province", "issued_on", "main_directive", "directives"],
        ["KH", "45/KH-UBND", "Hà Nội", "2012-03-29", "04-CT-TW", "04-CT-TW"],
    ],
    "regimes.csv": [
        ["plan", "valid_from", "kinds", "window", "agency_due_days", "consolidator", "basis"],
        ["KH", f"{TODAY - timedelta(days=400)}", "quarter; half; year", "nd09", "3", "SO-B", "giả định"],
    ],
    "tasks.csv": [
        ["code", "plan", "title", "type", "due_on"],
        ["NV-01", "KH", "Xây dựng đề án", "one_off", f"{TODAY - timedelta(days=10)}"],
        ["NV-02", "KH", "Ban hành quy chế", "one_off", f"{TODAY + timedelta(days=300)}"],
        ["NV-03", "KH", "Tuyên truyền đối ngoại", "continuing", ""],
        ["NV-04", "KH", "Nhiệm vụ của sở khác", "one_off", ""],
    ],
    "assignments.csv": [
        ["task", "agency", "role", "mode"],
        ["NV-01", "SO-A", "lead", "assigned"],
        ["NV-02", "SO-A", "lead", "assigned"],
        ["NV-03", "SO-A", "lead", "assigned"],
        ["NV-04", "SO-B", "lead", "assigned"],
    ],
}


SET_PILL = '.st-key-filters [data-testid="stSelectbox"]:has(button + button)'
"""The pill of a filter that is set: it has a cross."""


def set_filters(page: Page) -> list[str]:
    """What the pills above the page say is set."""
    chosen: list[str] = page.locator(f"{SET_PILL} input").evaluate_all("all => all.map(one => one.value)")
    return chosen + page.locator(".st-key-known_by strong").all_inner_texts()


def take_off(page: Page, name: str) -> None:
    page.locator(f".st-key-filters .st-key-{name} button[aria-label='Xóa giá trị']").click()


def prepare(folder: Path) -> None:
    add_accounts()
    for name, rows in FOLDER.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as csv_file:
            csv.writer(csv_file).writerows(rows)
    with open_transaction() as session:
        load_folder(session, folder)


def person(browser: Browser, server: Server, role: Role, *, address: str = "/") -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    return sign_in_by_form(context.new_page(), server, role, address=address)


def press(element: Locator) -> None:
    """Reach it with the tabulator key from where the page is, and press Enter: nobody needs a mouse for it."""
    element.wait_for()
    element.page.wait_for_function(STILL)  # what is drawn anew while it has the focus loses it
    for _ in range(MOST_TABS):
        if element.evaluate("element => element === document.activeElement"):
            element.page.keyboard.press("Enter")
            return
        element.page.keyboard.press("Tab")
    raise AssertionError(f"{element} is not reached by {MOST_TABS} tabs")


def sign_in_by_keys(browser: Browser, server: Server, role: Role, *, address: str = "/") -> Page:
    """As `person`, without a mouse."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True).new_page()
    page.goto(server.url + address)
    expect(page.locator("#name")).to_be_focused()
    page.keyboard.type(NAME[role])
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_test_id("stSidebar").wait_for(state="attached")
    return page


def filled_in(template: bytes, *, percent_of_first: int) -> bytes:
    """The template as staff of Sở A would fill it in."""
    said = {
        "NV-01": {
            "Tiến độ (%)": percent_of_first,
            "Ngày hoàn thành": TODAY - timedelta(days=20),
            "Kết quả": "Đã trình",
        },
        "NV-02": {"Tiến độ (%)": 40, "Kết quả": "Đã lấy ý kiến các sở"},
        "NV-03": {"Trạng thái": "Đã triển khai", "Kết quả": "Đăng 12 tin, bài"},
    }
    return with_cells(template, said, by="Mã nhiệm vụ")


def with_cells(template: bytes, said: Mapping[str, Mapping[str, object]], *, by: str) -> bytes:
    """The template with what is said of each task, which the column `by` names; both by the headings that staff see."""
    workbook = load_workbook(BytesIO(template))
    sheet = workbook.worksheets[0]
    [header] = [row for row in sheet.iter_rows() if "Mã nhiệm vụ" in [cell.value for cell in row]]
    column = {cell.value: cell.column for cell in header}
    for row in range(header[0].row + 1, sheet.max_row + 1):
        for name, value in said.get(sheet.cell(row, column[by]).value, {}).items():
            sheet.cell(row, column[name]).value = value
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def upload(page: Page, content: bytes, name: str = "bao-cao.xlsx") -> None:
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def template(page: Page) -> bytes:
    """The Excel template that the page hands out."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Mẫu Excel").click()
    return Path(download.value.path()).read_bytes()


def submit_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Gửi báo cáo", exact=True)


def receipt_number(page: Page) -> str:
    """The number that the page says a report was stored under."""
    said = page.get_by_text("số biên nhận")
    expect(said).to_be_visible()
    return re.search(r"[0-9]{6}-[A-Z0-9]{5}", said.inner_text())[0]


def sent() -> list[SubmissionRow]:
    """What the store says was sent, newest first."""
    with open_session() as session:
        return submissions(session, EVERYTHING, today=TODAY)


def stored_lines(number: str) -> dict[str, LineValues]:
    """By task, the lines of a submission as they are read back."""
    with open_session() as session:
        return {
            line.task: line.now
            for line in lines_of(session, next(submission for submission in sent() if submission.number == number))
        }


def type_into_grid(page: Page, text: str) -> None:
    """Into the first percentage. The grid is a canvas; a double click opens an editor above the cell."""
    editor = page.locator("#portal").get_by_role("textbox")
    page.bring_to_front()  # a tab behind another draws nothing, so it never stands still
    page.wait_for_function(SETTLED)
    for _ in range(10):  # it takes clicks only after it was drawn, and does not say when that is
        page.locator("[class*=st-key-draft_cells_]").dblclick(position={"x": FIRST_PERCENT_X, "y": FIRST_ROW_Y})
        with suppress(TimeoutError):
            editor.wait_for(timeout=2_000)
            break
    editor.fill(text)
    editor.press("Enter")


def unfold(opener: Locator) -> None:
    """Click on what opens, and wait until that has unfolded: a button in it moves, and a click would miss it."""
    opener.click()
    opener.page.bring_to_front()
    opener.page.wait_for_function(SETTLED)


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """For what the page does not show; that it holds is the test's to say."""
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(100)
