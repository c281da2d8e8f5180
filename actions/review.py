"""Accepting a submission, returning it with a reason, taking an acceptance back, and withdrawing by the sender."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from actions import audit
from data_model.rules.people.access import EVERYTHING, CurrentUser, NotAllowed, check_may, check_may_review
from data_model.rules.plans.periods import local_day
from data_model.rules.reporting.deadlines import target_report
from data_model.rules.review.moves import MOVED_BY, MoveNotAllowed, check_move
from data_model.store import open_side_transaction, open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.reporting.submission_writes import move_submission
from data_model.store.reporting.submissions import SubmissionRow, submission, submissions, waiting_versions
from data_model.store.review.lines import consolidators_by_plan
from data_model.store.review.notes import add_note
from data_model.values import Action, DeadlineStatus, SubmissionStatus


class ReasonMissing(ValueError):
    """A return, an acceptance taken back or a note needs a text."""


class LaterVersionWaits(Exception):
    """An acceptance is not taken back while a later version of the report, `number`, waits: one live version a report."""

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} waits for review")
        self.number = number


class PeriodLocked(Exception):
    """Submissions for a locked period can't be withdrawn."""


def accept_submission(*, user: CurrentUser, number: str, at: datetime) -> None:
    """Its lines count from `at` on. Raises NotAllowed, OwnReport, MoveNotAllowed."""
    with open_transaction(catalogue=False) as session:
        _move(session, user=user, number=number, to=SubmissionStatus.ACCEPTED, reason="", at=at)


def accept_submissions(*, user: CurrentUser, numbers: Collection[str], at: datetime) -> tuple[str, ...]:
    """Accepts many in one transaction. Returns the numbers of those that somebody else had moved before.

    Raises NotAllowed, OwnReport; then none is accepted.
    """
    moved_before = []
    with open_transaction(catalogue=False) as session:
        rows = _reviewable(session, user, numbers, at)
        for row in rows:
            try:
                _write_move(session, user, row, to=SubmissionStatus.ACCEPTED, reason="", at=at)
            except MoveNotAllowed:
                moved_before.append(row.number)
    return tuple(moved_before)


def _reviewable(session: Session, user: CurrentUser, numbers: Collection[str], at: datetime) -> list[SubmissionRow]:
    """Raises NotAllowed, OwnReport."""
    in_scope = {row.number: row for row in submissions(session, user.scope, today=local_day(at))}
    consolidators = consolidators_by_plan(session, today=local_day(at))
    for number in numbers:
        if number not in in_scope:
            raise NotAllowed(f"{number} is not there for {user.name}")
        row = in_scope[number]
        check_may_review(user, agency=row.agency, consolidator=consolidators.get(row.plan))
    return [in_scope[number] for number in numbers]


def return_submission(*, user: CurrentUser, number: str, reason: str, at: datetime) -> None:
    """The agency sees the reason and sends again. Raises NotAllowed, OwnReport, MoveNotAllowed, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    with open_transaction(catalogue=False) as session:
        _move(session, user=user, number=number, to=SubmissionStatus.RETURNED, reason=reason.strip(), at=at)


def take_back_acceptance(*, user: CurrentUser, number: str, reason: str, at: datetime) -> None:
    """The submission waits for review again, and what stood before it counts from `at` on; both sides see the reason.

    Raises NotAllowed, OwnReport, MoveNotAllowed, ReasonMissing, LaterVersionWaits.
    """
    if not reason.strip():
        raise ReasonMissing
    with open_transaction(catalogue=False) as session:
        row = _move(session, user=user, number=number, to=SubmissionStatus.SUBMITTED, reason=reason.strip(), at=at)
        facts = read_facts(session, EVERYTHING, today=local_day(at), plans=[row.plan])
        report = row.agency, row.plan, facts.plans[row.plan].report_or_period(row.period)
        others = [
            other for other, _ in waiting_versions(session, {report}, facts, agency=row.agency) if other != number
        ]
        if others:
            raise LaterVersionWaits(others[0])


def withdraw_submission(*, user: CurrentUser, number: str, at: datetime) -> None:
    """Withdraws a submission that was not reviewed yet. Raises NotAllowed, MoveNotAllowed, PeriodLocked."""
    with open_transaction(catalogue=False) as session:
        row = _move(session, user=user, number=number, to=SubmissionStatus.WITHDRAWN, reason="", at=at)
        today = local_day(at)
        facts = read_facts(session, EVERYTHING, today=today, plans=[row.plan])
        target = target_report(facts, agency=row.agency, plan=row.plan, period=row.period, today=today)
        if target.deadline_status is DeadlineStatus.LOCKED:
            raise PeriodLocked


def write_note(*, user: CurrentUser, number: str, text: str, at: datetime) -> None:
    """An internal note on a submission, which its agency never sees. Raises NotAllowed, OwnReport, ReasonMissing."""
    if not text.strip():
        raise ReasonMissing
    with open_side_transaction() as session:
        row = _row(session, user, number, at)
        _check_may_review(session, user, row, at)
        add_note(session, row, text=text.strip(), by=user.name, at=at)
        audit.record(session, user_name=user.name, what="write_note", subject=number, at=at)


def _row(session: Session, user: CurrentUser, number: str, at: datetime) -> SubmissionRow:
    row = submission(session, user.scope, number=number, today=local_day(at))
    if row is None:
        raise NotAllowed(f"{number} is not there for {user.name}")
    return row


def _check_may_review(session: Session, user: CurrentUser, row: SubmissionRow, at: datetime) -> None:
    consolidator = consolidators_by_plan(session, today=local_day(at)).get(row.plan)
    check_may_review(user, agency=row.agency, consolidator=consolidator)


def _check_may_move(
    session: Session, user: CurrentUser, row: SubmissionRow, to: SubmissionStatus, at: datetime
) -> None:
    if MOVED_BY[to] is Action.REVIEW_SUBMISSION:
        _check_may_review(session, user, row, at)
    else:
        check_may(user, MOVED_BY[to])


def _move(
    session: Session, *, user: CurrentUser, number: str, to: SubmissionStatus, reason: str, at: datetime
) -> SubmissionRow:
    row = _row(session, user, number, at)
    _check_may_move(session, user, row, to, at)
    _write_move(session, user, row, to=to, reason=reason, at=at)
    return row


def _write_move(
    session: Session, user: CurrentUser, row: SubmissionRow, *, to: SubmissionStatus, reason: str, at: datetime
) -> None:
    """Raises MoveNotAllowed."""
    check_move(row.status, to)
    if not move_submission(
        session, number=row.number, current=row.status, to=to, reason=reason, decided_by=user.name, decided_at=at
    ):
        raise MoveNotAllowed(row.status)
    audit.record(session, user_name=user.name, what=to, subject=row.number, note=reason, at=at)
