"""The address of one's own calendar: whoever knows it reads the due days of its account, so it is made, renewed and taken back
by its owner, and only the hash of its secret is stored."""

from dataclasses import replace
from datetime import datetime, timedelta

from actions import audit
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.attention import attention
from data_model.rules.figures.grouping import task_statuses
from data_model.rules.figures.selection import Selection
from data_model.rules.figures.upcoming import DueDays, UpcomingKind, upcoming
from data_model.rules.people.access import CurrentUser
from data_model.rules.people.hashing import hash_token, new_token
from data_model.rules.plans.periods import local_day
from data_model.rules.round.rounds import due_reports
from data_model.store import open_session, open_side_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.people.accounts import account, calendar_reader, user_named

AHEAD = timedelta(days=400)
_SHOWN = (UpcomingKind.REPORT_DUE, UpcomingKind.TASK_DUE)


def make_calendar_address(*, user: CurrentUser, at: datetime) -> str:
    """The secret of a new address; one from before no longer works."""
    secret = new_token()
    _set(user, hash_token(secret), "make_calendar_address", at)
    return secret


def remove_calendar_address(*, user: CurrentUser, at: datetime) -> None:
    _set(user, "", "remove_calendar_address", at)


def has_calendar_address(user: CurrentUser) -> bool:
    with open_session() as session:
        found = user_named(session, user.name)
        return found is not None and bool(found.calendar_hash)


def _set(user: CurrentUser, calendar_hash: str, what: str, at: datetime) -> None:
    with open_side_transaction() as session:
        found = user_named(session, user.name)
        assert found is not None, "a signed-in account"
        found.calendar_hash = calendar_hash
        audit.record(session, user_name=user.name, what=what, subject=user.name, at=at)


def due_days(secret: str, *, at: datetime) -> DueDays | None:
    """What the account with this secret may know of at `at`; None where no living account has it."""
    today = local_day(at)
    with open_session() as session:
        reader = calendar_reader(session, calendar_hash=hash_token(secret))
        user = None if reader is None else account(session, reader[0], today=today)
        if reader is None or user is None:
            return None
        facts = read_facts(session, user.scope, today=today)
    cutoff, selection = AsOf(at), Selection(agency=user.scope.agency)
    tasks = task_statuses(facts, cutoff=cutoff, selection=selection)
    own = (report for agency in user.scope.own_agencies or () for report in due_reports(facts, agency=agency, as_of=at))
    extended = {(report.key.plan, report.key.period): report.due_on for report in own}
    dates = upcoming(facts, tasks, cutoff=cutoff, days=AHEAD.days, selection=selection)
    needs = attention(facts, cutoff=cutoff, selection=selection)
    return DueDays(
        language=reader[1],
        facts=facts,
        dates=[
            replace(found, on=extended.get((found.plan, found.period), found.on)) if found.period else found
            for found in dates
            if found.event in _SHOWN
        ],
        instructions=[need.instruction for need in needs if need.instruction is not None],
    )
