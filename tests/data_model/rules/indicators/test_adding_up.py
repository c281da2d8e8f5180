"""Running totals over the overlapping windows of a year: no day is counted twice, none is left out that was reported."""

from decimal import Decimal

import pytest

from data_model.rules.indicators.adding_up import running_total
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period
from data_model.values import AddsUp

PLAN = PlanFact("P1", "1/KH-UBND", "", "", None, None, None, ())


def values(**by_period):
    return {
        Period.from_code(code.replace("y", "").replace("_", "-")): Decimal(value) for code, value in by_period.items()
    }


@pytest.mark.parametrize(
    "reported, until, expected",
    [
        ({"y2026_Q1": 5}, "2026-Q1", 5),
        ({"y2026_Q1": 5, "y2026_H1": 12}, "2026-H1", 12),
        ({"y2026_Q1": 5, "y2026_H1": 12, "y2026_Q3": 4}, "2026-Q3", 16),
        ({"y2026_Q1": 5, "y2026_H1": 12, "y2026_Q3": 4, "y2026": 20}, "2026", 20),
        ({"y2026_Q1": 5, "y2026_Q3": 4}, "2026-Q3", 9),
        ({"y2026_M01": 1, "y2026_M02": 1, "y2026_M03": 1, "y2026_Q1": 4}, "2026-Q1", 4),
        ({"y2026_M01": 1, "y2026_M02": 1, "y2026_Q1": 4, "y2026_M04": 2}, "2026-M04", 6),
        ({"y2025": 100, "y2026_Q1": 5}, "2026-Q1", 5),
        ({"y2026_Q1": 5, "y2026_Q3": 4}, "2026-Q1", 5),
    ],
)
def test_a_sum_covers_the_year_once(reported, until, expected):
    assert running_total(values(**reported), AddsUp.SUM, PLAN, Period.from_code(until)) == expected


def test_of_members_the_last_count_stands_also_from_last_year():
    counts = values(y2025=300, y2026_Q1=322)

    assert running_total(counts, AddsUp.LAST, PLAN, Period.from_code("2026-H1")) == 322
    assert running_total(values(y2025=300), AddsUp.LAST, PLAN, Period.from_code("2026-H1")) == 300


def test_nothing_reported_is_nothing_and_not_zero():
    assert running_total({}, AddsUp.SUM, PLAN, Period.from_code("2026-Q1")) is None
    assert running_total(values(y2026_Q3=4), AddsUp.SUM, PLAN, Period.from_code("2026-Q1")) is None
