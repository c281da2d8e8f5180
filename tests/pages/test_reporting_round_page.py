"""The desk of the consolidating office, and the report's own page. In docs/definitions.md §5 A consolidates; the
second quarter has been locked since 17 July 2026, and on the day of the test a later round is worked on."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from actions.people.accounts import add_sample_user
from actions.review import return_submission
from actions.round.decisions import extend_reports, waive_reports
from actions.round.messages import send_message
from data_model.rules.people.access import EVERYTHING, CurrentUser
from data_model.rules.people.hashing import hash_token
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.rounds import due_reports, report_statuses
from data_model.settings import PROJECT_DIR
from data_model.store import open_session, open_side_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.round.messages import thread
from data_model.values import ReportState, Role
from tests.builders.accounts import PASSWORD, token_of
from tests.builders.stores import WORKED_CASE, load, load_files
from ui.base.clock import now, today

pytestmark = pytest.mark.slow  # runs the page for each step

Q2 = Period.from_code("2026-Q2")
B = ReportKey("B", "P1", Q2)
CUONG = CurrentUser("cuong", "Cơ quan đầu mối", Role.COORDINATOR, agency="A")
BINH = CurrentUser("binh", "Cán bộ Sở B", Role.REPORTER, agency="B")


@pytest.fixture
def case(store):
    load(WORKED_CASE)
    with open_side_transaction() as session:
        for name, role, agency in (("cuong", Role.COORDINATOR, "A"), ("binh", Role.REPORTER, "B")):
            add_sample_user(
                session, name=name, display_name=f"Người thử {name}", role=role, agency=agency, password=PASSWORD, at=now()
            )  # fmt: skip


def open_page(file, who, **query):
    at = AppTest.from_file(str(PROJECT_DIR / "pages" / file), default_timeout=30)
    at.user = {"session": hash_token(token_of(who))}
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


@pytest.fixture
def desk(case):
    return open_page("reporting_round.py", "cuong", round_period="2026-Q2")


def state_of(agency):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=today())
    return {report.key.agency: report for report in report_statuses(facts, plan="P1", period=Q2, as_of=now())}[agency]


def choose_all(desk, deed):
    desk.checkbox(key="round_all").check().run()
    return desk.segmented_control(key="round_do").set_value(deed).run()


def shown(desk):
    return desk.dataframe[0].value.set_index("Cơ quan")["Trạng thái"].to_dict()


def test_the_desk_says_who_sent_and_who_did_not(desk):
    assert shown(desk) == {"Sở A": "Đã duyệt", "Sở B": "Chưa nộp, đã khóa", "Sở C": "Đã duyệt"}
    assert "**Phải nộp: 3 · đã nộp: 2 · chưa nộp: 1 · được miễn: 0**" in [element.value for element in desk.markdown]


def test_the_chosen_state_alone_is_extended(desk):
    desk.segmented_control(key="round_state").set_value("locked").run()
    assert shown(desk) == {"Sở B": "Chưa nộp, đã khóa"}
    choose_all(desk, "extend")
    desk.date_input(key="round_due").set_value(today() + timedelta(days=5))
    desk.text_area(key="round_extend_reason").input("Chờ số liệu")
    desk.button(key="FormSubmitter:round_extend-Gia hạn").click().run()

    assert desk.success[0].value.startswith("Đã gia hạn đến ")
    assert state_of("B").state is ReportState.NOT_SENT
    assert state_of("A").due_on != today() + timedelta(days=5)


def test_a_waiver_without_a_reason_is_refused_and_with_one_given(desk):
    desk.segmented_control(key="round_state").set_value("locked").run()
    choose_all(desk, "waive")
    desk.button(key="FormSubmitter:round_waive-Miễn báo cáo").click().run()
    assert desk.error[0].value == "Ghi lý do rồi thực hiện lại\\."

    desk.text_area(key="round_waive_reason").input("Đang sắp xếp tổ chức")
    desk.button(key="FormSubmitter:round_waive-Miễn báo cáo").click().run()

    assert (state_of("B").state, state_of("B").waiver_reason) == (ReportState.WAIVED, "Đang sắp xếp tổ chức")


def test_an_assumed_regime_is_marked_until_it_is_confirmed(desk):
    assert any("GIẢ ĐỊNH" in element.value for element in desk.markdown)

    desk.checkbox(key="round_sure_P1_2025-12-15").check().run()
    desk.button(key="round_confirm_P1").click().run()

    assert not any("GIẢ ĐỊNH" in element.value for element in desk.markdown)
    assert any("đã xác nhận ngày" in element.value for element in desk.markdown)


def test_a_locked_report_is_not_reminded_of(desk):
    desk.segmented_control(key="round_state").set_value("locked").run()
    choose_all(desk, "remind")

    assert desk.button(key="round_remind").disabled


def test_a_message_is_marked_as_unread_on_the_desk_and_on_the_reports_page(case):
    send_message(user=BINH, report=B, text="Xin gia hạn đến ngày 30", at=now())

    desk = open_page("reporting_round.py", "cuong", round_period="2026-Q2")
    assert desk.dataframe[0].value.set_index("Cơ quan")["Chưa đọc"].to_dict()["Sở B"] == 1

    report = open_page("one_report.py", "cuong", about="B~P1~2026-Q2")
    assert report.header[0].value == "Sở B"
    assert "Xin gia hạn đến ngày 30" in [element.value for element in report.text]
    report.button(key="thread_read").click().run()
    assert "thread_read" not in [button.key for button in report.button]


def test_the_agency_answers_on_the_same_page(case):
    report = open_page("one_report.py", "binh", about="B~P1~2026-Q2")
    report.text_area(key="thread_text").input("Sẽ gửi trong tuần")
    next(button for button in report.button if button.label == "Gửi").click().run()

    with open_session() as session:
        assert [(message.text, message.from_office) for message in thread(session, B)] == [("Sẽ gửi trong tuần", False)]


def test_an_agency_is_not_shown_the_report_of_another(case):
    report = open_page("one_report.py", "binh", about="C~P1~2026-Q2")

    assert "Sở C" not in [element.value for element in report.header]


def open_round_of_b():
    """The report of the plan that is open or late today, of agency B."""
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=today())
    return due_reports(facts, agency="B", as_of=now())[0].key


def test_the_agency_reads_why_its_due_day_was_moved_and_why_its_report_was_returned(case, tmp_path):
    report = open_round_of_b()
    with open_session() as session:
        due_on = (
            read_facts(session, EVERYTHING, today=today()).plans["P1"].calendar_of(report.period).due_on(report.period)
        )
    until = max(due_on, today()) + timedelta(days=9)
    extend_reports(user=CUONG, reports=[report], due_on=until, reason="Chờ đơn vị *trực thuộc*", at=now())
    load_files(tmp_path / "sent", submissions=f"number,agency,plan,period,submitted_at,submitted_by,status\nW1,B,P1,{report.period.code},{now().isoformat()},binh,submitted")  # fmt: skip
    return_submission(user=CUONG, number="W1", reason="Thiếu minh chứng", at=now())

    said = " ".join(element.value for element in open_page("my_reports.py", "binh").markdown)

    assert f"Gia hạn đến {until:%d/%m/%Y}: Chờ đơn vị \\*trực thuộc\\*" in said
    assert ":red[Lý do trả lại: Thiếu minh chứng]" in said


def test_the_agency_reads_that_its_report_is_waived_and_does_not_owe_it(case):
    report = open_round_of_b()
    before = len(open_page("my_reports.py", "binh").button)
    waive_reports(user=CUONG, reports=[report], reason="Đang sắp xếp", at=now())

    page = open_page("my_reports.py", "binh")

    assert any(
        "được miễn báo cáo từ ngày" in element.value and "Đang sắp xếp" in element.value for element in page.info
    )
    assert len(page.button) < before
