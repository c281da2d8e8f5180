"""Dates ahead: windows that end, reports and tasks that fall due, reports that lock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection, facts_of_selection
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.instruction_facts import InstructionFact
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.deadlines import deadline, reports_until
from data_model.values import Language, TaskState

_LOOK_AHEAD = timedelta(days=400)
"""How far past the last day windows are searched: a single round can be due before its window ends."""


class UpcomingKind(StrEnum):
    WINDOW_ENDS = "window_ends"
    REPORT_DUE = "report_due"
    REPORT_LOCKS = "report_locks"
    TASK_DUE = "task_due"


@dataclass(frozen=True, slots=True)
class UpcomingDate:
    """One date ahead: of a report (`period`) or of a task (`task`)."""

    on: date
    event: UpcomingKind
    plan: str
    period: Period | None = None
    task: TaskStatus | None = None


@dataclass(frozen=True)
class DueDays:
    """The due days ahead of one account, in its scope and language: reports, tasks, and instructions that are not done."""

    language: Language
    facts: Facts
    dates: list[UpcomingDate]
    instructions: list[InstructionFact]


def upcoming(
    facts: Facts, tasks: Iterable[TaskStatus], *, cutoff: AsOf, days: int, selection: Selection = Selection()
) -> list[UpcomingDate]:
    """The dates from the cutoff's day to `days` later, in order; `tasks` are those of the selection. Extensions, which
    are of single agencies, are left out."""
    facts = facts_of_selection(facts, selection)
    first = local_day(cutoff.as_of)
    last = first + timedelta(days=days)
    dates = [date_ahead for plan in facts.plans.values() for date_ahead in _of_plan(plan, last)]
    dates += _of_tasks(tasks)
    return sorted(
        (date_ahead for date_ahead in dates if first <= date_ahead.on <= last),
        key=lambda date_ahead: (date_ahead.on, date_ahead.plan, date_ahead.event),
    )


def _of_plan(plan: PlanFact, last: date) -> Iterator[UpcomingDate]:
    for period in reports_until(plan, last + _LOOK_AHEAD):
        if plan.is_in_force_on(plan.last_day_of(period)):
            days = deadline(plan, period)
            yield UpcomingDate(plan.last_day_of(period), UpcomingKind.WINDOW_ENDS, plan.code, period)
            yield UpcomingDate(days.due_on, UpcomingKind.REPORT_DUE, plan.code, period)
            yield UpcomingDate(days.locks_on, UpcomingKind.REPORT_LOCKS, plan.code, period)


def _of_tasks(tasks: Iterable[TaskStatus]) -> Iterator[UpcomingDate]:
    for task in tasks:
        if task.state is TaskState.IN_PROGRESS and task.due_on is not None:
            yield UpcomingDate(task.due_on or date.max, UpcomingKind.TASK_DUE, task.task.plan, task=task)
