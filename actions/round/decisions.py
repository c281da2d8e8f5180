"""Decisions of the consolidating office in a round: extend, waive, lift a waiver, confirm a regime, lock and reopen."""

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from sqlmodel import Session

from actions import audit
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.rounds import (
    RoundProblem,
    RoundRefused,
    check_extension,
    check_lifting,
    check_locking,
    check_reopening,
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
    with open_transaction() as session:
        confirm_in(session, user, plan=plan, valid_from=valid_from, at=at)


def confirm_in(session: Session, user: CurrentUser, *, plan: str, valid_from: date, at: datetime) -> None:
    """`confirm_regime` within the transaction of another action."""
    plan_fact = _plan_of(session, user, plan, at)
    if not any(regime.is_assumed and regime.valid_from == valid_from for regime in plan_fact.regimes):
        raise RoundRefused(RoundProblem.ALREADY_CONFIRMED)
    round_writes.add_confirmation(session, plan=plan, valid_from=valid_from, by=user.name, at=at)
    subject = f"{plan} {valid_from.isoformat()}"
    audit.record(session, user_name=user.name, what="confirm_regime", subject=subject, at=at)


def lock_round(*, user: CurrentUser, plan: str, period: Period, reason: str, at: datetime) -> None:
    """Locks a round at once, for every agency without a running extension. Raises NotAllowed, RoundRefused."""
    reason = _checked_reason(reason)
    with open_transaction() as session:
        plan_fact = _plan_of(session, user, plan, at)
        check_locking(plan_fact, period, as_of=at)
        last_day = local_day(at) - timedelta(days=1)
        round_writes.add_lock(session, plan, period, locks_on=last_day, reason=reason, by=user.name, at=at)
        subject = f"{plan} {period.code}"
        audit.record(session, user_name=user.name, what="lock_round", subject=subject, note=reason, at=at)


def reopen_round(*, user: CurrentUser, plan: str, period: Period, until: date, reason: str, at: datetime) -> None:
    """Takes late reports of a locked round again, up to a day. Raises NotAllowed, RoundRefused."""
    reason = _checked_reason(reason)
    with open_transaction() as session:
        check_reopening(_plan_of(session, user, plan, at), period, until=until, as_of=at)
        round_writes.add_lock(session, plan, period, locks_on=until, reason=reason, by=user.name, at=at)
        note = f"{until.isoformat()} {reason}"
        subject = f"{plan} {period.code}"
        audit.record(session, user_name=user.name, what="reopen_round", subject=subject, note=note, at=at)


def _plan_of(session: Session, user: CurrentUser, plan: str, at: datetime) -> PlanFact:
    """Raises NotAllowed where the user's office does not consolidate it."""
    check_may(user, Action.MANAGE_ROUND)
    found = read_facts(session, user.scope, today=local_day(at)).plans.get(plan)
    if found is None:
        raise NotAllowed(f"{plan} is not consolidated by {user.name}")
    return found


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
