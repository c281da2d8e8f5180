"""One report of one agency: how it stands, what was sent for it, and what agency and office wrote about it."""

import pytest

from actions.round.messages import send_message
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store import open_session
from data_model.store.round.messages import thread
from data_model.values import Role
from tests.builders.pages import (
    CASE,
    COORDINATOR,
    DUE_ON,
    EMPTY,
    LOCKED_AFTER,
    ONE_REPORT,
    OPEN_REPORT,
    REPORTER,
    THIS_YEAR,
    rows,
    said,
)
from ui.base.clock import now

B = ReportKey("B", "P1", Period.from_code("2026-Q2"))
BINH = CurrentUser("binh", "Cán bộ Sở B", Role.REPORTER, agency="B")


def send_button(page):
    return next(button for button in page.button if button.label == "Gửi")


@pytest.mark.parametrize("who", [COORDINATOR, REPORTER])
def test_without_a_report_both_sides_are_told_where_one_begins(shared, who):
    page = shared(EMPTY).open("one_report", who)

    assert said(page.main.info) == [
        "Chưa có trao đổi nào. Chọn một báo cáo ở trang “Theo dõi, đôn đốc báo cáo” hoặc “Báo cáo của cơ quan” để bắt đầu."
    ]


@pytest.mark.parametrize("who", [COORDINATOR, REPORTER])
def test_both_sides_read_how_an_accepted_report_stands(shared, who):
    page = shared(ONE_REPORT).open("one_report", who, about="SO-A~KH~2026-Q2")

    assert said(page.main.header) == ["Sở A"]
    assert said(page.main.markdown) == [
        "Quý II/2026 · 1/KH\\-UBND · Hà Nội",
        "**Trạng thái**: Đã xác nhận  \n**Thời hạn gửi**: 17/06/2026  \n**Ngày khóa kỳ**: 17/07/2026  \n"
        "**Gửi lần đầu**: 16/06/2026 09\\:00",
    ]
    assert rows(page) == [
        {"Trạng thái": "Đã xác nhận", "Thời điểm gửi": "16/06/2026 09:00", "Số dòng": 1, "Số biên nhận": "BC1"}
    ]
    assert said(page.main.info) == ["Chưa có trao đổi về báo cáo này."]


def test_an_agency_is_offered_the_report_that_it_owes(shared):
    page = shared(OPEN_REPORT).open("one_report", REPORTER)

    assert page.selectbox(key="about").options == [f"Sở A · Năm {THIS_YEAR} · 1/KH-UBND · Hà Nội"]
    assert said(page.main.markdown)[1].startswith(
        f"**Trạng thái**: Chưa gửi, còn hạn  \n**Thời hạn gửi**: {DUE_ON:%d/%m/%Y}  \n**Ngày khóa kỳ**: {LOCKED_AFTER:%d/%m/%Y}"
    )
    assert said(page.main.info) == ["Chưa gửi.", "Chưa có trao đổi về báo cáo này."]


def test_a_message_of_the_agency_is_read_by_the_office(own):
    store = own(CASE)
    send_message(user=BINH, report=B, text="Xin gia hạn đến ngày 30", at=now())

    report = store.open("one_report", COORDINATOR, about="B~P1~2026-Q2")

    assert report.header[0].value == "Sở B"
    assert "Xin gia hạn đến ngày 30" in [element.value for element in report.text]
    report.button(key="thread_read").click().run()
    assert "thread_read" not in [button.key for button in report.button]


def test_the_agency_answers_on_the_same_page(own):
    report = own(CASE).open("one_report", REPORTER, about="B~P1~2026-Q2")
    report.text_area[0].input("Sẽ gửi trong tuần")
    send_button(report).click().run()

    with open_session() as session:
        assert [(message.text, message.from_office) for message in thread(session, B)] == [("Sẽ gửi trong tuần", False)]


def test_an_empty_message_is_refused(own):
    report = own(CASE).open("one_report", REPORTER, about="B~P1~2026-Q2")
    send_button(report).click().run()

    assert said(report.error) == ["Nhập nội dung trước khi gửi."]
    with open_session() as session:
        assert thread(session, B) == []


def test_an_agency_is_not_shown_the_report_of_another(shared):
    report = shared(CASE).open("one_report", REPORTER, about="C~P1~2026-Q2")

    assert "Sở C" not in [element.value for element in report.header]


def test_the_office_takes_an_acceptance_back_where_it_reads_the_report(own):
    page = own(ONE_REPORT).open("one_report", COORDINATOR, about="SO-A~KH~2026-Q2")
    page.text_area(key="one_report_take_back_reason").input("Thiếu số liệu")
    page.button(key="FormSubmitter:one_report_take_back_form-Thu hồi xác nhận báo cáo").click().run()

    [row] = rows(page)
    assert (row["Lý do"], row["Số biên nhận"]) == ("Thiếu số liệu", "BC1")
    assert "one_report_take_back_number" not in [box.key for box in page.selectbox]


def test_the_agency_is_not_offered_to_take_an_acceptance_back(shared):
    page = shared(ONE_REPORT).open("one_report", REPORTER, about="SO-A~KH~2026-Q2")

    assert "one_report_take_back_number" not in [box.key for box in page.selectbox]


def test_a_report_that_did_not_come_has_no_first_time(shared):
    page = shared(CASE).open("one_report", COORDINATOR, about="B~P1~2026-Q2")

    assert "Gửi lần đầu" not in said(page.main.markdown)[1]
