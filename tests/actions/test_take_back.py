"""An acceptance is taken back with a reason: what stood before counts again, and the report waits again.

In the worked case C consolidates nothing, A consolidates, B reports.
"""

import pytest
from sqlmodel import select

from actions.review import (
    LaterVersionWaits,
    ReasonMissing,
    accept_submission,
    return_submission,
    take_back_acceptance,
    withdraw_submission,
)
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import total
from data_model.rules.figures.measures import Measure
from data_model.rules.people.access import EVERYTHING, CurrentUser, NotAllowed, OwnReport
from data_model.rules.plans.periods import local_day
from data_model.rules.review.moves import MoveNotAllowed
from data_model.rules.round.rounds import report_statuses
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.reporting.report_lines import report_lines
from data_model.store.reporting.submissions import lines_of, submission
from data_model.tables import AuditEntry
from data_model.values import ReportState, Role, SubmissionStatus
from tests.builders.stores import local
from tests.builders.submissions import BINH, CUONG, GOOD, Q2, sent_and_waiting, submit

pytestmark = pytest.mark.usefixtures("worked_case")

ACCEPTED, TAKEN_BACK, LATER = local("2026-06-26 10:00"), local("2026-06-27 10:00"), local("2026-06-28 10:00")
OF_A = CurrentUser("anh", "Cán bộ Sở A", Role.REPORTER, agency="A")
LAN = CurrentUser("lan", "Lãnh đạo", Role.LEADER)
REPORT_OF_A = "ma_nhiem_vu,ky_bao_cao,tien_do,ket_qua\nT2,2026-Q2,45,Đã trình dự thảo\n"
REASON = "Số liệu của T3 trùng kỳ trước"


def progress(as_of):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(as_of))
    found = total(facts, cutoff=AsOf(as_of, Q2))[Measure.PROGRESS]
    return found.n, found.d


def state_of_b(as_of):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(as_of))
    return next(row.state for row in report_statuses(facts, plan="P1", period=Q2, as_of=as_of) if row.key.agency == "B")


def row_of(number):
    with open_session() as session:
        return submission(session, EVERYTHING, number=number, today=local_day(LATER))


@pytest.fixture
def accepted():
    number = sent_and_waiting()
    accept_submission(user=CUONG, number=number, at=ACCEPTED)
    return number


def test_what_stood_before_counts_again_from_then_on(accepted):
    take_back_acceptance(user=CUONG, number=accepted, reason=f" {REASON} ", at=TAKEN_BACK)

    assert (progress(ACCEPTED), progress(TAKEN_BACK)) == ((450, 6), (390, 6))
    assert (state_of_b(ACCEPTED), state_of_b(TAKEN_BACK)) == (ReportState.ACCEPTED, ReportState.WAITING)
    assert (row_of(accepted).status, row_of(accepted).reason) == (SubmissionStatus.SUBMITTED, REASON)


def test_it_is_accepted_returned_or_withdrawn_as_one_that_waits(accepted):
    take_back_acceptance(user=CUONG, number=accepted, reason=REASON, at=TAKEN_BACK)
    accept_submission(user=CUONG, number=accepted, at=LATER)
    assert progress(LATER) == (450, 6)

    take_back_acceptance(user=CUONG, number=accepted, reason=REASON, at=local("2026-06-29 10:00"))
    return_submission(user=CUONG, number=accepted, reason="Sửa T3", at=local("2026-06-29 11:00"))
    assert row_of(accepted).status is SubmissionStatus.RETURNED


def test_its_sender_may_withdraw_it(accepted):
    take_back_acceptance(user=CUONG, number=accepted, reason=REASON, at=TAKEN_BACK)
    withdraw_submission(user=BINH, number=accepted, at=LATER)

    assert row_of(accepted).status is SubmissionStatus.WITHDRAWN


@pytest.mark.parametrize("reason", ["", " \n"])
def test_it_needs_a_reason(accepted, reason):
    with pytest.raises(ReasonMissing):
        take_back_acceptance(user=CUONG, number=accepted, reason=reason, at=TAKEN_BACK)
    assert row_of(accepted).status is SubmissionStatus.ACCEPTED


@pytest.mark.parametrize("user", [BINH, LAN, CurrentUser("em", "Đầu mối nơi khác", Role.COORDINATOR, agency="C")])
def test_only_who_decided_on_such_reports_takes_it_back(accepted, user):
    with pytest.raises(NotAllowed):
        take_back_acceptance(user=user, number=accepted, reason=REASON, at=TAKEN_BACK)


def test_that_of_the_office_is_taken_back_by_leadership():
    number = submit(REPORT_OF_A, user=OF_A).number
    accept_submission(user=LAN, number=number, at=ACCEPTED)

    with pytest.raises(OwnReport):
        take_back_acceptance(user=CUONG, number=number, reason=REASON, at=TAKEN_BACK)
    take_back_acceptance(user=LAN, number=number, reason=REASON, at=TAKEN_BACK)

    assert row_of(number).status is SubmissionStatus.SUBMITTED


def test_what_was_not_accepted_is_not_taken_back():
    number = sent_and_waiting()
    with pytest.raises(MoveNotAllowed):
        take_back_acceptance(user=CUONG, number=number, reason=REASON, at=TAKEN_BACK)


def test_while_a_later_version_waits_that_one_is_decided_on_first(accepted):
    later = submit(GOOD.replace("T6,2026-Q2,20", "T6,2026-Q2,30"), at=local("2026-06-26 12:00")).number

    with pytest.raises(LaterVersionWaits) as refused:
        take_back_acceptance(user=CUONG, number=accepted, reason=REASON, at=TAKEN_BACK)

    assert refused.value.number == later
    assert row_of(accepted).status is SubmissionStatus.ACCEPTED


def test_a_new_version_supersedes_it_and_does_not_take_over_what_was_accepted_later(accepted):
    only_t6 = "ma_nhiem_vu,ky_bao_cao,tien_do,ket_qua\nT6,2026-Q2,40,Đã trình\n"
    second = submit(only_t6, at=local("2026-06-26 12:00")).number
    accept_submission(user=CUONG, number=second, at=local("2026-06-26 13:00"))
    take_back_acceptance(user=CUONG, number=accepted, reason=REASON, at=TAKEN_BACK)
    only_t3 = "ma_nhiem_vu,ky_bao_cao,tien_do,ket_qua\nT3,2026-Q2,90,Còn một phần\n"

    third = submit(only_t3, at=LATER)

    assert third.superseded == (accepted,)
    with open_session() as session:
        assert [line.task for line in lines_of(session, row_of(third.number))] == ["T3"], (
            "40 % of T6 was accepted later"
        )


def test_lines_that_are_exported_name_no_acceptance_that_was_taken_back(accepted):
    take_back_acceptance(user=CUONG, number=accepted, reason=REASON, at=TAKEN_BACK)

    with open_session() as session:
        rows = report_lines(session, EVERYTHING, today=local_day(LATER)).submissions.to_pylist()
    [row] = [row for row in rows if row["number"] == accepted]
    assert (row["status"], row["accepted_at"], row["accepted_by"]) == ("submitted", None, "")


def test_it_stands_in_the_audit_with_its_reason(accepted):
    take_back_acceptance(user=CUONG, number=accepted, reason=REASON, at=TAKEN_BACK)

    with open_session() as session:
        entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.user_name, entry.what, entry.subject, entry.note) == ("cuong", "submitted", accepted, REASON)
