"""What comes in is added to the columns that a process holds: then they say what columns made anew would say."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, func, select, update

from actions.review import accept_submissions, return_submission, withdraw_submission
from actions.round.decisions import extend_reports, lift_waivers, waive_reports
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import submissions_between, total
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.selection import Selection
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store import open_transaction
from data_model.store.base.engine import engine
from data_model.tables import Agency, Extension, Plan, ReportLine, Review, Submission, Task, TaskChange, Waiver
from data_model.values import LineStatus, SubmissionStatus, TaskField
from tests.builders.fresh_columns import agree, columns_held, facts_at
from tests.builders.stores import local
from tests.builders.submissions import BINH, CUONG, OF_C, submit
from tests.recomputation.both_ways import facts_of
from tests.recomputation.stores import a_case

pytestmark = pytest.mark.slow  # random stores, computed anew after each change

BEGINS = local("2026-06-26 09:00")
Q2 = Period.from_code("2026-Q2")
OF_B = ReportKey("B", "P1", Q2)
SELECTIONS = (Selection(), Selection(agency="B"))


@pytest.fixture
def after(worked_case) -> Iterator[datetime]:
    """Instants one after the other, the first question asked before."""
    agree(BEGINS, "2026-Q2", selections=SELECTIONS)
    return (BEGINS + timedelta(minutes=minute) for minute in range(1, 99))


def added_and_right(at):
    agree(at, "2026-Q2", selections=SELECTIONS)


def completeness(at):
    found = total(facts_at(at), cutoff=AsOf(at, Q2))[Measure.COMPLETENESS]
    return found.n, found.d


def test_a_report_that_is_sent_returned_sent_again_and_accepted(after):
    number = submit(at=(at := next(after))).number
    added_and_right(at)
    assert completeness(at) == (3, 3)

    return_submission(user=CUONG, number=number, reason="Thiếu minh chứng", at=(at := next(after)))
    added_and_right(at)
    again = submit(at=(at := next(after))).number
    added_and_right(at)
    accept_submissions(user=CUONG, numbers=[again], at=(at := next(after)))
    added_and_right(at)


def test_a_report_that_takes_the_place_of_one_that_waits(after):
    submit(at=next(after))
    submit("ma_nhiem_vu,ky_bao_cao,tien_do,ket_qua\nT3,2026-Q2,70,Sửa lại\n", at=(at := next(after)))

    added_and_right(at)


def test_a_report_that_is_withdrawn(after):
    number = submit(at=(at := next(after))).number
    added_and_right(at)
    withdraw_submission(user=BINH, number=number, at=(at := next(after)))

    added_and_right(at)
    assert completeness(at) == (2, 3)


def test_a_report_that_is_extended_waived_and_expected_again(after):
    due_on = (BEGINS + timedelta(days=5)).date()
    extend_reports(user=CUONG, reports=[OF_B], due_on=due_on, reason="Đang sáp nhập", at=(at := next(after)))
    added_and_right(at)

    waive_reports(user=CUONG, reports=[OF_B], reason="Không phát sinh", at=(at := next(after)))
    added_and_right(at)
    assert completeness(at) == (2, 2)

    lift_waivers(user=CUONG, reports=[OF_B], at=(at := next(after)))
    added_and_right(at)
    assert completeness(at) == (2, 3)


def test_a_change_that_waited_for_its_turn_and_is_dated_before_the_one_that_was_first(after):
    earlier, later = next(after), next(after)
    submit(at=later)
    added_and_right(later)
    waive_reports(user=CUONG, reports=[OF_B], reason="Không phát sinh", at=earlier)

    added_and_right(later)


def test_a_refused_change_leaves_the_columns_as_they_were(after):
    with columns_held(BEGINS) as before:
        pass
    with pytest.raises(Exception, match="may not"):
        return_submission(user=OF_C, number="S3", reason="Không được", at=next(after))

    with columns_held(BEGINS) as now:
        assert now is before
    added_and_right(BEGINS)


def test_they_are_added_to_the_same_columns(after):
    with columns_held(BEGINS) as before:
        pass
    number = submit(at=next(after)).number
    accept_submissions(user=CUONG, numbers=[number], at=(at := next(after)))

    with columns_held(at) as now:
        assert now is before


def test_a_question_that_fails_half_way_leaves_nothing_in_them_twice(after):
    """What came in is read first; of the extensions, whose agencies can't be read for a while, nothing is told."""
    facts, number = facts_at(BEGINS), submit(at=(at := next(after))).number
    due_on = (BEGINS + timedelta(days=5)).date()
    extend_reports(user=CUONG, reports=[OF_B], due_on=due_on, reason="Đang sáp nhập", at=at)
    rename("agency", "agency_away")
    with pytest.raises(DatabaseError):
        total(facts, cutoff=AsOf(at))
    rename("agency_away", "agency")

    added_and_right(at)
    assert [submission.number for submission in submissions_between(facts, first=BEGINS, last=at)] == [number]


def rename(table, to):
    with open_transaction(catalogue=False) as session:
        session.execute(text(f"ALTER TABLE {table} RENAME TO {to}"))


# Anything, in any order, on random stores

FUZZ = int(os.environ.get("FUZZ", "1"))
FIRST = local("2027-03-01 08:00")
CHANGES = [*["send"] * 6, *["accept"] * 4, "return", "withdraw", "take back", "extend", "waive", "lift", "move a date"]
PERIODS = ["2026-H1", "2026"]


