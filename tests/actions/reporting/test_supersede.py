"""A report sent again while the first still waits: one live version, which takes over what it leaves out.

B of the worked case reports on T3 and T6 in the second quarter.
"""

import pytest
from sqlmodel import select

from actions.review import accept_submission, return_submission, withdraw_submission
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.attention import AttentionKind, attention
from data_model.rules.figures.grouping import total
from data_model.rules.figures.measures import Measure
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.periods import local_day
from data_model.rules.review.marks import marks_of_waiting
from data_model.rules.round.rounds import report_statuses
from data_model.store import open_session, open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.reporting.submissions import lines_of, submission, submissions
from data_model.store.review.lines import review_lines
from data_model.tables import AuditEntry, Submission
from data_model.values import ReportState, ReviewMark, SubmissionStatus
from tests.builders.stores import local
from tests.builders.submissions import BINH, CUONG, GOOD, Q2, SENT, sent_and_waiting, submit

pytestmark = pytest.mark.usefixtures("worked_case")

LATER, REVIEWED = local("2026-06-22 10:00"), local("2026-06-26 10:00")
HEADER = GOOD.splitlines()[0]
T6_ALONE = f"{HEADER}\nT6,2026-Q2,35,,Đã trình dự thảo\n"


def facts_at(at):
    with open_session() as session:
        return read_facts(session, EVERYTHING, today=local_day(at))


def waiting():
    with open_session() as session:
        rows = submissions(session, CUONG.scope, today=local_day(REVIEWED), statuses=[SubmissionStatus.SUBMITTED])
    return [row.number for row in rows]


def row_of(number):
    with open_session() as session:
        return submission(session, EVERYTHING, number=number, today=local_day(REVIEWED))


def lines(number):
    """(task, percent, result, whether it was taken over)."""
    with open_session() as session:
        found = lines_of(session, row_of(number))
    return [(line.task, line.now.percent, line.now.result, line.taken_over) for line in found]


def marks(number):
    facts = facts_at(REVIEWED)
    with open_session() as session:
        found = review_lines(session, facts.plans["P1"], Q2)
    return {task: set(line.marks) for task, line in marks_of_waiting(found, {}, period=Q2)[number].items()}


def test_one_of_two_versions_waits_and_the_first_is_superseded():
    first = sent_and_waiting()
    second = submit(T6_ALONE, at=LATER)

    assert second.superseded == (first,)
    assert waiting() == [second.number]
    assert row_of(first).status is SubmissionStatus.SUPERSEDED


def test_every_count_of_what_waits_is_one():
    sent_and_waiting()
    second = submit(T6_ALONE, at=LATER)

    facts = facts_at(REVIEWED)
    [report] = [row for row in report_statuses(facts, plan="P1", period=Q2, as_of=REVIEWED) if row.key.agency == "B"]
    assert (report.state, report.number) == (ReportState.WAITING, second.number)
    kinds = [item.need for item in attention(facts, cutoff=AsOf(REVIEWED))]
    assert kinds.count(AttentionKind.REPORT_WAITING) == 1


def test_rows_that_are_left_out_are_taken_over_and_marked():
    sent_and_waiting()
    second = submit(T6_ALONE, at=LATER)

    assert lines(second.number) == [
        ("T3", 100, "Đã xong phần còn lại", True),
        ("T6", 35, "Đã trình dự thảo", False),
    ]
    assert (second.stored, second.taken_over) == (1, 1)
    assert (row_of(second.number).line_count, row_of(second.number).taken_over_count) == (2, 1)
    assert marks(second.number) == {"T3": {ReviewMark.TAKEN_OVER}, "T6": set()}


def test_a_line_that_was_taken_over_twice_is_still_there_and_one_that_was_sent_again_is_not_marked():
    sent_and_waiting()
    submit(T6_ALONE, at=LATER)
    third = submit(T6_ALONE.replace("35", "40"), at=local("2026-06-23 10:00"))
    fourth = submit(GOOD.replace("phần còn lại", "hết"), at=local("2026-06-24 10:00"))

    assert lines(third.number) == [("T3", 100, "Đã xong phần còn lại", True), ("T6", 40, "Đã trình dự thảo", False)]
    assert [line[3] for line in lines(fourth.number)] == [False, False]


