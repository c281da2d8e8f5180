"""Two versions of one report: sent, sent again, one entry in the queue, accepted, taken back, and the agency reads why."""

import re

from playwright.sync_api import Page, expect

from data_model.values import Role, SubmissionStatus
from tests.journeys.steps import (
    filled_in,
    person,
    receipt_number,
    sent,
    stored_lines,
    submit_button,
    template,
    unfold,
    upload,
)

REASON = "Số liệu của NV-01 trùng kỳ trước"


def send_both(page: Page) -> tuple[str, str]:
    """The whole report, and then a file with one task alone. Returns their numbers."""
    upload(page, filled_in(template(page), percent_of_first=60))
    submit_button(page).click()
    first = receipt_number(page)
    upload(page, "ma_nhiem_vu;tien_do;ket_qua\nNV-02;45;Đã trình dự thảo".encode(), name="mot-dong.csv")
    replaced = page.get_by_text(re.compile(rf"thay lần gửi số {first}"))
    expect(replaced).to_be_visible()
    expect(replaced).to_contain_text("NV-01, NV-03")
    submit_button(page).click()
    expect(page.get_by_text(re.compile(rf"Thay lần gửi số {first}; 2 dòng"))).to_be_visible()
    return first, receipt_number(page)


def test_one_version_waits_is_accepted_and_taken_back_with_a_reason(browser, server, nothing_sent):
    reporter = person(browser, server, Role.REPORTER, address="/upload-report")
    first, second = send_both(reporter)
    assert {row.number: row.status for row in sent()} == {
        first: SubmissionStatus.SUPERSEDED,
        second: SubmissionStatus.SUBMITTED,
    }
    assert {task: line.percent for task, line in stored_lines(second).items()} == {
        "NV-01": 60,
        "NV-02": 45,
        "NV-03": None,
    }

    office = person(browser, server, Role.COORDINATOR, address="/review")
    expect(office.get_by_text("Chờ xác nhận: 1")).to_be_visible()
    expect(office.get_by_text("2 dòng không có trong lần gửi này")).to_be_visible()
    office.get_by_role("button", name="Xác nhận báo cáo", exact=True).click()
    expect(office.get_by_text("Đã xác nhận báo cáo của Sở A.")).to_be_visible()
    unfold(office.get_by_text("Thu hồi xác nhận", exact=True))
    office.get_by_label("Lý do (cơ quan báo cáo đọc được)").fill(REASON)
    office.get_by_role("button", name="Thu hồi xác nhận báo cáo").click()
    expect(office.get_by_text("Đã thu hồi xác nhận báo cáo của Sở A")).to_be_visible()

    reporter.goto(f"{server.url}/my-reports")

    expect(reporter.get_by_text(f"đã thu hồi xác nhận lần gửi số {second}")).to_contain_text(REASON)
