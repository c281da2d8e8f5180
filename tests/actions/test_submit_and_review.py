"""From a file to the figures: submit, accept, return, withdraw, on the case of docs/definitions.md §5.

The consolidating office of its plan is A; B reports for the second quarter, which is due on 17 June 2026.
"""

from datetime import date

import pytest
from sqlmodel import delete, func, select

from actions.reporting.check_report import check_report
from actions.reporting.submit_report import NothingToSubmit, OutOfDate, submit_report
from actions.review import (
    PeriodLocked,
    ReasonMissing,
    accept_submission,
    accept_submissions,
    return_submission,
    withdraw_submission,
    write_note,
)
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports, submissions_between, task_statuses, total
from data_model.rules.figures.measures import Measure
from data_model.rules.people.access import EVERYTHING, CurrentUser, NotAllowed, OwnReport, Scope
from data_model.rules.plans.periods import local_day
from data_model.rules.review.moves import MOVES, MoveNotAllowed, may_move
from data_model.store import open_session, open_transaction
from data_model.store.base.engine import versions
from data_model.store.figures.facts import read_facts
from data_model.store.reporting.submissions import lines_of, submission, submissions
from data_model.store.review.notes import notes_on
from data_model.tables import Agency, Assignment, AuditEntry, ReportLine, Review, Submission, Task
from data_model.values import Role, SubmissionStatus, TaskState
from tests.builders.stores import local
from tests.builders.submissions import BINH, CUONG, GOOD, OF_C, Q2, SENT, check, sent_and_waiting, submit

pytestmark = pytest.mark.usefixtures("worked_case")

DUNG = CurrentUser("dung", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
ELSEWHERE = CurrentUser("em", "Đầu mối nơi khác", Role.COORDINATOR, agency="C")
AN = CurrentUser("an", "Quản trị", Role.ADMIN)

REVIEWED = local("2026-06-26 10:00")
ONE_BAD_ROW = GOOD.replace("T6,2026-Q2,20", "T6,2026-Q2,175")


def figures(as_of=REVIEWED, *, unreviewed=False):
    """(due completion, progress, completeness) of the second quarter, each as n/d."""
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(as_of))
    found = total(facts, cutoff=AsOf(as_of, Q2, unreviewed))
    return {
        measure: (found[measure].n, found[measure].d)
        for measure in (Measure.DUE_COMPLETION, Measure.PROGRESS, Measure.COMPLETENESS, Measure.ACCEPTED_RATE)
    }


def state_of(task, as_of=REVIEWED):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(as_of))
    return {status.task.code: status.state for status in task_statuses(facts, cutoff=AsOf(as_of, Q2))}[task]


def count(table):
    with open_session() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def status_of(number):
    with open_session() as session:
        return submission(session, EVERYTHING, number=number, today=local_day(REVIEWED)).status


def audit():
    with open_session() as session:
        entries = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()
    return [(entry.user_name, entry.what, entry.subject, entry.note) for entry in entries]


def test_a_report_moves_the_figures_when_it_is_accepted_and_not_before():
    before = figures()
    number = sent_and_waiting()
    waiting = figures()
    accept_submission(user=CUONG, number=number, at=REVIEWED)

    assert before == {"due_completion": (2, 3), "progress": (390, 6), "completeness": (2, 3), "accepted_rate": (2, 3)}
    assert waiting == before | {"completeness": (3, 3)}
    assert figures() == {
        "due_completion": (3, 3),
        "progress": (450, 6),
        "completeness": (3, 3),
        "accepted_rate": (3, 3),
    }
    assert state_of("T3") is TaskState.DONE_LATE
    assert figures(local("2026-06-26 09:59")) == waiting, "as it was known a minute before"


def test_what_waits_counts_where_unreviewed_lines_are_asked_for():
    sent_and_waiting()

    assert figures(unreviewed=True)[Measure.PROGRESS] == (450, 6)