def test_the_first_submission_keeps_the_time_at_which_the_report_came():
    sent_and_waiting()
    submit(T6_ALONE, at=LATER)

    [report] = [
        row
        for row in report_statuses(facts_at(REVIEWED), plan="P1", period=Q2, as_of=REVIEWED)
        if row.key.agency == "B"
    ]
    assert report.expected.first_submitted_at == SENT


def test_figures_count_the_live_version_alone():
    first = sent_and_waiting()
    second = submit(T6_ALONE, at=LATER)
    accept_submission(user=CUONG, number=second.number, at=REVIEWED)

    found = total(facts_at(REVIEWED), cutoff=AsOf(REVIEWED, Q2))
    assert (found[Measure.PROGRESS].n, found[Measure.PROGRESS].d) == (465, 6), "T3 is done by the line taken over"
    assert (found[Measure.COMPLETENESS].n, found[Measure.COMPLETENESS].d) == (3, 3)
    assert row_of(first).status is SubmissionStatus.SUPERSEDED


def test_a_returned_one_stays_returned_and_nothing_of_it_is_taken_over():
    first = sent_and_waiting()
    return_submission(user=CUONG, number=first, reason="Thiếu minh chứng", at=LATER)
    second = submit(T6_ALONE, at=REVIEWED)

    assert row_of(first).status is SubmissionStatus.RETURNED
    assert (second.superseded, lines(second.number)) == ((), [("T6", 35, "Đã trình dự thảo", False)])


def test_an_accepted_one_stays_accepted_and_the_new_one_is_held_against_it():
    first = sent_and_waiting()
    accept_submission(user=CUONG, number=first, at=LATER)
    second = submit(T6_ALONE.replace("35", "30"), at=local("2026-06-23 10:00"))
    third = submit(T6_ALONE, at=REVIEWED)

    assert row_of(first).status is SubmissionStatus.ACCEPTED
    assert third.superseded == (second.number,)
    with open_session() as session:
        [line] = lines_of(session, row_of(third.number))
    assert (line.before.percent, line.now.percent) == (20, 35), "not against the 30 % that it superseded"
    assert marks(third.number) == {"T6": {ReviewMark.CHANGED_SINCE_ACCEPTED}}


def test_withdrawing_the_new_one_revives_nothing():
    first = sent_and_waiting()
    second = submit(T6_ALONE, at=LATER)
    withdraw_submission(user=BINH, number=second.number, at=local("2026-06-23 10:00"))

    assert waiting() == []
    assert row_of(first).status is SubmissionStatus.SUPERSEDED
    found = total(facts_at(REVIEWED), cutoff=AsOf(REVIEWED, Q2))
    assert (found[Measure.COMPLETENESS].n, found[Measure.COMPLETENESS].d) == (2, 3)
    again = submit(at=REVIEWED)
    assert (again.stored, again.superseded) == (2, ())


def test_two_that_waited_from_before_are_both_superseded_the_newer_line_first():
    first = sent_and_waiting()
    with open_transaction() as session:
        found = session.exec(select(Submission).where(Submission.number == first)).one()
        found.status = SubmissionStatus.ACCEPTED
    second = submit(GOOD.replace("phần còn lại", "hết"), at=LATER)
    with open_transaction() as session:
        found = session.exec(select(Submission).where(Submission.number == first)).one()
        found.status = SubmissionStatus.SUBMITTED

    third = submit(T6_ALONE, at=REVIEWED)

    assert third.superseded == (second.number, first)
    assert lines(third.number)[0] == ("T3", 100, "Đã xong hết", True)


def test_a_file_that_changes_nothing_supersedes_nothing():
    first = sent_and_waiting()
    again = submit(at=LATER)

    assert (again.number, again.superseded, waiting()) == ("", (), [first])


def test_what_was_superseded_stands_in_the_audit():
    first = sent_and_waiting()
    second = submit(T6_ALONE, at=LATER)

    with open_session() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.subject == first).order_by(AuditEntry.id)).all()
    assert [(entry.user_name, entry.what, entry.note) for entry in entries][1:] == [
        ("binh", "superseded", second.number)
    ]
