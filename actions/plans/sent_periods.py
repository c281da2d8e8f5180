"""Refuses changes that would take back what a period asked for after something was sent for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.keeping import KeepProblem, KeepRefused
from data_model.rules.plans.periods import Period
from data_model.store.plans.managed import plan_facts, sent_periods


@dataclass(frozen=True)
class AskedDays:
    """What a plan asks for a period: the report, the last day of its data, and by the regime alone the due and lock day.

    All but the report are None where none is asked for, and for a round of its own.
    """

    report: Period | None
    last_day: date | None = None
    due_on: date | None = None
    locks_on: date | None = None


Asked = Mapping[str, Mapping[Period, AskedDays]]
"""By plan and by period for which something was sent."""


def asked_of_sent(session: Session, plans: Collection[str], *, today: date) -> Asked:
    facts = plan_facts(session, plans, today=today)
    sent = sent_periods(session, facts)
    return {plan: {period: _asked_days(facts[plan], period) for period in periods} for plan, periods in sent.items()}


def _asked_days(plan: PlanFact, period: Period) -> AskedDays:
    report = plan.report_for(period)
    if report is None or report.own is not None:
        return AskedDays(report)
    return AskedDays(report, plan.last_day_of(report), plan.due_by_regime(report), plan.locks_on(report))


def check_still_asked(session: Session, before: Asked, *, today: date) -> None:
    """A regime under which something was sent stays for that period as it was. Raises KeepRefused."""
    now = asked_of_sent(session, [plan for plan, periods in before.items() if periods], today=today)
    moved = {
        period
        for plan, periods in before.items()
        for period, days in periods.items()
        if now.get(plan, {}).get(period) != days
    }
    if moved:
        raise KeepRefused(KeepProblem.PERIOD_WAS_SENT, name=min(moved).code)


def check_past_due_days(session: Session, before: Asked, *, today: date) -> None:
    """A holiday may not move a due day that has passed, or to one, where something was sent: who was on time stays so.
    A due day still to come moves, since nobody is late by it yet. Raises KeepRefused."""
    now = asked_of_sent(session, [plan for plan, periods in before.items() if periods], today=today)
    moved = {
        period
        for plan, periods in before.items()
        for period, days in periods.items()
        if _due(days) != (due := _due(now[plan][period])) and min(_due(days), due) < today
    }
    if moved:
        raise KeepRefused(KeepProblem.DUE_DAY_PASSED, name=min(moved).code)


def _due(days: AskedDays) -> date:
    return days.due_on or date.max
