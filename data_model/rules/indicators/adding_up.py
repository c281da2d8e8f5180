"""How the values of one agency add up over the periods of a year.

Windows of reports overlap: that of six months holds the first quarter. A running total never counts a day twice.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal

from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period
from data_model.values import AddsUp

_BEFORE = timedelta(days=1)
_Chosen = tuple[int, int, tuple[Period, ...]]
"""Days covered, minus the number of periods used, the periods: the greater by the first two, the better."""


def window_of(plan: PlanFact, period: Period) -> tuple[date, date]:
    """First and last day of the data window of a period in a plan."""
    return period.window(plan.window_rule_of(period))


def running_total(values: Mapping[Period, Decimal], adds_up: AddsUp, plan: PlanFact, period: Period) -> Decimal | None:
    """Lũy kế: what the values of the period's year come to at its end; None where nothing was reported by then."""
    return total_of(values, periods_that_add_up(values, adds_up, plan, period))


def total_of(values: Mapping[Period, Decimal], periods: Collection[Period]) -> Decimal | None:
    """The sum of the values of the periods that add up; None where there are none."""
    return sum((values[period] for period in periods), Decimal(0)) if periods else None


def periods_that_add_up(
    reported: Collection[Period], adds_up: AddsUp, plan: PlanFact, period: Period
) -> tuple[Period, ...]:
    """Which of the reported periods make up the running total at the end of `period`, whatever was reported in them.

    `sum`: of all choices of periods whose windows do not overlap, the one that covers most days, and of several the one
    with the fewest periods. `last`: the last there is, of whatever year. Rounds of their own kind are left out.
    """
    ends = window_of(plan, period)[1]
    regular = [own for own in reported if own.own is None and (own == period or window_of(plan, own)[1] <= ends)]
    if adds_up is AddsUp.LAST:
        return (max(regular, key=lambda own: (window_of(plan, own)[1], own)),) if regular else ()
    return _widest([own for own in regular if own.year == period.year], plan)


def _widest(periods: Collection[Period], plan: PlanFact) -> tuple[Period, ...]:
    """Weighted interval scheduling: by the end of windows, each is taken or left."""
    windows = sorted((window_of(plan, period)[::-1], period) for period in periods)
    last_days = [last for (last, _first), _period in windows]
    best: list[_Chosen] = [(0, 0, ())]
    for place, ((last, first), period) in enumerate(windows):
        days, count, chosen = best[bisect_left(last_days, first)]
        taken = days + (last - first + _BEFORE).days, count - 1, (*chosen, period)
        best.append(max(best[place], taken, key=lambda found: found[:2]))
    return best[-1][2]
