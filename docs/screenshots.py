"""The pictures of the guides: `python -m docs.screenshots` walks the main job in a new demo and writes docs/images/.

An agency reports with one wrong cell and corrects it and asks the office, the office answers, accepts and consolidates,
leadership looks at the figures and prints them, the administrator looks at the accounts. What is on them follows the day on which they are taken; their names stay the same.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pypdfium2
from openpyxl import load_workbook
from openpyxl.cell import Cell
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from data_model.settings import PROJECT_DIR
from data_model.values import TIME_ZONE, LineStatus
from intake.cells import STATUS_TEXT
from intake.headings import DISPLAY, Column
from seed_data.load import SAMPLE_PASSWORD

IMAGES = Path(__file__).parent / "images"
LARGEST_IMAGE = 250_000
WIDE, NARROW = 1280, 390
START_SECONDS = 90
MARGIN = 14
LEADER, COORDINATOR, REPORTER, ADMIN = "lanh-dao-hn", "dau-moi-hn", "can-bo-hn", "quan-tri"
OFFICE, OFFICIAL = "HN-SNGV", "can-bo-sngv"
PHONES_BROWSER = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
)
TASK = "HN45-47"
RESULTS = (
    "Đã trình UBND Thành phố phê duyệt kế hoạch tại Tờ trình số 215/TTr-SNV.",
    "Đã tổ chức 03 hội nghị quán triệt với 180 lượt người tham dự.",
    "Đã rà soát, tham mưu kiện toàn 04 tổ chức hội hữu nghị.",
    "Đã đăng 09 tin, bài trên cổng thông tin điện tử của Sở.",
)

_STILL = """() => {
  const all = name => [...document.querySelectorAll(`[data-testid="${name}"]`)];
  const moves = one => one.playState === 'running' && one.effect.getComputedTiming().endTime < Infinity;
  const size = () => {
    const [app] = all('stApp'), [main] = all('stMain'), [body] = all('stMainBlockContainer');
    if (!app || !main || !body || app.dataset.testScriptState !== 'notRunning') return null;
    if (document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')) return null;
    if (!all('stPlotlyChart').every(one => one.querySelector('.main-svg'))) return null;
    if (!all('stDataFrame').every(one => one.querySelector('canvas') || !one.checkVisibility())) return null;
    if (document.getAnimations().some(moves)) return null;
    return [main.scrollHeight, main.clientHeight, innerWidth, body.offsetHeight].join();
  };
  const now = size();
  window.seen = now !== null && now === window.lastSize ? (window.seen || 0) + 1 : 0;
  window.lastSize = now;
  if (window.seen <= FRAMES) return false;
  window.seen = 0;
  return true;
}"""


def still(frames: int) -> str:
    """True on a page whose script has ended, whose charts and tables are drawn, and which has not moved so long.
    Once true it is counted anew: the next wait does not take this one's word for it."""
    return _STILL.replace("FRAMES", str(frames))


SETTLED = still(40)


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, running_demo(Path(folder)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        first_sign_in(browser, url)
        number = agency_reports(browser, url)
        office_reviews(browser, url, number)
        office_reports(browser, url, Path(folder))
        leadership_looks(browser, url)
        leadership_looks_on_the_way(browser, url)
        administrator_looks(browser, url)
        browser.close()


def environment(folder: Path) -> dict[str, str]:
    """With its store in the folder."""
    known = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TIENDO_DEMO")}
    return known | {"TIENDO_DATA": str(folder)}


@contextmanager
def running_demo(folder: Path) -> Iterator[str]:
    """The app with a new demo store in `folder`, on a free port of this machine; its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=PROJECT_DIR,
            env=environment(folder),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://localhost:{port}"
        wait_until_it_answers(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_it_answers(url: str, server: "subprocess.Popen[bytes]") -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and server.poll() is None:
        try:
            if httpx.get(f"{url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError("the app did not start")


def first_sign_in(browser: Browser, url: str) -> None:
    page = browser.new_context(viewport={"width": WIDE, "height": 600}, locale="vi-VN").new_page()
    page.goto(f"{url}/activate")
    page.locator("#name").wait_for()
    save(page, "dat-mat-khau", full_page=True)
    page.context.close()


def agency_reports(browser: Browser, url: str) -> str:
    """The reporter's way from what is owed to the receipt; gives the number of the submission."""
    page = person(browser, url, REPORTER)
    picture(page, "bao-cao-phai-nop")
    picture(page, "bao-cao-phai-nop-dien-thoai", width=NARROW)
    open_page(page, f"{url}/fill-in-report")
    page.locator(".st-key-fill_in_copy button").click()
    throw_away = page.get_by_role("button", name="Bỏ bản nháp")
    throw_away.wait_for()
    picture(page, "dien-tren-man-hinh", height=1000)
    throw_away.click()
    page.locator(".st-key-fill_in_drop button").click()
    throw_away.wait_for(state="detached")
    open_page(page, url)
    begin_upload(page)
    template = downloaded(page, "download_template_xlsx")
    upload(page, "bao-cao.xlsx", filled_in(template, percent="175"))
    page.locator(".st-key-download_errors").wait_for()
    picture(page, "o-can-sua")
    upload(page, "bao-cao-da-sua.xlsx", filled_in(template))
    page.locator("[class*=st-key-submit_report_] button:enabled").wait_for()
    page.locator(".st-key-download_errors").wait_for(state="detached")
    picture(page, "kiem-tra-truoc-khi-nop")
    submits(page)
    receipt_page = browser.new_page(viewport={"width": WIDE, "height": 700})
    receipt_page.set_content(downloaded(page, "download_receipt").decode())
    save(receipt_page, "bien-nhan", full_page=True)
    number = receipt_page.locator("td").nth(1).inner_text().split()[-1]  # the last word on the report
    receipt_page.close()
    writes(page, url, "Nhiệm vụ HN45-34: văn bản phê duyệt mới ký ngày 19/11, Sở gửi minh chứng trước ngày 30/11.")
    page.context.close()
    return number


def office_reports(browser: Browser, url: str, folder: Path) -> None:
    """The consolidating office sends a report of its own, by an account added for it, and leadership looks at it."""
    added = ("Chuyên viên Sở Ngoại vụ", "--role", "reporter", "--agency", OFFICE)
    command = [sys.executable, "manage.py", "users", "add", OFFICIAL, *added]
    said = subprocess.run(command, cwd=PROJECT_DIR, env=environment(folder), capture_output=True, text=True, check=True)
    page = new_page(browser)
    page.goto(f"{url}/activate")
    for field, value in {"name": OFFICIAL, "code": said.stdout.split()[-1]}.items():
        page.locator(f"#{field}").fill(value)
    for field in ("password", "repeated"):
        page.locator(f"#{field}").fill(SAMPLE_PASSWORD)
    page.locator("button[type=submit]").click()
    page.locator("[data-testid=stMain] h1").wait_for()
    begin_upload(page)
    upload(page, "bao-cao.xlsx", filled_in(downloaded(page, "download_template_xlsx")))
    submits(page)
    page.context.close()
    page = person(browser, url, LEADER)
    open_page(page, f"{url}/review-office-reports")
    picture(page, "duyet-bao-cao-dau-moi")
    page.context.close()


def begin_upload(page: Page) -> None:
    """From what is owed to the file of the first report."""
    page.locator("[class*=st-key-my_reports_upload_] button").first.click()
    page.get_by_test_id("stFileUploader").wait_for()


def submits(page: Page) -> None:
    page.locator("[class*=st-key-submit_report_] button:enabled").wait_for()
    page.locator("[class*=st-key-submit_report_] button").click()
    page.locator(".st-key-download_receipt").wait_for()


def writes(page: Page, url: str, words: str) -> None:
    """A message about the first report that is offered."""
    open_page(page, f"{url}/one-report")
    page.get_by_label("Nội dung (hai bên đều xem được)").fill(words)
    page.get_by_test_id("stFormSubmitButton").locator("button").last.click()
    page.get_by_text(words).first.wait_for()


def office_reviews(browser: Browser, url: str, number: str) -> None:
    page = person(browser, url, COORDINATOR)
    open_page(page, f"{url}/review?number={number}")
    page.locator("[class*=st-key-review_reason_] textarea").fill(
        "Nhiệm vụ HN45-34: đề nghị bổ sung số văn bản minh chứng rồi gửi lại."
    )
    picture(page, "duyet-bao-cao")
    picture(page, "duyet-bao-cao-dien-thoai", width=NARROW)
    page.locator("[class*=st-key-review_accept_] button[kind=primary]").click()
    page.get_by_test_id("stAlertContentSuccess").first.wait_for()
    office_looks_at_the_round(page, url)
    open_page(page, f"{url}/by-period")
    picture(page, "theo-ky-bao-cao", height=1300)
    writes(page, url, "Cơ quan đầu mối đã nhận. Đề nghị gửi số văn bản khi nộp báo cáo năm.")
    picture(page, "trao-doi")
    open_page(page, f"{url}/consolidated-reports")
    picture(page, "bao-cao-tong-hop", height=1300)
    page.context.close()


def office_looks_at_the_round(page: Page, url: str) -> None:
    """The desk in the round that is open, with every agency chosen."""
    open_page(page, f"{url}/round")
    page.locator(".st-key-round_period input").click()
    page.get_by_role("option").first.click()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator(".st-key-round_all label").click()
    page.locator(".st-key-round_do").wait_for()
    picture(page, "dot-bao-cao")


def leadership_looks(browser: Browser, url: str) -> None:
    page = person(browser, url, LEADER)
    picture(page, "tong-quan", below="[data-testid=stHorizontalBlock]:has([class*=st-key-overview_arrivals])")
    printed(page, "ban-in")
    open_page(page, f"{url}/by-agency")
    picture(page, "theo-co-quan")
    save_filters(page, "Tình hình nộp báo cáo")
    open_page(page, f"{url}/by-agency?agency=HN-SNV")
    picture(page, "mot-co-quan", height=1300)
    open_page(page, f"{url}/by-directive?plan=HN-45-2012")
    picture(page, "theo-ke-hoach", height=1200)
    save_filters(page, "Kế hoạch 45 của Thành phố")
    half_a_year_ago = datetime.now(TIME_ZONE).date() - timedelta(days=180)
    open_page(page, f"{url}/compare?day_1={half_a_year_ago}")
    picture(page, "so-sanh", height=1000)
    open_page(page, f"{url}/why?figure=due_completion")
    picture(page, "vi-sao", height=900)
    open_page(page, f"{url}/task?task={TASK}")
    picture(page, "nhiem-vu", height=1100)
    open_page(page, f"{url}/search?q=doi+ngoai")
    picture(page, "tim-kiem", height=900)
    open_page(page, f"{url}/saved-filters")
    picture(page, "bo-loc-da-luu", height=560)
    page.context.close()


def leadership_looks_on_the_way(browser: Browser, url: str) -> None:
    """On a telephone, whose browser says what it is."""
    page = person(browser, url, LEADER, user_agent=PHONES_BROWSER)
    picture(page, "tong-quan-dien-thoai", width=NARROW, height=1100)
    open_page(page, f"{url}/by-period")
    picture(page, "theo-ky-bao-cao-dien-thoai", width=NARROW, height=1000)
    page.context.close()


def administrator_looks(browser: Browser, url: str) -> None:
    page = person(browser, url, ADMIN)
    open_page(page, f"{url}/users")
    picture(page, "tai-khoan")
    page.context.close()


def save_filters(page: Page, name: str) -> None:
    page.locator(".st-key-save_view button").first.click()
    box = page.get_by_label("Tên bộ lọc")
    box.fill(name)
    box.press("Enter")
    page.get_by_text(f"Đã lưu bộ lọc “{name}”").wait_for()
    page.keyboard.press("Escape")


def printed(page: Page, name: str) -> None:
    """The first sheet of the page as a printer would have it."""
    page.wait_for_function(SETTLED)
    sheet = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))[0]
    keep(sheet.render(scale=1.2).to_pil(), IMAGES / f"{name}.png")


