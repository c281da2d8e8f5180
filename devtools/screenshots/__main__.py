"""The walk on which the pictures are taken.

An agency reports with one wrong cell and corrects it and asks the office, the office answers, accepts and consolidates,
leadership looks at the figures and prints them, the administrator looks at accounts and plans. What is on the pictures follows the day on
which they are taken; their names stay the same.
"""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from data_model.settings import PROJECT_DIR
from data_model.values import TIME_ZONE
from devtools.browser import start_browser
from devtools.screenshots.camera import IMAGES, NARROW, PHONES_BROWSER, WIDE, picture, printed, save
from devtools.screenshots.demo import environment, new_page, open_page, person, running_demo
from devtools.screenshots.sample_report_file import RESULTS_OF_OFFICE, TASK, filled_in
from seed_data.fill_store import SAMPLE_PASSWORD

LEADER, COORDINATOR, REPORTER, ADMIN = "lanh-dao-hn", "dau-moi-hn", "can-bo-hn", "quan-tri"
OFFICE, OFFICIAL = "HN-SNGV", "can-bo-sngv"


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, running_demo(Path(folder)) as url, sync_playwright() as playwright:
        browser = start_browser(playwright)
        first_sign_in(browser, url)
        number = agency_reports(browser, url)
        office_reviews(browser, url, number)
        office_reports(browser, url, Path(folder))
        leadership_looks(browser, url)
        leadership_looks_on_the_way(browser, url)
        administrator_looks(browser, url)
        browser.close()


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
    template = downloaded(page, "download_template_xlsx")
    upload(page, "bao-cao.xlsx", filled_in(template, results=RESULTS_OF_OFFICE))
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
    page.get_by_test_id("stToast").first.wait_for()
    office_looks_at_the_round(page, url)
    open_page(page, f"{url}/by-period")
    picture(page, "theo-ky-bao-cao", height=1300)
    writes(page, url, "Cơ quan tổng hợp đã nhận. Đề nghị gửi số văn bản cùng báo cáo năm.")
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
    picture(page, "tong-quan", below=".st-key-overview_parts")
    printed(page, "ban-in")
    open_page(page, f"{url}/register?state=overdue")
    picture(page, "so-theo-doi-nhiem-vu", height=900)
    open_page(page, f"{url}/by-agency")
    picture(page, "theo-co-quan")
    save_filters(page, "Tình hình gửi báo cáo")
    open_page(page, f"{url}/by-agency?agency=HN-SNV")
    picture(page, "mot-co-quan", height=1300)
    open_page(page, f"{url}/by-directive?plan=HN-45-2012")
    picture(page, "theo-ke-hoach", height=1200)
    save_filters(page, "Kế hoạch 45 của Thành phố")
    half_a_year_ago = datetime.now(TIME_ZONE).date() - timedelta(days=180)
    open_page(page, f"{url}/compare?day_1={half_a_year_ago}")
    picture(page, "so-sanh", height=1000)
    open_page(page, f"{url}/compare?by=agencies&agency_1=HN-SNV&agency_2=HN-SKHDT")
    picture(page, "so-sanh-co-quan")
    open_page(page, f"{url}/why?figure=due_completion")
    picture(page, "vi-sao", height=900)
    open_page(page, f"{url}/task?task={TASK}")
    picture(page, "nhiem-vu", height=1100)
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
    open_page(page, f"{url}/setup")
    picture(page, "thiet-lap")
    open_page(page, f"{url}/plans?plans_plan=HN-45-2012")
    picture(page, "ke-hoach-va-nhiem-vu", height=1100)
    open_page(page, f"{url}/regimes?regimes_plan=HN-45-2012")
    picture(page, "che-do-bao-cao", height=1000)
    page.context.close()


def save_filters(page: Page, name: str) -> None:
    page.locator(".st-key-save_view button").first.click()
    box = page.get_by_label("Tên bộ lọc")
    box.fill(name)
    box.press("Enter")
    page.get_by_text(f"Đã lưu bộ lọc “{name}”").wait_for()
    page.keyboard.press("Escape")


def downloaded(page: Page, key: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f".st-key-{key} :is(a, button)").first.click()
    return Path(download.value.path()).read_bytes()


def upload(page: Page, file_name: str, content: bytes) -> None:
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(
        {"name": file_name, "mimeType": "application/octet-stream", "buffer": content}
    )


if __name__ == "__main__":
    main()
