"""How the values of one agency add up over the periods of a year.

Windows of reports overlap: that of six months holds the first quarter. A running total never counts a day twice.
"""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period
from data_model.values import AddsUp

_BEFORE = timedelta(days=1)
_Sum = tuple[int, int, Decimal]
"""Days covered, minus the number of periods used, total: the greater, the better."""


def window_of(plan: PlanFact, period: Period) -> tuple[date, date]:
    """First and last day of the data window of a period in a plan."""
    return period.window(plan.window_rule_of(period))


def running_total(values: Mapping[Period, Decimal], adds_up: AddsUp, plan: PlanFact, period: Period) -> Decimal | None:
    """Lũy kế: what the values of the period's year come to at its end; None where nothing was reported by then.

    `sum`: of all choices of periods whose windows do not overlap, the one that covers most days, and of several the one
    with the fewest periods. `last`: the last value there is, of whatever year. Rounds of their own kind are left out.
    """
    ends = window_of(plan, period)[1]
    regular = {
        own: value
        for own, value in values.items()
        if own.own is None and (own == period or window_of(plan, own)[1] <= ends)
    }
    if adds_up is AddsUp.LAST:
        return regular[max(regular, key=lambda own: (window_of(plan, own)[1], own))] if regular else None
    of_year = {own: value for own, value in regular.items() if own.year == period.year}
    return _widest_sum(of_year, plan) if of_year else None


def _widest_sum(values: Mapping[Period, Decimal], plan: PlanFact) -> Decimal:
    """Weighted interval scheduling: by the end of windows, each is taken or left."""
    windows = sorted((window_of(plan, period)[::-1], period) for period in values)
    last_days = [last for (last, _first), _period in windows]
    best: list[_Sum] = [(0, 0, Decimal(0))]
    for place, ((last, first), period) in enumerate(windows):
        days, periods, total = best[bisect_left(last_days, first)]
        taken = days + (last - first + _BEFORE).days, periods - 1, total + values[period]
        best.append(max(best[place], taken, key=lambda found: found[:2]))
    return best[-1][2]
