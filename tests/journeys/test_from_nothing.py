"""From the one-time code to a plan read from its .docx, its first round, and a report that leadership sees.

The way to the open round is counted in clicks; on the whole way no file of the store is edited and no command typed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from actions.people.accounts import first_admin_code
from data_model.store import open_session, open_transaction
from data_model.store.folder.kept_rows import rows
from data_model.values import UTC
from devtools.screenshots.camera import still
from tests.builders.server import Server
from tests.journeys.steps import TODAY, template, upload, with_cells
from tests.plan_reading.examples import builders

pytestmark = [pytest.mark.slow]

MOST_CLICKS = 60
STILL = still(8)
COUNT_CLICKS = """document.addEventListener('click', event => {
    if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1
}, true)"""
PASSWORD = "mật khẩu của quản trị"
PROVINCE = "Lào Cai"
OFFICE, REPORTER = "Sở Ngoại vụ", "Sở Y tế"
AGENCIES = [
    OFFICE,
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Công Thương",
    REPORTER,
    "Sở Tư pháp",
    "Sở Xây dựng",
    "Công an tỉnh",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Sở Văn hóa, Thể thao và Du lịch",
]
DUTIES = [
    "Xây dựng đề án đối ngoại nhân dân của tỉnh",
    "Lập dự toán kinh phí hoạt động đối ngoại",
    "Bồi dưỡng cán bộ làm công tác đối ngoại",
    "Tổ chức hội chợ thương mại biên giới",
    "Hợp tác khám chữa bệnh với địa phương nước bạn",
    "Rà soát các thỏa thuận quốc tế của tỉnh",
    "Nâng cấp đường ra cửa khẩu",
    "Phối hợp giữ gìn an ninh khu vực biên giới",
    "Giao lưu hữu nghị quốc phòng biên giới",
    "Giới thiệu văn hóa các dân tộc với bạn bè quốc tế",
    "Đón tiếp các đoàn khách quốc tế",
    "Quyết toán viện trợ phi chính phủ nước ngoài",
    "Kiện toàn tổ chức làm công tác đối ngoại",
    "Kết nối doanh nghiệp hai bên biên giới",
    "Kiểm dịch y tế tại cửa khẩu",
    "Tập huấn pháp luật về điều ước quốc tế",
    "Quy hoạch khu hợp tác qua biên giới",
    "Quản lý người nước ngoài cư trú trên địa bàn",
    "Tuần tra chung trên tuyến biên giới",
    "Tổ chức giải thể thao hữu nghị",
    "Biên soạn tài liệu thông tin đối ngoại",
    "Thẩm định các dự án có vốn nước ngoài",
    "Khen thưởng tổ chức quốc tế có đóng góp",
    "Quảng bá sản phẩm của tỉnh ra nước ngoài",
    "Trao đổi chuyên gia với bệnh viện nước bạn",
]
TASKS = [
    (duty, AGENCIES[number % 10], AGENCIES[(number + 1) % 10], f"{TODAY.year + 1}-12-31" if number % 5 else "")
    for number, duty in enumerate(DUTIES)
]
APPENDIX = "PHỤ LỤC NHIỆM VỤ ĐỐI NGOẠI NHÂN DÂN"
REPORTED = {
    "Tổ chức hội chợ thương mại biên giới": 10,
    "Hợp tác khám chữa bệnh với địa phương nước bạn": 20,
    "Kết nối doanh nghiệp hai bên biên giới": 30,
    "Kiểm dịch y tế tại cửa khẩu": 45,
    "Quảng bá sản phẩm của tỉnh ra nước ngoài": 50,
    "Trao đổi chuyên gia với bệnh viện nước bạn": 80,
}
"""What Sở Y tế says of its six tasks, in percent; it leads every other one of them."""
LED = list(REPORTED)[1::2]


def plan_document() -> bytes:
    issued = TODAY - timedelta(days=20)
    document = builders.empty()
    builders.head_table(
        document,
        ("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI", "Số: 55/KH-UBND"),
        (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            f"Lào Cai, ngày {issued:%d} tháng {issued:%m} năm {issued:%Y}",
        ),
    )
    builders.paragraphs(document, "KẾ HOẠCH", "Công tác đối ngoại nhân dân của tỉnh", bold=True)
    builders.paragraphs(
        document,
        "Thực hiện Chỉ thị số 04-CT/TW ngày 06/7/2011 của Ban Bí thư, Ủy ban nhân dân tỉnh Lào Cai ban hành Kế hoạch như sau:",
        "I. MỤC ĐÍCH",
        "Nâng cao hiệu quả công tác đối ngoại nhân dân.",
        "II. NHIỆM VỤ",
        "Các nhiệm vụ cụ thể tại Phụ lục kèm theo Kế hoạch này.",
    )
    builders.paragraphs(document, "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Bùi Văn Khoa")
    builders.paragraphs(document, "PHỤ LỤC", APPENDIX.removeprefix("PHỤ LỤC "), bold=True)
    printed = [
        (f"{number}", duty, lead, other, "Báo cáo", f"Năm {due[:4]}" if due else "")
        for number, (duty, lead, other, due) in enumerate(TASKS, start=1)
    ]
    heads = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian hoàn thành")
    builders.table(document, [heads, *printed])
    return builders.saved(document)


def test_a_plan_document_becomes_tasks_that_are_reported_on_accepted_and_shown(
    serve: Callable[..., Server], page: Page, browser: Browser
) -> None:
    code: list[str] = []

    def empty_but_for_the_administrator() -> None:
        with open_transaction() as session:
            code.append(first_admin_code(session, at=datetime.now(UTC)) or "")

    server = serve(empty_but_for_the_administrator)
    page.add_init_script(COUNT_CLICKS)
    activate(page, server, "admin", code[0])

    the_plan_is_read_and_confirmed(page)
    go_to(page, "Thiết lập")
    expect(step(page, "6. Mở kỳ báo cáo đầu tiên")).to_contain_text("check_circle")
    expect(step(page, "2. Cấp tài khoản")).to_contain_text("radio_button_unchecked")  # no agency has an account yet
    clicks = int(page.evaluate("sessionStorage.clicks"))
    print(f"{clicks} clicks from the one-time code to the open round")
    assert clicks <= MOST_CLICKS
    what_is_stored()

    codes = accounts_made(page)
    with newcomer(browser, server, "so-y-te", codes["so-y-te"]) as agency:
        the_agency_reports(agency)
    with newcomer(browser, server, "dau-moi", codes["dau-moi"]) as office:
        the_office_accepts(office)
    with newcomer(browser, server, "lanh-dao", codes["lanh-dao"]) as leader:
        leadership_sees_it(leader)
    log = server.log.read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert " ERROR " not in log


def the_plan_is_read_and_confirmed(page: Page) -> None:
    go_to(page, "Lập kế hoạch từ văn bản")
    with page.expect_file_chooser() as chooser:
        page.get_by_test_id("stFileUploader").locator("button").click()
    chooser.value.set_files(
        {"name": "ke-hoach.docx", "mimeType": "application/octet-stream", "buffer": plan_document()}
    )
    confirm = page.get_by_role("button", name="Xác nhận kế hoạch và 25 nhiệm vụ")
    expect(confirm).to_be_visible()
    fill(page, "plandoc_province", PROVINCE)
    choose(page, "plandoc_regime_consolidator", OFFICE)
    confirm.click()
    expect(page.get_by_text("Đã lưu kế hoạch và các nhiệm vụ.")).to_be_visible()


def what_is_stored() -> None:
    with open_session() as session:
        tasks, assignments = rows(session, "tasks.csv"), rows(session, "assignments.csv")
        names = {row["code"]: row["name"] for row in rows(session, "agencies.csv")}
        [regime] = rows(session, "regimes.csv")
        [plan] = rows(session, "plans.csv")
    agency = {(row["task"], row["role"]): names[row["agency"]] for row in assignments}
    assert plan["number"] == "55/KH-UBND"
    assert [
        (row["title"], agency[row["code"], "lead"], agency[row["code"], "coordinate"], row["due_on"]) for row in tasks
    ] == TASKS
    assert sorted(names.values()) == sorted(AGENCIES)
    assert (names[regime["consolidator"]], regime["basis"]) == (OFFICE, "giả định")


def accounts_made(page: Page) -> dict[str, str]:
    """The one-time codes that the page shows for the agency, the office and leadership."""
    go_to(page, "Tài khoản")
    page.get_by_text("Thêm tài khoản", exact=True).first.click()
    return {
        "so-y-te": account_made(page, "so-y-te", "Cán bộ báo cáo", REPORTER),
        "dau-moi": account_made(page, "dau-moi", "Cơ quan tổng hợp", OFFICE),
        "lanh-dao": account_made(page, "lanh-dao", "Lãnh đạo"),
    }


def account_made(page: Page, name: str, role: str, agency: str = "") -> str:
    fill(page, "users_name", name)
    fill(page, "users_display_name", f"Người thử {name}")
    choose(page, "users_role", role)
    if agency:
        choose(page, "users_agency", agency)
    page.locator(".st-key-users_add button").click()
    expect(page.get_by_text(f"Mã dùng một lần của {name}.")).to_be_visible()
    return page.get_by_test_id("stCode").inner_text().strip()


@contextmanager
def newcomer(browser: Browser, server: Server, name: str, code: str) -> Iterator[Page]:
    """A person who sets the password with the one-time code."""
    with browser.new_context(viewport={"width": 1366, "height": 900}, accept_downloads=True) as context:
        page = context.new_page()
        activate(page, server, name, code)
        yield page


def the_agency_reports(page: Page) -> None:
    page.get_by_role("button", name="Gửi báo cáo này").first.click()
    said = {
        f"{APPENDIX}\n{task}": {"Tiến độ (%)": percent, "Kết quả": "Đang thực hiện"}
        for task, percent in REPORTED.items()
    }
    upload(page, with_cells(template(page), said, by="Nhiệm vụ"))
    page.get_by_role("button", name="Gửi báo cáo", exact=True).click()
    expect(page.get_by_text("số biên nhận")).to_be_visible()


def the_office_accepts(page: Page) -> None:
    go_to(page, "Xác nhận báo cáo")
    expect(page.get_by_text("Đang chờ xác nhận: 1 báo cáo")).to_be_visible()
    page.get_by_role("button", name="Xác nhận báo cáo").click()
    expect(page.get_by_text(f"Đã xác nhận báo cáo của {REPORTER}.")).to_be_visible()


def leadership_sees_it(page: Page) -> None:
    """The percentage of the agency that leads a task is that of the task."""
    go_to(page, "Sổ theo dõi nhiệm vụ")
    for task in LED:
        line = page.locator(".register tbody tr").filter(has_text=task)
        expect(line).to_contain_text(REPORTER)
        expect(line).to_contain_text(f"{REPORTED[task]},0 %")
        expect(line).to_contain_text("Đang thực hiện")


def activate(page: Page, server: Server, name: str, code: str) -> None:
    page.goto(f"{server.url}/activate")
    for field, text in (("#name", name), ("#code", code), ("#password", PASSWORD), ("#repeated", PASSWORD)):
        page.locator(field).click()
        page.locator(field).fill(text)
    page.locator("button[type=submit]").click()
    page.get_by_test_id("stSidebar").wait_for(state="attached")


def go_to(page: Page, title: str) -> None:
    page.get_by_test_id("stSidebarNavLink").get_by_text(title, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def step(page: Page, name: str) -> Locator:
    """A line of the steps; its pictogram is a word of the font of pictograms."""
    return page.get_by_test_id("stMarkdown").filter(has_text=name)


def fill(page: Page, key: str, text: str) -> None:
    """Clicks into the field, as a person does, so that the click is counted."""
    field = page.locator(f".st-key-{key} input")
    field.click()
    field.fill(text)
    page.keyboard.press("Tab")


def choose(page: Page, key: str, option: str) -> None:
    field = page.locator(f".st-key-{key} input")
    field.scroll_into_view_if_needed()
    page.wait_for_function(STILL)  # an open list closes when the page moves or is drawn anew
    field.click()
    page.get_by_role("option", name=option, exact=True).click()
