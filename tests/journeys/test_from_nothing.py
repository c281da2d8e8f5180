"""From the one-time code to a plan read from its .docx and its first round.

Counted in clicks; no file of the store is edited and no command typed.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from actions.people.accounts import first_admin_code
from data_model.store import open_session, open_transaction
from data_model.store.folder.kept_rows import rows
from data_model.values import UTC
from tests.builders.server import Server
from tests.journeys.steps import TODAY
from tests.plan_reading.examples import builders

pytestmark = [pytest.mark.slow]

MOST_CLICKS = 60
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


def test_a_plan_document_leads_to_an_open_round_within_sixty_clicks(serve: Callable[..., Server], page: Page) -> None:
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
    expect(step(page, "2. ")).to_contain_text("radio_button_unchecked")  # no agency has an account yet
    clicks = int(page.evaluate("sessionStorage.clicks"))
    print(f"{clicks} clicks from the one-time code to the open round")
    assert clicks <= MOST_CLICKS
    what_is_stored()


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
    page.locator(f".st-key-{key} input").click()
    page.get_by_role("option", name=option, exact=True).click()
