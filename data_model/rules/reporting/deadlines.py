"""Opening, due and lock day of a report, and whether a day is before or after them (definitions §2).

Decided here for single reports; `figures/columns/expected_reports.py` computes the extended due day of many at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.periods import Period
from data_model.values import DeadlineStatus

_LOOK_AHEAD = timedelta(days=400)
"""How far ahead windows are searched: a single round can open long before its window ends."""


@dataclass(frozen=True, slots=True)
class ReportKey:
    """Which report: agency × plan × period."""

    agency: str
    plan: str
    period: Period


@dataclass(frozen=True, slots=True)
class Deadline:
    """The days of one report, each of them included. `due_on` is the original due day, which an extension never moves;
    `extended_due_on` equals it where none was granted."""

    opens_on: date
    due_on: date
    extended_due_on: date
    locks_on: date

    def status_on(self, day: date) -> DeadlineStatus:
        """LATE (still accepted) from the day after the extended due day to the day of the lock: definitions §2."""
        if day < self.opens_on:
            return DeadlineStatus.NOT_OPEN
        if day <= self.extended_due_on:
            return DeadlineStatus.OPEN
        return DeadlineStatus.LATE if day <= self.locks_on else DeadlineStatus.LOCKED


def deadline(
    plan: PlanFact, report: Period, *, extended_to: date | None = None, as_of: datetime | None = None
) -> Deadline:
    """`extended_to` is the due day of the extension granted last; it counts only from the original due day on (definitions
    §1, Extension) and lifts the lock. With `as_of`, by what had been set for the round until then. Raises ValueError where
    the plan asks for no such report."""
    due_on = plan.due_on(report, as_of)
    extended = max(due_on, extended_to or due_on)
    return Deadline(_opens_on(plan, report, as_of), due_on, extended, max(extended, plan.locks_on(report, as_of)))


def _opens_on(plan: PlanFact, report: Period, as_of: datetime | None = None) -> date:
    """The day that was set for this round; else the day after the window of the report before it, or the first day of
    its own window."""
    called = plan.round_of(report, as_of)
    if called is not None and called.opens_on is not None:
        return called.opens_on
    if report.own is not None:
        return report.own[0]
    ended_before = [period for period in plan.periods_until(plan.last_day_of(report)) if period < report]
    if ended_before:
        return plan.last_day_of(ended_before[-1]) + timedelta(days=1)
    calendar = plan.calendar_of(report)
    assert calendar is not None, "a report is asked for by a regime"
    return report.window(calendar.window)[0]


def reports_until(plan: PlanFact, last: date) -> list[Period]:
    """The reports that a plan asks for whose window ends by the day `last`, rounds of its own among them, in order."""
    called = [period for period in plan.own_rounds if plan.last_day_of(period) <= last]
    if not called:
        return list(plan.periods_until(last))
    return sorted([*plan.periods_until(last), *called], key=plan.last_day_of)


def next_report(plan: PlanFact, *, today: date) -> Period | None:
    """The first report of the regime whose window has not ended before today; None where none follows."""
    asked = plan.periods_until(today + _LOOK_AHEAD)
    return next((period for period in asked if plan.last_day_of(period) >= today), None)


def rounds_of(plan: PlanFact, *, today: date) -> list[Period]:
    """The reports of a plan that have opened by today, newest first."""
    asked = reports_until(plan, today + _LOOK_AHEAD)
    return [period for period in asked if _opens_on(plan, period) <= today][::-1]


def rounds_taken(facts: Facts, *, today: date) -> dict[str, list[Period]]:
    """By plan: the rounds that have opened and are not locked, or that an extension leaves open for some agency."""
    extended = {
        (extension.plan, facts.plans[extension.plan].report_for(extension.period))
        for extension in facts.extensions
        if today <= extension.due_on
    }
    return {
        plan.code: [
            period
            for period in rounds_of(plan, today=today)
            if today <= plan.locks_on(period) or (plan.code, period) in extended
        ]
        for plan in facts.plans.values()
    }


class TargetReport(NamedTuple):
    """The report in which a period is sent, its deadline status on the day, and the last day of its window."""

    report: Period
    deadline_status: DeadlineStatus
    window_ends: date


TargetOf = Callable[[str, str, Period], TargetReport]
"""By agency, plan and period."""


def target_report(facts: Facts, *, agency: str, plan: str, period: Period, today: date) -> TargetReport:
    """The report that a file for the period belongs to; NOT_EXPECTED where the plan asks for none."""
    plan_fact = facts.plans[plan]
    report = plan_fact.report_for(period)
    if report is None:
        return TargetReport(period, DeadlineStatus.NOT_EXPECTED, plan_fact.last_day_of(period))
    extension = facts.extension_of(agency, plan, report)
    days = deadline(plan_fact, report, extended_to=extension.due_on if extension else None)
    return TargetReport(report, days.status_on(today), plan_fact.last_day_of(report))


def target_reports_on(facts: Facts, *, today: date) -> TargetOf:
    """`target_report` for one day, cached: computed once for all agencies of a plan that have no extension in it."""
    extended = {(extension.agency, extension.plan) for extension in facts.extensions}

    @cache
    def cached(agency: str, plan: str, period: Period) -> TargetReport:
        return target_report(facts, agency=agency, plan=plan, period=period, today=today)

    return lambda agency, plan, period: cached(agency if (agency, plan) in extended else "", plan, period)
