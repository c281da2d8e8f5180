"""The desk of the consolidating office. In docs/definitions.md §5 A consolidates; the second quarter has been locked
since 17 July 2026, and on the day of the test a later round is worked on."""

from datetime import timedelta

import pytest

from actions.round.messages import send_message
from data_model.rules.people.access import EVERYTHING, CurrentUser
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.rounds import report_statuses
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.values import ReportState, Role
from tests.builders.pages import CASE, COORDINATOR, EMPTY, ONE_REPORT, OPEN_REPORT, THIS_YEAR, drawn, rows, said
from ui.base.clock import now, today

Q2 = Period.from_code("2026-Q2")
B = ReportKey("B", "P1", Q2)
BINH = CurrentUser("binh", "Cán bộ Sở B", Role.REPORTER, agency="B")


@pytest.fixture
def desk(own):
    return own(CASE).open("reporting_round", COORDINATOR, round_period="2026-Q2")


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
    assert shown(desk) == {"Sở A": "Đã xác nhận", "Sở B": "Chưa gửi, đã khóa", "Sở C": "Đã xác nhận"}
    assert "**Phải gửi: 3 · đã gửi: 2 · chưa gửi: 1 · được miễn: 0**" in [element.value for element in desk.markdown]


def test_the_chosen_state_alone_is_extended(desk):
    desk.segmented_control(key="round_state").set_value("locked").run()
    assert shown(desk) == {"Sở B": "Chưa gửi, đã khóa"}
    choose_all(desk, "extend")
    desk.date_input(key="round_due").set_value(today() + timedelta(days=5))
    desk.text_area(key="round_extend_reason").input("Chờ số liệu")
    desk.button(key="FormSubmitter:round_extend-Gia hạn").click().run()

    assert desk.toast[0].value.startswith("Đã gia hạn đến ")
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
    assert any("TẠM ÁP DỤNG – CHƯA XÁC NHẬN" in markup for markup in drawn(desk))

    desk.checkbox(key="round_sure_P1_2025-12-15").check().run()
    desk.button(key="round_confirm_P1").click().run()

    assert not any("TẠM ÁP DỤNG – CHƯA XÁC NHẬN" in markup for markup in drawn(desk))
    assert any("đã xác nhận ngày" in element.value for element in desk.markdown)


def test_a_locked_report_is_not_reminded_of(desk):
    desk.segmented_control(key="round_state").set_value("locked").run()
    choose_all(desk, "remind")

    assert desk.button(key="round_remind").disabled


def test_a_message_is_marked_as_unread_on_the_desk(own):
    store = own(CASE)
    send_message(user=BINH, report=B, text="Xin gia hạn đến ngày 30", at=now())

    desk = store.open("reporting_round", COORDINATOR, round_period="2026-Q2")

    assert desk.dataframe[0].value.set_index("Cơ quan")["Chưa đọc"].to_dict()["Sở B"] == 1


def test_an_office_without_a_plan_is_told_so(shared):
    desk = shared(EMPTY).open("reporting_round", COORDINATOR)

    assert said(desk.main.info) == ["Hiện cơ quan không tổng hợp kế hoạch nào."]
    assert len(desk.main.dataframe) == 0


def test_a_round_of_one_report_that_was_sent_and_accepted(shared):
    desk = shared(ONE_REPORT).open("reporting_round", COORDINATOR, round_period="2026-Q2")

    assert said(desk.main.markdown)[:2] == [
        "**Phải gửi: 1 · đã gửi: 1 · chưa gửi: 0 · được miễn: 0**",
        "Thời hạn gửi: 17/06/2026. Báo cáo gửi chậm được nhận đến 17/07/2026 và tính là gửi chậm.",
    ]
    assert rows(desk) == [
        {
            "Trạng thái": "Đã xác nhận",
            "Cơ quan": "Sở A",
            "Liên hệ gần nhất": "16/06/2026 09:00 · báo cáo",
            "Gửi lần đầu": "16/06/2026 09:00",
            "Thời hạn gửi": "17/06/2026",
            "Ngày khóa kỳ": "17/07/2026",
            "Số biên nhận": "BC1",
        }
    ]
    assert "Chưa nhắc cơ quan nào về báo cáo này." in said(desk.main.info)


def test_the_round_that_is_open_is_shown_first(shared):
    desk = shared(OPEN_REPORT).open("reporting_round", COORDINATOR)

    assert desk.selectbox(key="round_period").value == THIS_YEAR
    assert "**Phải gửi: 1 · đã gửi: 0 · chưa gửi: 1 · được miễn: 0**" in said(desk.main.markdown)
    assert [(row["Cơ quan"], row["Trạng thái"], row["Liên hệ gần nhất"]) for row in rows(desk)] == [
        ("Sở A", "Chưa gửi, còn hạn", "chưa có")
    ]


def test_a_waiver_is_lifted_again(desk):
    desk.segmented_control(key="round_state").set_value("locked").run()
    choose_all(desk, "waive")
    desk.text_area(key="round_waive_reason").input("Đang sắp xếp tổ chức")
    desk.button(key="FormSubmitter:round_waive-Miễn báo cáo").click().run()
    desk.segmented_control(key="round_state").set_value("waived").run()
    choose_all(desk, "lift")

    desk.button(key="round_lift").click().run()

    assert state_of("B").state is ReportState.LOCKED
    assert said(desk.toast) == ["Đã bỏ miễn báo cáo cho 1 cơ quan\\."]


def test_an_extension_without_a_day_is_refused(desk):
    desk.segmented_control(key="round_state").set_value("locked").run()
    choose_all(desk, "extend")

    desk.button(key="FormSubmitter:round_extend-Gia hạn").click().run()

    assert said(desk.main.error) == ["Chọn thời hạn gửi mới."]