def test_the_receipt_says_what_was_stored():
    receipt = submit()

    assert (receipt.stored, receipt.unchanged, len(receipt.sha256)) == (2, 0, 64)
    [report] = receipt.reports
    assert (report.agency, report.plan, report.period, report.number) == ("B", "P1", Q2, receipt.number)
    assert receipt.number.startswith("260620-")
    assert status_of(receipt.number) is SubmissionStatus.SUBMITTED


def test_the_same_file_twice_is_stored_once_and_says_so():
    first = submit()
    stored = count(Submission), count(ReportLine), audit()
    again = submit(at=local("2026-06-21 09:00"))

    assert (first.stored, first.unchanged) == (2, 0)
    assert (again.stored, again.unchanged, again.number) == (0, 2, "")
    assert (count(Submission), count(ReportLine), audit()) == stored


def test_the_same_file_after_a_return_is_a_new_submission():
    return_submission(user=CUONG, number=sent_and_waiting(), reason="Thiếu minh chứng", at=REVIEWED)

    again = submit(at=local("2026-06-27 09:00"))

    assert (again.stored, again.unchanged) == (2, 0)


def test_a_file_with_one_bad_row_stores_nothing():
    before = count(Submission), count(ReportLine)

    with pytest.raises(NothingToSubmit):
        submit(ONE_BAD_ROW)

    assert (count(Submission), count(ReportLine)) == before
    assert audit() == []


def test_or_its_valid_rows_alone_when_that_was_chosen():
    receipt = submit(ONE_BAD_ROW, valid_rows_only=True)

    assert receipt.stored == 1
    with open_session() as session:
        row = submission(session, EVERYTHING, number=receipt.number, today=local_day(SENT))
        assert [line.task for line in lines_of(session, row)] == ["T3"]


@pytest.mark.parametrize("text", ["", "ma_nhiem_vu,ky_bao_cao,tien_do,ket_qua\n", GOOD.replace("ma_nhiem_vu", "mã lạ")])
def test_a_file_without_a_valid_row_is_not_stored_either_way(text):
    with pytest.raises(NothingToSubmit):
        submit(text, valid_rows_only=True)


def test_a_period_that_was_locked_between_check_and_submit_is_refused_whole():
    checked = check(at=local("2026-07-17 23:50"))
    assert checked.rows

    with pytest.raises(OutOfDate):
        submit_report(user=BINH, report=checked, file_name="b.csv", agency=None, at=local("2026-07-18 00:10"))
    assert count(Submission) == 4


def test_a_task_that_was_taken_away_between_check_and_submit_is_refused_whole():
    checked = check()
    with open_transaction() as session:
        task_id = session.exec(select(Task.id).where(Task.code == "T6")).one()
        session.exec(delete(Assignment).where(Assignment.task_id == task_id))

    with pytest.raises(OutOfDate):
        submit_report(user=BINH, report=checked, file_name="b.csv", agency=None, at=SENT)
    assert count(Submission) == 4


def test_a_task_that_was_given_to_another_agency_before_the_period_is_not_reported_by_the_first():
    checked = check()
    with open_transaction() as session:
        task_id = session.exec(select(Task.id).where(Task.code == "T6")).one()
        [assignment] = session.exec(select(Assignment).where(Assignment.task_id == task_id))
        assignment.valid_to = date(2026, 3, 14)

    with pytest.raises(OutOfDate):
        submit_report(user=BINH, report=checked, file_name="b.csv", agency=None, at=SENT)
    assert [row.task for row in check(period=Q2).rows] == ["T3"]


def test_a_reporter_reports_for_no_other_agency():
    with pytest.raises(NotAllowed):
        submit(user=OF_C, agency="B")


def test_what_was_checked_for_another_agency_is_not_taken_from_a_reporter():
    with pytest.raises(OutOfDate):
        submit_report(user=OF_C, report=check(agency="B"), file_name="b.csv", agency=None, at=SENT)


