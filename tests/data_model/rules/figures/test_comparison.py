"""What a figure is held against: the same period of the year before; a quarter's continuing tasks never a half-year's."""

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.comparison import are_comparable, comparable_periods, year_before
from data_model.rules.figures.measures import Measure
from data_model.rules.plans.periods import Period
from data_model.values import PeriodKind
from tests.builders.facts import calendar, plan
from tests.builders.stores import local

OLD = plan("OLD", issued_on="2024-12-20")
NEW = plan("NEW", issued_on="2025-12-20")
REPLACED = plan("REPLACED", issued_on="2023-12-20", replaced_on="2024-12-20")
MERGED = plan("MERGED", regime=calendar(PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR))


def period(code):
    return Period.from_code(code)


@pytest.mark.parametrize(
    "plans, as_of, shown, found",
    [
        ([OLD], "2026-06-30 23:59", "2026-Q2", ("2026-06-30 23:59", "2025-Q2")),
        ([OLD], "2026-06-30 23:59", None, ("2025-06-30 23:59", None)),
        ([OLD], "2028-02-29 09:00", None, ("2027-02-28 09:00", None)),
        ([NEW], "2026-06-30 23:59", "2026-Q2", None),
        ([NEW], "2026-06-30 23:59", None, None),
        ([OLD, NEW], "2026-06-30 23:59", "2026-Q2", None),
        ([OLD, REPLACED], "2026-06-30 23:59", "2026-Q2", ("2026-06-30 23:59", "2025-Q2")),
        ([OLD], "2025-06-30 23:59", "2025-Q2", None),
        ([OLD], "2026-06-30 23:59", "R20260601-20260610", None),
        ([], "2026-06-30 23:59", "2026-Q2", None),
    ],
    ids=[
        "of a period that period a year earlier, as known at the same instant",
        "without a period a year earlier",
        "of 29 February the day before",
        "a plan that was not there yet",
        "a plan that was not there yet, without a period",
        "one of two plans was not there yet",
        "a plan replaced since is not asked",
        "the plan was issued after that period",
        "a round of its own has no year before",
        "no plan at all",
    ],
)
def test_the_same_period_of_the_year_before(plans, as_of, shown, found):
    cutoff = AsOf(local(as_of), period(shown) if shown else None)

    before = year_before(cutoff, plans)

    if found is None:
        assert before is None
    else:
        assert before is not None
        assert (before.as_of, before.period) == (local(found[0]), period(found[1]) if found[1] else None)


@pytest.mark.parametrize(
    "first, other, of, comparable",
    [
        ("2026-Q2", "2026-Q1", OLD, True),
        ("2026-Q3", "2026-H1", MERGED, False),
        ("2026-Q2", "2026-Q1", MERGED, False),
        ("2026-H1", "2025-H1", MERGED, True),
    ],
    ids=["quarters", "a quarter and a half-year", "a second quarter stands for its half-year", "half-years"],
)
def test_continuing_tasks_are_compared_over_periods_of_one_length(first, other, of, comparable):
    assert are_comparable(Measure.CONTINUING_RATE, period(first), period(other), [of]) is comparable
    assert are_comparable(Measure.PROGRESS, period(first), period(other), [of])


def test_the_trend_of_continuing_tasks_joins_the_periods_as_long_as_the_last():
    ended = [period(code) for code in ("2025-Q1", "2025-H1", "2025-Q3", "2025", "2026-Q1")]

    assert comparable_periods(Measure.CONTINUING_RATE, ended, [MERGED]) == [period(code) for code in ("2025-Q1", "2025-Q3", "2026-Q1")]  # fmt: skip
    assert comparable_periods(Measure.PROGRESS, ended, [MERGED]) == ended