def new_page(browser: Browser, *, user_agent: str | None = None) -> Page:
    return browser.new_context(
        viewport={"width": WIDE, "height": 900},
        locale="vi-VN",
        accept_downloads=True,
        color_scheme="light",
        user_agent=user_agent,
    ).new_page()


def person(browser: Browser, url: str, name: str, *, user_agent: str | None = None) -> Page:
    """This account, signed in, on its first page."""
    page = new_page(browser, user_agent=user_agent)
    page.goto(f"{url}/sign-in")
    page.locator("#name").fill(name)
    page.locator("#password").fill(SAMPLE_PASSWORD)
    page.locator("button[type=submit]").click()
    page.locator("[data-testid=stMain] h1").wait_for()
    return page


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-testid=stMain] h1").wait_for()


def downloaded(page: Page, key: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f".st-key-{key} button").click()
    return Path(download.value.path()).read_bytes()


def upload(page: Page, file_name: str, content: bytes) -> None:
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(
        {"name": file_name, "mimeType": "application/octet-stream", "buffer": content}
    )


def filled_in(template: bytes, *, percent: str = "") -> bytes:
    """The template as staff fill it in, with `percent` typed for one task instead of its progress."""
    workbook = load_workbook(BytesIO(template))
    sheet = workbook.worksheets[0]
    header = next(row for row in sheet.iter_rows() if DISPLAY[Column.TASK] in [cell.value for cell in row])
    place = {str(cell.value): int(cell.column or 0) for cell in header}
    for row in range(int(header[0].row or 0) + 1, sheet.max_row + 1):
        cells = {column: sheet.cell(row, place[header]) for column, header in DISPLAY.items() if header in place}
        before = sheet.cell(row, place["Tiến độ kỳ trước (%)"]).value
        due_on = sheet.cell(row, place["Hạn hoàn thành"]).value
        for column, value in said_of(cells, int(str(before or 0)), due_on).items():
            cells[column].value = value
        cells[Column.RESULT].value = RESULTS[row % len(RESULTS)]
        if percent and cells[Column.TASK].value == TASK:
            cells[Column.PERCENT].value = percent
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def said_of(cells: dict[Column, Cell], before: int, due_on: Any) -> dict[Column, Any]:
    """Progress no lower than before, what is done was done on time; a continuing task, whose percentage is locked,
    was carried out."""
    if cells[Column.PERCENT].protection.locked:
        return {Column.STATUS: STATUS_TEXT[LineStatus.CARRIED_OUT]}
    if before < 100:
        return {Column.PERCENT: max(before, 75), Column.STATUS: STATUS_TEXT[LineStatus.IN_PROGRESS]}
    done_on = datetime.now(TIME_ZONE).date() - timedelta(days=90)
    if isinstance(due_on, datetime):
        done_on = min(done_on, due_on.date())
    return {Column.PERCENT: 100, Column.STATUS: STATUS_TEXT[LineStatus.DONE], Column.DONE_ON: done_on}