@pytest.mark.parametrize("user", [CUONG, CurrentUser("lan", "Lãnh đạo", Role.LEADER)])
def test_who_only_reviews_or_reads_does_not_report(user):
    with pytest.raises(NotAllowed):
        submit_report(user=user, report=check(), file_name="b.csv", agency=None, at=SENT)


def test_an_administrator_stores_a_file_of_several_agencies_as_one_report_each():
    text = """ma_nhiem_vu,co_quan,ky_bao_cao,tien_do,trang_thai,ket_qua
        T3,Sở B,2026-Q2,70,Đang thực hiện,Đang làm tiếp
        T5,C,2026-Q2,,Có thực hiện,Đã làm hai đợt
    """.replace("    ", "")
    with open_session() as session:
        report = check_report(session, text.encode(), file_name="tong.csv", agency=None, period=None, at=SENT)

    receipt = submit_report(user=AN, report=report, file_name="tong.csv", agency=None, at=SENT)

    assert [(report.agency, report.plan) for report in receipt.reports] == [("B", "P1"), ("C", "P1")]
    assert len(set(receipt.numbers)) == 2


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_return_needs_a_reason(reason):
    number = sent_and_waiting()

    with pytest.raises(ReasonMissing):
        return_submission(user=CUONG, number=number, reason=reason, at=REVIEWED)
    assert status_of(number) is SubmissionStatus.SUBMITTED


def test_a_returned_report_counts_for_nothing_and_keeps_its_first_instant():
    return_submission(user=CUONG, number=sent_and_waiting(), reason="Thiếu minh chứng", at=REVIEWED)

    assert figures(unreviewed=True)[Measure.PROGRESS] == (390, 6)
    assert figures()[Measure.COMPLETENESS] == (3, 3)


@pytest.mark.parametrize("first, now", [("accept", SubmissionStatus.ACCEPTED), ("return", SubmissionStatus.RETURNED)])
def test_the_second_reviewer_is_told_how_it_stands(first, now):
    number = sent_and_waiting()
    if first == "accept":
        accept_submission(user=CUONG, number=number, at=REVIEWED)
    else:
        return_submission(user=CUONG, number=number, reason="Thiếu", at=REVIEWED)
    recorded = audit()

    with pytest.raises(MoveNotAllowed) as refusal:
        accept_submission(user=DUNG, number=number, at=local("2026-06-26 10:01"))
    assert refusal.value.current is now
    assert audit() == recorded


@pytest.mark.parametrize("user", [BINH, ELSEWHERE, AN, CurrentUser("lan", "Lãnh đạo", Role.LEADER)])
def test_only_the_office_that_consolidates_the_plan_reviews(user):
    number = sent_and_waiting()

    with pytest.raises(NotAllowed):
        accept_submission(user=user, number=number, at=REVIEWED)
    with pytest.raises(NotAllowed):
        return_submission(user=user, number=number, reason="Thiếu", at=REVIEWED)
    assert status_of(number) is SubmissionStatus.SUBMITTED


def test_a_number_that_nobody_was_given_is_refused_like_one_of_another_plan():
    with pytest.raises(NotAllowed):
        accept_submission(user=CUONG, number="260620-XXXXX", at=REVIEWED)


def test_a_report_is_withdrawn_until_it_is_reviewed():
    number = sent_and_waiting()
    withdraw_submission(user=BINH, number=number, at=local("2026-06-21 09:00"))

    assert status_of(number) is SubmissionStatus.WITHDRAWN
    assert figures()[Measure.COMPLETENESS] == (2, 3)
    with pytest.raises(MoveNotAllowed):
        accept_submission(user=CUONG, number=number, at=REVIEWED)


