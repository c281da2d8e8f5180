"""Which earlier cutoff figures are compared with, and which periods of a measure are comparable (definitions §4)."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.measures import Measure
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period, local_day
from data_model.values import TIME_ZONE


def year_before(cutoff: AsOf, plans: Iterable[PlanFact]) -> AsOf | None:
    """ "Cùng kỳ": the same period of the year before, as known at the same instant; without a period, as known a year
    earlier. None unless every plan in force asked for a report then.
    """
    today = local_day(cutoff.as_of)
    in_force = [plan for plan in plans if plan.is_in_force_on(cutoff.day_in(plan))]
    if cutoff.period is None:
        day_before = local_day(_a_year_earlier(cutoff.as_of))
        had_it = all(plan.is_in_force_on(day_before) for plan in in_force)
        return replace(cutoff, as_of=_a_year_earlier(cutoff.as_of)) if in_force and had_it else None
    before = _same_of_year_before(cutoff.period)
    if before is None or not in_force:
        return None
    had_it = all(_asked_for(plan, before) and plan.last_day_of(before) < today for plan in in_force)
    return replace(cutoff, period=before) if had_it else None


def are_comparable(measure: Measure, first: Period | None, other: Period | None, plans: Iterable[PlanFact]) -> bool:
    """Whether a measure may be compared between two periods: `continuing_rate` only between periods of one kind, as a
    longer one gives more time to carry out a continuing task."""
    if measure is not Measure.CONTINUING_RATE:
        return True
    if first is None or other is None:
        return first is other
    return all(_length(plan, first) == _length(plan, other) for plan in plans)


def comparable_periods(measure: Measure, periods: Collection[Period], plans: Collection[PlanFact]) -> list[Period]:
    """The periods that one trend line of the measure may join: those comparable with the last."""
    last = max(periods, default=None)
    return [period for period in periods if are_comparable(measure, period, last, plans)]


def _length(plan: PlanFact, period: Period) -> object:
    """The kind of the plan's report for the period; if it asks for none, of the period itself."""
    return plan.report_or_period(period).kind


def _asked_for(plan: PlanFact, period: Period) -> bool:
    return plan.is_in_force_on(plan.last_day_of(period)) and plan.report_for(period) is not None


def _same_of_year_before(period: Period) -> Period | None:
    return None if period.own is not None else replace(period, year=period.year - 1)


def _a_year_earlier(instant: datetime) -> datetime:
    """The same day; of 29/2 the day before."""
    local = instant.astimezone(TIME_ZONE)
    if (local.month, local.day) == (2, 29):
        local = local.replace(day=28)
    return local.replace(year=local.year - 1)
