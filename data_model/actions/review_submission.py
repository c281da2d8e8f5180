"""Accept a submission, return it with a reason, or, for who sent it, withdraw it."""

from datetime import datetime

from sqlmodel import Session

from data_model.actions import audit
from data_model.rules.access import EVERYTHING, CurrentUser, NotAllowed, check_may
from data_model.rules.period_standing import standing_of
from data_model.rules.periods import local_day
from data_model.rules.review_moves import MoveNotAllowed, check_move
from data_model.store import open_transaction
from data_model.store.facts import read_facts
from data_model.store.submission_writes import move_submission
from data_model.store.submissions import SubmissionRow, submission
from data_model.values import Action, PeriodStanding, SubmissionStatus


class ReasonMissing(ValueError):
    """Whoever returns a report says why."""


class PeriodLocked(Exception):
    """What was sent for a locked period stays as it is."""


def accept_submission(*, user: CurrentUser, number: str, at: datetime) -> None:
    """Its lines count from `at` on. Raises NotAllowed, MoveNotAllowed."""
    check_may(user, Action.REVIEW_SUBMISSION)
    with open_transaction() as session:
        _move(session, user=user, number=number, to=SubmissionStatus.ACCEPTED, reason="", at=at)


def return_submission(*, user: CurrentUser, number: str, reason: str, at: datetime) -> None:
    """The agency sees the reason and sends again. Raises NotAllowed, MoveNotAllowed, ReasonMissing."""
    check_may(user, Action.REVIEW_SUBMISSION)
    if not reason.strip():
        raise ReasonMissing
    with open_transaction() as session:
        _move(session, user=user, number=number, to=SubmissionStatus.RETURNED, reason=reason.strip(), at=at)


def withdraw_submission(*, user: CurrentUser, number: str, at: datetime) -> None:
    """Take back what was not reviewed yet. Raises NotAllowed, MoveNotAllowed, PeriodLocked."""
    check_may(user, Action.SUBMIT_REPORT)
    with open_transaction() as session:
        row = _move(session, user=user, number=number, to=SubmissionStatus.WITHDRAWN, reason="", at=at)
        today = local_day(at)
        facts = read_facts(session, EVERYTHING, today=today)  # also where the agency has no task any more
        _, standing = standing_of(facts, agency=row.agency, plan=row.plan, period=row.period, today=today)
        if standing is PeriodStanding.LOCKED:
            raise PeriodLocked


def _move(
    session: Session, *, user: CurrentUser, number: str, to: SubmissionStatus, reason: str, at: datetime
) -> SubmissionRow:
    row = submission(session, user.scope, number=number, today=local_day(at))
    if row is None:
        raise NotAllowed(f"{number} is not there for {user.name}")
    check_move(row.status, to)
    if not move_submission(
        session, number=number, current=row.status, to=to, reason=reason, decided_by=user.name, decided_at=at
    ):
        raise MoveNotAllowed(row.status)
    audit.record(session, user_name=user.name, what=to, subject=number, note=reason, at=at)
    return row