def test_a_withdrawal_is_a_move_with_its_instant():
    number = sent_and_waiting()
    withdraw_submission(user=BINH, number=number, at=local("2026-06-21 09:00"))

    with open_session() as session:
        wanted = (Review.decision, Review.decided_by, Review.decided_at)
        moves = session.exec(select(*wanted).join(Submission).where(Submission.number == number)).all()
    assert moves == [(SubmissionStatus.WITHDRAWN, "binh", local("2026-06-21 09:00"))]


def test_an_accepted_report_is_not_withdrawn():
    number = sent_and_waiting()
    accept_submission(user=CUONG, number=number, at=REVIEWED)

    with pytest.raises(MoveNotAllowed):
        withdraw_submission(user=BINH, number=number, at=local("2026-06-27 09:00"))


def test_nothing_is_withdrawn_from_a_locked_period():
    number = sent_and_waiting()

    with pytest.raises(PeriodLocked):
        withdraw_submission(user=BINH, number=number, at=local("2026-07-18 09:00"))
    assert status_of(number) is SubmissionStatus.SUBMITTED


def test_nobody_withdraws_the_report_of_another_agency():
    number = sent_and_waiting()

    with pytest.raises(NotAllowed):
        withdraw_submission(user=OF_C, number=number, at=local("2026-06-21 09:00"))


def test_each_change_is_recorded_with_who_and_what():
    receipt = submit()
    return_submission(user=CUONG, number=receipt.number, reason=" Thiếu minh chứng ", at=REVIEWED)
    second = submit(at=local("2026-06-27 09:00"))
    accept_submission(user=DUNG, number=second.number, at=local("2026-06-28 09:00"))

    assert audit() == [
        ("binh", "submit_report", receipt.number, f"bao-cao.csv {receipt.sha256}"),
        ("cuong", "returned", receipt.number, "Thiếu minh chứng"),
        ("binh", "submit_report", second.number, f"bao-cao.csv {second.sha256}"),
        ("dung", "accepted", second.number, ""),
    ]


def test_a_report_that_is_sent_again_unchanged_leaves_the_data_version_alone():
    submit()
    with open_session() as session:
        before = versions(session).data

    receipt = submit()

    with open_session() as session:
        assert (receipt.stored, receipt.unchanged, versions(session).data) == (0, 2, before)


def test_each_change_raises_the_data_version():
    def version():
        with open_session() as session:
            return versions(session).data

    before = version()
    number = sent_and_waiting()
    accept_submission(user=CUONG, number=number, at=REVIEWED)

    assert version() == before + 2


def test_the_reviewer_sees_the_old_value_beside_the_new_one():
    number = sent_and_waiting()

    with open_session() as session:
        row = submission(session, CUONG.scope, number=number, today=local_day(REVIEWED))
        t3, t6 = lines_of(session, row)
    assert (t3.before.percent, t3.before_period.code, t3.now.percent) == (60, "2026-Q1", 100)
    assert t6.before is None


@pytest.mark.parametrize(
    "scope, numbers", [(BINH.scope, {"S1"}), (CUONG.scope, {"S1", "S2", "S3", "S4"}), (ELSEWHERE.scope, set())]
)
def test_each_sees_the_submissions_in_scope(scope, numbers):
    with open_session() as session:
        assert {row.number for row in submissions(session, scope, today=local_day(REVIEWED))} == numbers


def test_no_submission_is_ever_removed():
    with open_session() as session:
        kept = session.exec(select(Submission.number)).all()
    withdraw_submission(user=BINH, number=sent_and_waiting(), at=SENT)

    assert count(Submission) == len(kept) + 1
    assert count(Agency) == 3


def test_a_submitted_report_moves_once_and_an_acceptance_can_be_taken_back():
    assert {status for status in SubmissionStatus if MOVES[status]} == {
        SubmissionStatus.SUBMITTED,
        SubmissionStatus.ACCEPTED,
    }
    assert MOVES[SubmissionStatus.ACCEPTED] == {SubmissionStatus.SUBMITTED}
    assert not may_move(SubmissionStatus.ACCEPTED, SubmissionStatus.RETURNED)
    assert may_move(SubmissionStatus.SUBMITTED, SubmissionStatus.WITHDRAWN)


