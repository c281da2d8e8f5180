"""How a period stands today for one agency in one plan: is its report asked for, open, late, locked?"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from data_model.rules.facts import Facts, PlanFact
from data_model.rules.periods import Period
from data_model.rules.report_facts import ExtensionFact
from data_model.values import PeriodStanding


def reports_until(plan: PlanFact, last: date) -> list[Period]:
    """The reports that a plan asks for whose window ends by the day `last`, rounds of its own among them, in order."""
    called = [period for period in plan.own_rounds if plan.last_day_of(period) <= last]
    if not called:
        return list(plan.periods_until(last))
    return sorted([*plan.periods_until(last), *called], key=plan.last_day_of)


def opens_on(plan: PlanFact, report: Period) -> date:
    """The day that was set for this round; else the day after the window of the report before it, or the first day of
    its own window."""
    called = plan.round_of(report)
    if called is not None and called.opens_on is not None:
        return called.opens_on
    if report.own is not None:
        return report.own[0]
    ended_before = [one for one in plan.periods_until(plan.last_day_of(report)) if one < report]
    if ended_before:
        return plan.last_day_of(ended_before[-1]) + timedelta(days=1)
    calendar = plan.calendar_of(report)
    assert calendar is not None, "a report is asked for by a regime"
    return report.window(calendar.window)[0]


def due_and_lock(
    plan: PlanFact, report: Period, *, agency: str, extensions: tuple[ExtensionFact, ...]
) -> tuple[date, date]:
    """The last day on time and the last day it is taken at all; an extension moves the first, and so the second."""
    granted = [
        one for one in extensions if (one.agency, one.plan, plan.report_for(one.period)) == (agency, plan.code, report)
    ]
    due_on = plan.due_on(report)
    if granted:
        due_on = max(due_on, max(granted, key=lambda one: one.granted_at).due_on)
    return due_on, max(due_on, plan.locks_on(report))


def standings_on(facts: Facts, *, today: date) -> Callable[..., tuple[Period, PeriodStanding]]:
    """`standing_of` on one day, by agency, plan and period; told once for all agencies that have no extension."""
    extended = {(one.agency, one.plan) for one in facts.extensions}

    @cache
    def told(agency: str, plan: str, period: Period) -> tuple[Period, PeriodStanding]:
        return standing_of(facts, agency=agency, plan=plan, period=period, today=today)

    def standing(*, agency: str, plan: str, period: Period) -> tuple[Period, PeriodStanding]:
        return told(agency if (agency, plan) in extended else "", plan, period)

    return standing


def standing_of(facts: Facts, *, agency: str, plan: str, period: Period, today: date) -> tuple[Period, PeriodStanding]:
    """The report in which the period is sent, and how that stands."""
    known = facts.plans[plan]
    report = known.report_for(period)
    if report is None:
        return period, PeriodStanding.NOT_EXPECTED
    if today < opens_on(known, report):
        return report, PeriodStanding.NOT_OPEN
    due_on, locks_on = due_and_lock(known, report, agency=agency, extensions=facts.extensions)
    if today <= due_on:
        return report, PeriodStanding.OPEN
    return report, PeriodStanding.LATE if today <= locks_on else PeriodStanding.LOCKED
