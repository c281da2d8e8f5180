"""The numbers beside the links of the menu: what waits for the user behind each. In docs/definitions.md §5 the office is A."""

from datetime import timedelta

import pytest

from actions.round.messages import read_thread, send_message
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.values import Role
from tests.builders.stores import WORKED_CASE, load, load_files
from ui.base.clock import now
from ui.base.menu import MY_REPORTS, REVIEW, REVIEW_OF_OFFICES, ROUND
from ui.figures.view import view_for
from ui.waiting import waiting_counts

LEADER = CurrentUser("lan", "", Role.LEADER)
OFFICE = CurrentUser("an", "", Role.COORDINATOR, agency="A")
REPORTER = CurrentUser("binh", "", Role.REPORTER, agency="B")
ADMIN = CurrentUser("quan", "", Role.ADMIN)
WAITING = """number,agency,plan,period,submitted_at,submitted_by,status
W1,A,P1,2026-Q3,2026-09-16T09:00:00+07:00,can-bo-a,submitted
W2,B,P1,2026-Q3,2026-09-16T10:00:00+07:00,can-bo-b,submitted
W3,C,P1,2026-Q3,2026-09-16T10:00:00+07:00,can-bo-c,submitted
"""
THEIR_REPORT = ReportKey("B", "P1", Period.from_code("2026-Q3"))


@pytest.fixture(autouse=True)
def case(store, tmp_path):
    load(WORKED_CASE)
    load_files(tmp_path / "waiting", submissions=WAITING, report_lines="submission,task,percent\nW1,T2,50")


def counts(user):
    return waiting_counts(user, view_for(user))


def test_the_office_is_told_of_the_reports_of_others_and_leadership_of_the_offices():
    assert counts(OFFICE) == {REVIEW: 2}
    assert counts(LEADER) == {REVIEW_OF_OFFICES: 1}
    assert counts(ADMIN) == {}


def test_a_message_counts_for_the_other_side_until_it_is_read():
    at = now()
    before = counts(REPORTER).get(MY_REPORTS, 0)
    send_message(user=OFFICE, report=THEIR_REPORT, text="Đề nghị gửi bản ký.", at=at)

    assert counts(OFFICE) == {REVIEW: 2}
    assert counts(REPORTER)[MY_REPORTS] == before + 1

    read_thread(user=REPORTER, report=THEIR_REPORT, at=at + timedelta(minutes=1))
    send_message(user=REPORTER, report=THEIR_REPORT, text="Sẽ gửi.", at=at + timedelta(minutes=2))

    assert counts(REPORTER).get(MY_REPORTS, 0) == before
    assert counts(OFFICE) == {REVIEW: 2, ROUND: 1}
