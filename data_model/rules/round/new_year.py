"""What a coming year brings to the plans of an office: due dates of yearly tasks, rounds, and regimes still assumed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data_model.rules.figures.yearly_dates import date_in_year
from data_model.rules.plans.facts import Facts, PlanFact, TaskFact
from data_model.rules.plans.periods import Period
from data_model.rules.plans.regime_facts import RegimeFact
from data_model.values import TaskField, TaskType


@dataclass(frozen=True, slots=True)
class YearlyDate:
    """A yearly task and its due date in the year: the one that was set for this year (`is_set`), else its date of other
    years, which holds without anything being entered; None where it has none."""

    plan: str
    task: str
    title: str
    due_on: date | None
    is_set: bool


@dataclass(frozen=True, slots=True)
class ComingRound:
    """A report that a plan asks for in the year; `moved` where its due day is not the one counted from its window, because
    that is a day off."""

    plan: str
    period: Period
    last_day: date
    due_on: date
    moved: bool


@dataclass(frozen=True)
class YearAhead:
    dates: tuple[YearlyDate, ...]
    rounds: tuple[ComingRound, ...]
    assumed: tuple[tuple[str, RegimeFact], ...]
    """By plan its regimes of the year that nobody has confirmed."""


def year_ahead(facts: Facts, year: int) -> YearAhead:
    """Of the plans that are still in force in the year."""
    plans = {plan.code: plan for plan in facts.plans.values() if not plan.is_over_on(date(year, 1, 1))}
    return YearAhead(
        tuple(
            YearlyDate(task.plan, task.code, task.title, *_due_in(task, year))
            for task in facts.tasks
            if task.plan in plans and _is_yearly(task, year)
        ),
        tuple(coming for plan in plans.values() for coming in _rounds(plan, year)),
        tuple((plan.code, regime) for plan in plans.values() for regime in _assumed(plan, year)),
    )


def _value(task: TaskFact, field: TaskField, year: int) -> object:
    """As known today, the last that holds in the year; None where the task never changed so."""
    changes = [change for change in task.changes if change.field is field and change.valid_from.year <= year]
    return changes[-1].value if changes else None


def _is_yearly(task: TaskFact, year: int) -> bool:
    kind = _value(task, TaskField.TYPE, year) or task.type
    return kind is TaskType.YEARLY and not _value(task, TaskField.STOPPED, year)


def _due_in(task: TaskFact, year: int) -> tuple[date | None, bool]:
    """A changed date holds in the year that it names alone, an empty one in every year (definitions §4)."""
    changed = [change.value for change in task.changes if change.field is TaskField.DUE_ON]
    named = [value for value in changed if value is None or (isinstance(value, date) and value.year == year)]
    if named:
        value = named[-1]
        return (value, True) if isinstance(value, date) else (None, False)
    return date_in_year(task.due_on, year), False


def _rounds(plan: PlanFact, year: int) -> Iterator[ComingRound]:
    for period in plan.periods_until(date(year, 12, 31)):
        calendar = plan.calendar_of(period)
        if period.year != year or calendar is None or not plan.is_in_force_on(plan.last_day_of(period)):
            continue
        last_day = plan.last_day_of(period)
        counted = last_day + timedelta(days=calendar.agency_due_days)
        yield ComingRound(plan.code, period, last_day, plan.due_on(period), plan.due_by_regime(period) != counted)


def _assumed(plan: PlanFact, year: int) -> Iterator[RegimeFact]:
    """Of those that hold in the year: the last that began before it, and what begins in it."""
    begun = [regime for regime in plan.regimes if regime.valid_from <= date(year, 1, 1)][-1:]
    later = [regime for regime in plan.regimes if regime.valid_from.year == year and regime not in begun]
    yield from (regime for regime in (*begun, *later) if regime.is_assumed)