@pytest.mark.parametrize("number", range(3 * FUZZ))
def test_whatever_comes_in_any_order_is_as_if_made_anew(number, tmp_path, empty_store, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")  # so that it is as it was after the test
    rows, _questions = a_case(number)
    facts_of(rows, tmp_path, empty_store, local_day(FIRST))
    chance, at = Random(number), FIRST
    agree(at, *PERIODS)
    for _question in range(6):
        for _change in range(chance.choice([1, 1, 3])):
            at += timedelta(days=chance.choice([0, 0, 20]), seconds=1)
            change(chance, at)
        agree(at, *PERIODS)
    engine().dispose()


def change(chance, at):
    """One change as the actions write it, without their questions whether it is allowed."""
    what = chance.choice(CHANGES)
    with open_transaction(catalogue=what == "move a date") as session:
        sent = chance.choice(session.exec(select(Submission)).all())
        of_report = {"agency_id": sent.agency_id, "plan_id": sent.plan_id, "period": sent.period}
        given = {"reason": "Vì sao", "granted_by": "cuong", "granted_at": at}
        if what == "send":
            send(session, chance, of_report, at)
        elif what == "extend":
            session.add(Extension(**of_report, **given, due_on=local_day(at) + timedelta(days=5)))
        elif what == "waive":
            session.add(Waiver(**of_report, **given))
        elif what == "lift":
            standing = [getattr(Waiver, name) == value for name, value in of_report.items()]
            lifted = update(Waiver).where(*standing, col(Waiver.lifted_at).is_(None))
            session.execute(lifted.values(lifted_by="cuong", lifted_at=at))
        elif what == "move a date":
            task = chance.choice(session.exec(select(Task)).all())
            moved = {"field": TaskField.DUE_ON, "value": "2027-12-31", "reason": "Vì sao", "entered_by": "cuong"}
            session.add(TaskChange(task_id=task.id, valid_from=local_day(at), entered_at=at, **moved))
        else:
            move(session, chance, what, at)


MOVES = {
    "accept": (SubmissionStatus.SUBMITTED, SubmissionStatus.ACCEPTED),
    "return": (SubmissionStatus.SUBMITTED, SubmissionStatus.RETURNED),
    "withdraw": (SubmissionStatus.SUBMITTED, SubmissionStatus.WITHDRAWN),
    "take back": (SubmissionStatus.ACCEPTED, SubmissionStatus.SUBMITTED),
}


def move(session, chance, what, at):
    """Of any submission that stands so; nothing where there is none."""
    stands, becomes = MOVES[what]
    found = session.exec(select(Submission).where(Submission.status == stands)).all()
    if found:
        write_move(session, chance.choice(found), becomes, at)


def write_move(session, submission, becomes, at):
    submission.status = becomes
    moved = {"decision": becomes, "reason": "Vì sao", "decided_by": "cuong", "decided_at": at}
    session.add(Review(submission_id=submission.id, **moved))


def send(session, chance, of_report, at):
    """A report, perhaps of another period or entered from paper, in place of one that waits."""
    of_report |= {"period": chance.choice([of_report["period"], of_report["period"], "2026-Q4", "2027-M01"])}
    waiting = [getattr(Submission, name) == value for name, value in of_report.items()]
    for submission in session.exec(select(Submission).where(*waiting, Submission.status == SubmissionStatus.SUBMITTED)):
        write_move(session, submission, SubmissionStatus.SUPERSEDED, at)
    paper = {"submitted_at": at - timedelta(days=chance.choice([2, 90])), "entered_at": at, "paper_number": "5/BC"}
    number = f"N{session.exec(select(func.count(col(Submission.id)))).one()}"
    sent = Submission(
        **of_report,
        number=number,
        submitted_by="cuong",
        status=SubmissionStatus.SUBMITTED,
        **(paper if chance.randrange(4) == 0 else {"submitted_at": at}),
    )
    session.add(sent)
    session.flush()
    for task in session.exec(select(Task).where(Task.plan_id == of_report["plan_id"])):
        session.add(ReportLine(submission_id=sent.id, task_id=task.id, **a_line(chance, at)))


def a_line(chance, at):
    done = {"percent": 100, "done_on": local_day(at) - timedelta(days=chance.choice([1, 60, 120]))}
    statuses = [LineStatus.CARRIED_OUT, LineStatus.NOT_CARRIED_OUT, LineStatus.NOTHING_TO_REPORT]
    return chance.choice([done, done, {"percent": 40}, {}, *({"status": status} for status in statuses)])


def test_a_report_of_an_agency_that_never_sent_one_makes_them_anew(worked_case):
    """D has no task and is in no report yet."""
    with open_transaction() as session:
        session.add(Agency(code="D", name="Sở D", kind="department", province="Tỉnh mẫu"))
    agree(BEGINS, "2026-Q2")
    with open_transaction(catalogue=False) as session:
        agency = session.exec(select(Agency.id).where(Agency.code == "D")).one()
        plan = session.exec(select(Plan.id).where(Plan.code == "P1")).one()
        of_report = {"agency_id": agency, "plan_id": plan, "period": "2026-Q2"}
        send(session, Random(1), of_report, BEGINS)

    agree(BEGINS, "2026-Q2")
