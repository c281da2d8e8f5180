"""Decisions of the consolidating office in a round: extend, waive, lift a waiver, confirm a regime."""

from collections.abc import Callable, Collection
from datetime import date, datetime

from sqlmodel import Session

from actions import audit
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.rounds import (
    RoundProblem,
    RoundRefused,
    check_extension,
    check_lifting,
    check_waiver,
)
from data_model.store import open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.round import decisions as round_writes
from data_model.values import Action


def extend_reports(
    *, user: CurrentUser, reports: Collection[ReportKey], due_on: date, reason: str, at: datetime
) -> None:
    """Extends all of the reports to `due_on`, or none. Raises NotAllowed, RoundRefused."""
    reason = _checked_reason(reason)
    with open_transaction(catalogue=False) as session:
        facts = _facts(session, user, reports, at)
        _check_each(reports, lambda report: check_extension(facts, report, due_on=due_on, as_of=at))
        round_writes.add_extensions(session, reports, due_on=due_on, reason=reason, by=user.name, at=at)
        _record(session, user, "extend_report", reports, note=f"{due_on.isoformat()} {reason}", at=at)


def waive_reports(*, user: CurrentUser, reports: Collection[ReportKey], reason: str, at: datetime) -> None:
    """Waives all of the reports, or none. Raises NotAllowed, RoundRefused."""
    reason = _checked_reason(reason)
    with open_transaction(catalogue=False) as session:
        facts = _facts(session, user, reports, at)
        _check_each(reports, lambda report: check_waiver(facts, report, as_of=at))
        round_writes.add_waivers(session, reports, reason=reason, by=user.name, at=at)
        _record(session, user, "waive_report", reports, note=reason, at=at)


def lift_waivers(*, user: CurrentUser, reports: Collection[ReportKey], at: datetime) -> None:
    """Lifts all of the waivers, or none: the reports are expected again from `at` on. Raises NotAllowed, RoundRefused."""
    with open_transaction(catalogue=False) as session:
        facts = _facts(session, user, reports, at)
        _check_each(reports, lambda report: check_lifting(facts, report, as_of=at))
        round_writes.lift_waivers(session, reports, by=user.name, at=at)
        _record(session, user, "lift_waiver", reports, note="", at=at)


def confirm_regime(*, user: CurrentUser, plan: str, valid_from: date, at: datetime) -> None:
    """Confirms the regime of a plan whose text states none. Raises NotAllowed, RoundRefused."""
    check_may(user, Action.MANAGE_ROUND)
    with open_transaction() as session:
        plan_fact = read_facts(session, user.scope, today=local_day(at)).plans.get(plan)
        if plan_fact is None:
            raise NotAllowed(f"{plan} is not consolidated by {user.name}")
        if not any(regime.is_assumed and regime.valid_from == valid_from for regime in plan_fact.regimes):
            raise RoundRefused(RoundProblem.ALREADY_CONFIRMED)
        round_writes.add_confirmation(session, plan=plan, valid_from=valid_from, by=user.name, at=at)
        subject = f"{plan} {valid_from.isoformat()}"
        audit.record(session, user_name=user.name, what="confirm_regime", subject=subject, at=at)


def _checked_reason(reason: str) -> str:
    if not reason.strip():
        raise RoundRefused(RoundProblem.REASON_MISSING)
    return reason.strip()


def _facts(session: Session, user: CurrentUser, reports: Collection[ReportKey], at: datetime) -> Facts:
    """The facts of the user's scope. Raises NotAllowed where a report is outside it."""
    check_may(user, Action.MANAGE_ROUND)
    if not reports:
        raise RoundRefused(RoundProblem.NOBODY_CHOSEN)
    facts = read_facts(session, user.scope, today=local_day(at))
    foreign = {report.plan for report in reports} - set(facts.plans)
    if foreign:
        raise NotAllowed(f"{foreign} are not consolidated by {user.name}")
    return facts


def _check_each(reports: Collection[ReportKey], check: Callable[[ReportKey], None]) -> None:
    for report in reports:
        check(report)


def _record(
    session: Session, user: CurrentUser, what: str, reports: Collection[ReportKey], *, note: str, at: datetime
) -> None:
    for report in reports:
        subject = f"{report.agency} {report.plan} {report.period.code}"
        audit.record(session, user_name=user.name, what=what, subject=subject, note=note, at=at)