def picture(page: Page, name: str, *, width: int = WIDE, height: int | None = None, below: str | None = None) -> None:
    """The page from its top: to the end of what it says, of the element `below`, or `height` pixels of it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function(SETTLED)
    content = page.get_by_test_id("stMainBlockContainer").bounding_box()
    assert content is not None, "a page has a body"
    page.set_viewport_size({"width": width, "height": int(content["height"]) + 100})
    page.wait_for_function(SETTLED)
    last = page.locator(below or "[data-testid=stMainBlockContainer] > div > *:last-child").last.bounding_box()
    assert last is not None, f"{name}: nothing to end the picture at"
    bottom = height or int(last["y"] + last["height"]) + MARGIN
    save(page, name, clip={"x": 0, "y": 0, "width": width, "height": bottom})
    page.set_viewport_size({"width": WIDE, "height": 900})


def save(page: Page, name: str, **options: Any) -> None:
    shot = page.screenshot(animations="disabled", **options)
    keep(Image.open(BytesIO(shot)).convert("RGB"), IMAGES / f"{name}.png")


def keep(image: Image.Image, path: Path) -> None:
    """In the 256 colours that suit it best: a third of the bytes, and no eye sees it."""
    image.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(PROJECT_DIR)}  {size // 1000} kB")
    if size > LARGEST_IMAGE:
        raise ValueError(f"{path.name} is {size} bytes; show less of the page")


if __name__ == "__main__":
    main()
