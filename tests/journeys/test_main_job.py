"""The main job in a real browser: an agency reports, the office accepts, leadership sees the figures move."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data_model.values import Role
from tests.journeys.steps import STILL, filled_in, person, press, sign_in_by_keys, type_into_grid, unfold, upload


def test_the_main_job_is_done_without_a_mouse_and_leadership_sees_the_figures_move(browser, server):
    leader = sign_in_by_keys(browser, server, Role.LEADER)
    expect_headline(leader, "Hoàn thành nhiệm vụ đến hạn", "0,0 %", "0/1")

    reporter = sign_in_by_keys(browser, server, Role.REPORTER)
    press(reporter.get_by_role("button", name="Gửi báo cáo này"))
    expect(reporter.get_by_role("heading", name="Gửi báo cáo")).to_be_visible()
    with reporter.expect_download() as download:
        press(reporter.get_by_role("link", name="Mẫu Excel"))
    template = Path(download.value.path()).read_bytes()

    choose_file(reporter, filled_in(template, percent_of_first=175))
    expect(reporter.get_by_text("Tệp có 1 dòng cần sửa. Sửa trong tệp rồi tải lên lại.")).to_be_visible()
    expect(reporter.get_by_role("button", name="Gửi báo cáo", exact=True)).to_be_disabled()

    upload(reporter, filled_in(template, percent_of_first=100))
    expect(reporter.get_by_text("Cả 3 dòng đều lưu được.")).to_be_visible()
    press(reporter.get_by_role("button", name="Gửi báo cáo", exact=True))
    expect(reporter.get_by_text("lưu 3 dòng, số biên nhận")).to_be_visible()
    with reporter.expect_download() as download:
        press(reporter.get_by_role("link", name="Tải biên nhận"))
    assert "Người thử binh" in Path(download.value.path()).read_text(encoding="utf-8")

    coordinator = sign_in_by_keys(browser, server, Role.COORDINATOR, address="/review")
    expect(coordinator.get_by_text("Đang chờ xác nhận: 1 báo cáo")).to_be_visible()
    press(coordinator.get_by_role("button", name="Xác nhận báo cáo"))
    expect(coordinator.get_by_text("Đã xác nhận báo cáo của Sở A.")).to_be_visible()
    expect(coordinator.get_by_text("Không có báo cáo chờ xác nhận.")).to_be_visible()

    leader.reload()
    expect_headline(leader, "Hoàn thành nhiệm vụ đến hạn", "100,0 %", "1/1")
    expect(leader.locator(".opening")).to_contain_text("hoàn thành 01")
    leader.wait_for_function(STILL)
    leader.keyboard.press("/")
    expect(leader.get_by_placeholder("Tìm nhiệm vụ, cơ quan, văn bản")).to_be_focused()
    leader.keyboard.type("xay dung de an")
    leader.keyboard.press("Enter")
    expect(leader.get_by_role("heading", name="Tìm kiếm")).to_be_visible()
    press(leader.get_by_role("link", name="Xây dựng đề án"))
    expect(leader.get_by_role("heading", name="Xây dựng đề án")).to_be_visible()
    press(leader.get_by_role("link", name="Theo văn bản chỉ đạo và kế hoạch"))
    expect(leader.get_by_test_id("stMetric").filter(has_text="Tiến độ")).to_contain_text("46,7 %")


def choose_file(page: Page, content: bytes) -> None:
    with page.expect_file_chooser() as chooser:
        press(page.get_by_test_id("stFileUploader").locator("button").first)
    chooser.value.set_files({"name": "bao-cao.xlsx", "mimeType": "application/octet-stream", "buffer": content})


def test_a_wrong_cell_is_corrected_in_the_grid_and_the_draft_survives_a_reload(browser, server, nothing_sent):
    page = person(browser, server, Role.REPORTER, address="/upload-report")
    with page.expect_download() as download:
        page.get_by_role("link", name="Mẫu Excel").click()
    template = Path(download.value.path()).read_bytes()
    upload(page, filled_in(template, percent_of_first=175))
    page.get_by_role("button", name="Sửa trên màn hình").click()
    expect(page.get_by_text("Còn 1 dòng cần sửa trước khi gửi.")).to_be_visible()

    page.reload()
    expect(page.get_by_text("Còn 1 dòng cần sửa trước khi gửi.")).to_be_visible()
    type_into_grid(page, "95,5")

    expect(page.get_by_text("Cả 3 dòng đều lưu được.")).to_be_visible()
    page.get_by_role("button", name="Gửi báo cáo", exact=True).click()
    expect(page.get_by_text("lưu 3 dòng, số biên nhận")).to_be_visible()


def test_nothing_to_report_is_a_submitted_report_with_its_reason(browser, server):
    page = person(browser, server, Role.REPORTER, address="/fill-in-report")
    unfold(page.get_by_text("Không phát sinh trong kỳ"))
    page.get_by_role("button", name="Gửi báo cáo không phát sinh").click()
    expect(page.get_by_text("Ghi lý do không phát sinh rồi gửi.")).to_be_visible()

    page.get_by_label("Lý do").fill("Trong kỳ không có hoạt động đối ngoại.")
    page.get_by_role("button", name="Gửi báo cáo không phát sinh").click()

    expect(page.get_by_text("lưu 3 dòng, số biên nhận")).to_be_visible()


def expect_headline(page: Page, name: str, value: str, n_of_d: str) -> None:
    card = page.locator(".tiles section").filter(has_text=name)
    expect(card).to_contain_text(value)
    expect(card).to_contain_text(n_of_d)


@pytest.mark.parametrize("role", list(Role))
def test_a_reload_keeps_each_of_them_signed_in(browser, server, role):
    page = person(browser, server, role)

    page.reload()

    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()


def test_a_reporter_who_types_another_agencys_address_gets_no_data(browser, server):
    page = person(browser, server, Role.REPORTER)

    for address in (
        "/by-agency?agency=SO-B",
        "/task?task=NV-04",
        "/by-directive?plan=KH&agency=SO-B",
        "/by-period?agency=SO-B",
    ):
        page.goto(server.url + address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        body = page.locator("body").inner_text()
        assert "Sở B" not in body, address
        assert "Nhiệm vụ của sở khác" not in body, address
        assert "NV-04" not in body, address


def test_the_same_file_again_changes_nothing_and_says_so(browser, server):
    page = person(browser, server, Role.REPORTER, address="/upload-report")
    with page.expect_download() as download:
        page.get_by_role("link", name="Mẫu Excel").click()
    report = filled_in(Path(download.value.path()).read_bytes(), percent_of_first=100)

    upload(page, report)
    page.get_by_role("button", name="Gửi báo cáo", exact=True).click()
    expect(page.get_by_text("lưu 3 dòng, số biên nhận")).to_be_visible()
    upload(page, report)
    page.get_by_role("button", name="Gửi báo cáo", exact=True).click()

    expect(page.get_by_text("Không có gì thay đổi: 3 dòng này đã được lưu từ trước.")).to_be_visible()


def test_nothing_of_the_journey_was_an_error(server):
    log = server.log.read_text(encoding="utf-8")

    assert "Traceback" not in log
    assert " ERROR " not in log