def test_an_agency_is_scoped_to_its_own_rows():
    with open_session() as session:
        facts = read_facts(session, Scope(agency="B"), today=local_day(REVIEWED))

    assert {task.code for task in facts.tasks} == {"T3", "T6"}
    assert {
        submission.agency for submission in submissions_between(facts, first=local("2026-01-01 00:00"), last=REVIEWED)
    } == {"B"}
    assert {report.agency for report in expected_reports(facts, cutoff=AsOf(REVIEWED, Q2))} == {"B"}
    assert facts.extensions == ()


OF_A = CurrentUser("anh", "Cán bộ Sở A", Role.REPORTER, agency="A")
LAN = CurrentUser("lan", "Lãnh đạo", Role.LEADER)
REPORT_OF_A = "ma_nhiem_vu,ky_bao_cao,tien_do,ket_qua\nT2,2026-Q2,45,Đã trình dự thảo\n"


def test_the_office_does_not_review_its_own_report_and_leadership_does():
    number = submit(REPORT_OF_A, user=OF_A).number
    with pytest.raises(OwnReport):
        accept_submission(user=CUONG, number=number, at=REVIEWED)
    with pytest.raises(OwnReport):
        return_submission(user=CUONG, number=number, reason="Thiếu", at=REVIEWED)
    assert status_of(number) is SubmissionStatus.SUBMITTED

    accept_submission(user=LAN, number=number, at=REVIEWED)

    assert status_of(number) is SubmissionStatus.ACCEPTED


def test_leadership_does_not_review_what_the_office_reviews():
    number = sent_and_waiting()
    with pytest.raises(NotAllowed):
        accept_submission(user=LAN, number=number, at=REVIEWED)


def test_many_are_accepted_at_once_and_what_was_moved_before_is_named():
    of_b, of_c = (
        sent_and_waiting(),
        submit(GOOD.replace("T3", "T4").replace("\nT6,2026-Q2,20,,Đã bắt đầu", ""), user=OF_C).number,
    )
    withdraw_submission(user=BINH, number=of_b, at=local("2026-06-21 09:00"))

    late = accept_submissions(user=CUONG, numbers=[of_b, of_c], at=REVIEWED)

    assert late == (of_b,)
    assert (status_of(of_b), status_of(of_c)) == (SubmissionStatus.WITHDRAWN, SubmissionStatus.ACCEPTED)
    assert audit()[-1] == ("cuong", "accepted", of_c, "")


def test_many_with_one_of_the_own_agency_are_accepted_not_at_all():
    numbers = [sent_and_waiting(), submit(REPORT_OF_A, user=OF_A).number]
    with pytest.raises(OwnReport):
        accept_submissions(user=CUONG, numbers=numbers, at=REVIEWED)

    assert [status_of(number) for number in numbers] == [SubmissionStatus.SUBMITTED] * 2


def notes(number, scope=EVERYTHING):
    with open_session() as session:
        row = submission(session, scope, number=number, today=local_day(REVIEWED))
        return [(note.text, note.author) for note in notes_on(session, row)]


def test_an_internal_note_is_kept_for_the_office():
    number = sent_and_waiting()
    write_note(user=CUONG, number=number, text=" Hỏi lại số văn bản ", at=REVIEWED)

    assert notes(number) == [("Hỏi lại số văn bản", "cuong")]
    assert audit()[-1] == ("cuong", "write_note", number, "")
    with pytest.raises(ReasonMissing):
        write_note(user=CUONG, number=number, text="  ", at=REVIEWED)
    for somebody in (BINH, ELSEWHERE, AN):
        with pytest.raises(NotAllowed):
            write_note(user=somebody, number=number, text="Xem", at=REVIEWED)
