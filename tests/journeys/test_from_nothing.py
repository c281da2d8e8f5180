"""From the one-time code to an open round of a plan of 25 tasks and 10 agencies: counted in clicks, no file, no command."""

from collections.abc import Callable, Sequence
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from actions.people.accounts import first_admin_code
from data_model.store import open_session, open_transaction
from data_model.store.folder.kept_rows import rows
from data_model.values import UTC
from devtools.screenshots.camera import SETTLED
from tests.builders.server import Server

pytestmark = [pytest.mark.slow]

MOST_CLICKS = 60
COUNT_CLICKS = """document.addEventListener('click', event => {
    if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1
}, true)"""
AGENCIES = [
    "Sở Ngoại vụ",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Công Thương",
    "Sở Y tế",
    "Sở Tư pháp",
    "Sở Xây dựng",
    "Công an tỉnh",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Sở Văn hóa, Thể thao và Du lịch",
]
TASKS = [
    (f"Nhiệm vụ số {number}", AGENCIES[number % 10], AGENCIES[(number + 1) % 10], "31/12/2027" if number % 2 else "")
    for number in range(1, 26)
]


def test_a_first_round_is_open_within_sixty_clicks(serve: Callable[..., Server], page: Page) -> None:
    code: list[str] = []

    def empty_but_for_the_administrator() -> None:
        with open_transaction() as session:
            code.append(first_admin_code(session, at=datetime.now(UTC)) or "")

    server = serve(empty_but_for_the_administrator)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(COUNT_CLICKS)
    activate(page, server.url, code[0])

    page.locator(".st-key-setup_agencies button").click()
    paste(page, "agencies", [(name, "", "", "Lào Cai") for name in AGENCIES])
    page.locator(".st-key-agencies_save button").click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()

    page.get_by_test_id("stSidebarNavLink").get_by_text("Kế hoạch", exact=True).click()
    fill(page, "plans_new_number", "55/KH-UBND")
    fill(page, "plans_new_title", "Kế hoạch đối ngoại nhân dân")
    page.locator(".st-key-plans_new_regime_consolidator input").click()
    page.get_by_role("option", name="Sở Ngoại vụ").click()
    page.locator(".st-key-plans_add button").click()
    expect(page.locator(".st-key-tasks_55-KH-UBND_save")).to_be_visible()
    paste(page, "tasks_55-KH-UBND", TASKS)
    page.locator(".st-key-tasks_55-KH-UBND_save button").click()
    expect(page.get_by_text("Đã lưu nhiệm vụ.")).to_be_visible()

    page.get_by_test_id("stSidebarNavLink").get_by_text("Thiết lập", exact=True).click()
    expect(page.get_by_text("6. Mở kỳ báo cáo đầu tiên")).to_be_visible()
    clicks = int(page.evaluate("sessionStorage.clicks"))
    assert clicks <= MOST_CLICKS, clicks
    what_is_stored()


def what_is_stored() -> None:
    with open_session() as session:
        tasks, assignments = rows(session, "tasks.csv"), rows(session, "assignments.csv")
        names = {row["code"]: row["name"] for row in rows(session, "agencies.csv")}
        [regime] = rows(session, "regimes.csv")
    leads = {row["task"]: names[row["agency"]] for row in assignments if row["role"] == "lead"}
    assert [(row["title"], leads[row["code"]]) for row in tasks] == [(title, lead) for title, lead, *_ in TASKS]
    assert sorted(names.values()) == sorted(AGENCIES)
    assert names[regime["consolidator"]] == "Sở Ngoại vụ"


def activate(page: Page, url: str, code: str) -> None:
    page.goto(f"{url}/activate")
    page.locator("#name").fill("admin")
    page.locator("#code").fill(code)
    for field in ("#password", "#repeated"):
        page.locator(field).fill("mật khẩu của quản trị")
    page.locator("button[type=submit]").click()
    page.get_by_test_id("stSidebar").wait_for(state="attached")


def fill(page: Page, key: str, text: str) -> None:
    page.locator(f".st-key-{key} input").fill(text)
    page.keyboard.press("Tab")


def paste(page: Page, key: str, cells: Sequence[tuple[str, ...]]) -> None:
    """Adds a row at the end of the grid and pastes there what a spreadsheet puts on the clipboard."""
    grid = page.locator(f".st-key-{key}_grid_0 [data-testid=stDataFrame]")
    grid.wait_for()
    page.wait_for_function(SETTLED)
    text = "\n".join("\t".join(row) for row in cells)
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    first_column = 180 if key.startswith("tasks") else 60
    grid.click(position={"x": first_column, "y": 52})  # the row that adds one
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")  # the new cell is open for typing
    page.keyboard.press("Control+v")
    page.wait_for_timeout(1500)
