"""What an agency has to report and until when, what it has sent, and how it takes that back."""

from datetime import timedelta

import pytest

from actions.review import accept_submission, return_submission, take_back_acceptance
from actions.round.decisions import extend_reports, waive_reports
from data_model.rules.people.access import EVERYTHING, CurrentUser
from data_model.rules.round.rounds import due_reports
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.reporting.submissions import submission
from data_model.values import Role, SubmissionStatus
from tests.builders.pages import CASE, DUE_ON, EMPTY, ONE_REPORT, OPEN_REPORT, REPORTER, THIS_YEAR, rows, said
from tests.builders.stores import load_files
from ui.base.clock import now, today

OFFICE_OF_CASE = CurrentUser("cuong", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
OFFICE = CurrentUser("cuong", "Cơ quan tổng hợp", Role.COORDINATOR, agency="SO-B")


def status(number):
    with open_session() as session:
        return submission(session, EVERYTHING, number=number, today=today()).status


def buttons(page):
    return [button.label for button in page.main.button]


def test_an_agency_that_owes_nothing_and_sent_nothing_is_told_so(shared):
    page = shared(EMPTY).open("my_reports", REPORTER)

    assert said(page.main.header) == ["Báo cáo phải gửi", "Đã gửi"]
    assert said(page.main.info) == ["Hiện cơ quan không có báo cáo nào phải gửi.", "Cơ quan chưa gửi báo cáo nào."]


def test_an_open_report_says_until_when_and_leads_to_three_ways(shared):
    page = shared(OPEN_REPORT).open("my_reports", REPORTER)

    assert said(page.main.markdown) == [
        f"**Năm {THIS_YEAR}** · Đang mở · 1/KH\\-UBND · Hà Nội",
        f"Thời hạn gửi: ngày {DUE_ON:%d/%m/%Y}, còn {(DUE_ON - today()).days} ngày.",
        "Chưa gửi.",
    ]
    assert buttons(page) == ["Gửi báo cáo này", "Điền trên màn hình", "Trao đổi"]


def test_a_report_that_was_accepted_stands_in_the_list(shared):
    page = shared(ONE_REPORT).open("my_reports", REPORTER)

    assert rows(page) == [
        {
            "Kỳ báo cáo": "Quý II/2026",
            "Trạng thái": "Đã xác nhận",
            "Thời điểm gửi": "16/06/2026 09:00",
            "Kế hoạch": "1/KH-UBND",
            "Số dòng": 1,
            "Số biên nhận": "BC1",
        }
    ]
    assert "Rút báo cáo" not in buttons(page)


@pytest.fixture
def waiting(own, tmp_path):
    """The page while the report of this year, W1, waits for review."""
    store = own(OPEN_REPORT)
    sent = f"W1,SO-A,KH,{THIS_YEAR},{now().isoformat()},binh,submitted"
    load_files(tmp_path / "sent", submissions=f"number,agency,plan,period,submitted_at,submitted_by,status\n{sent}")
    return store.open("my_reports", REPORTER)


def test_a_report_that_waits_for_review_is_withdrawn(waiting):
    waiting.button(key="my_reports_withdraw_W1").click().run()

    assert status("W1") is SubmissionStatus.WITHDRAWN
    assert said(waiting.toast) == ["Đã rút báo cáo W1\\."]
    assert [row["Trạng thái"] for row in rows(waiting)] == ["Đã rút"]


def test_a_report_that_was_accepted_meanwhile_is_not_withdrawn(waiting):
    accept_submission(user=OFFICE, number="W1", at=now())

    waiting.button(key="my_reports_withdraw_W1").click().run()

    assert status("W1") is SubmissionStatus.ACCEPTED
    assert said(waiting.error) == [
        "Không rút được báo cáo W1\\: cơ quan tổng hợp vừa xác nhận báo cáo này\\. Cần sửa thì gửi lại báo cáo, "
        "hoặc đề nghị cơ quan tổng hợp thu hồi xác nhận\\."
    ]


def test_an_acceptance_that_was_taken_back_is_said_with_its_reason(waiting):
    accept_submission(user=OFFICE, number="W1", at=now())
    take_back_acceptance(user=OFFICE, number="W1", reason="Số liệu trùng kỳ trước", at=now())

    waiting.run()

    assert (
        ":red[Cơ quan tổng hợp đã thu hồi xác nhận lần gửi số W1, báo cáo đang được rà soát lại. "
        "Lý do: Số liệu trùng kỳ trước]" in said(waiting.main.markdown)
    )
    assert [row["Lý do"] for row in rows(waiting)] == ["Số liệu trùng kỳ trước"]


def test_a_report_of_a_locked_period_is_not_withdrawn(own, tmp_path):
    store = own(CASE)
    sent = "W2,B,P1,2026-Q2,2026-06-20T09:00:00+07:00,can-bo-b,submitted"
    load_files(tmp_path / "sent", submissions=f"number,agency,plan,period,submitted_at,submitted_by,status\n{sent}")
    page = store.open("my_reports", REPORTER)

    page.button(key="my_reports_withdraw_W2").click().run()

    assert status("W2") is SubmissionStatus.SUBMITTED
    assert said(page.error) == ["Không rút được báo cáo W2\\: kỳ báo cáo đã khóa, báo cáo đã gửi được giữ nguyên\\."]


def open_round_of_b():
    """The report of the plan that is open or late today, of agency B."""
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=today())
    return due_reports(facts, agency="B", as_of=now())[0].key


def test_the_agency_reads_why_its_due_day_was_moved_and_why_its_report_was_returned(own, tmp_path):
    store = own(CASE)
    report = open_round_of_b()
    with open_session() as session:
        due_on = (
            read_facts(session, EVERYTHING, today=today()).plans["P1"].calendar_of(report.period).due_on(report.period)
        )
    until = max(due_on, today()) + timedelta(days=9)
    extend_reports(user=OFFICE_OF_CASE, reports=[report], due_on=until, reason="Chờ đơn vị *trực thuộc*", at=now())
    load_files(tmp_path / "sent", submissions=f"number,agency,plan,period,submitted_at,submitted_by,status\nW1,B,P1,{report.period.code},{now().isoformat()},binh,submitted")  # fmt: skip
    return_submission(user=OFFICE_OF_CASE, number="W1", reason="Thiếu minh chứng", at=now())

    said = " ".join(element.value for element in store.open("my_reports", REPORTER).markdown)

    assert f"Gia hạn đến {until:%d/%m/%Y}: Chờ đơn vị \\*trực thuộc\\*" in said
    assert ":red[Lý do đề nghị bổ sung: Thiếu minh chứng]" in said


def test_the_agency_reads_that_its_report_is_waived_and_does_not_owe_it(own):
    store = own(CASE)
    report = open_round_of_b()
    before = len(store.open("my_reports", REPORTER).button)
    waive_reports(user=OFFICE_OF_CASE, reports=[report], reason="Đang sắp xếp", at=now())

    page = store.open("my_reports", REPORTER)

    assert any(
        "được miễn báo cáo từ ngày" in element.value and "Đang sắp xếp" in element.value for element in page.info
    )
    assert len(page.button) < before
