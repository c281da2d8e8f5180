"""Issues a consolidated report: stores its files under a number that is used once."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from actions import audit
from data_model.rules.consolidated.issue import (
    ConsolidatedReport,
    IssueProblem,
    IssueRefused,
    check_issue,
    waiting_count,
)
from data_model.rules.figures.selection import facts_of_selection
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.store import open_transaction
from data_model.store.consolidated import issued_reports as store
from data_model.store.figures.facts import read_facts
from data_model.values import Action


def check_consolidated_report(session: Session, wanted: ConsolidatedReport, *, user: CurrentUser, at: datetime) -> int:
    """Checks a report before its files are made; returns the version issued before (0: none). Raises NotAllowed,
    IssueRefused."""
    return _checked(session, wanted, user, at)[1]


def issue_report(
    wanted: ConsolidatedReport,
    *,
    user: CurrentUser,
    files: Collection[store.NewIssuedFile],
    inputs: store.IssueInputs,
    follows: int,
    at: datetime,
) -> int:
    """Stores the report as issued and returns its version. `follows` is the version before when `files` were made, 0 for
    none.

    Reports may still wait for review; their number is stored. Raises NotAllowed, IssueRefused.
    """
    with open_transaction() as session:
        facts, last = _checked(session, wanted, user, at)
        if last != follows:
            raise IssueRefused(IssueProblem.ISSUED_MEANWHILE)
        store.add_issued(
            session,
            wanted,
            office=_office(user),
            version=last + 1,
            waiting=waiting_count(facts, wanted),
            inputs=inputs,
            files=files,
            by=user.name,
            at=at,
        )
        subject = f"{wanted.about} {wanted.period.code}"
        note = f"{wanted.number}/{wanted.issued_on.isoformat()}"
        audit.record(session, user_name=user.name, what="issue_report", subject=subject, note=note, at=at)
        return last + 1


def _checked(session: Session, wanted: ConsolidatedReport, user: CurrentUser, at: datetime) -> tuple[Facts, int]:
    check_may(user, Action.ISSUE_REPORT)
    facts = read_facts(session, user.scope, today=local_day(at))
    if (wanted.selection.plan is None) == (wanted.selection.directive is None) or not facts_of_selection(
        facts, wanted.selection
    ).plans:
        raise NotAllowed(f"{user.name} does not consolidate {wanted.selection}")
    check_issue(facts, wanted, at=at)
    office = _office(user)
    if store.is_number_used(session, office=office, year=wanted.issued_on.year, number=wanted.number):
        raise IssueRefused(IssueProblem.NUMBER_USED)
    return facts, store.last_version(session, office=office, wanted=wanted)


def _office(user: CurrentUser) -> str:
    if user.agency is None:
        raise NotAllowed(f"{user.name} is of no office")
    return user.agency
