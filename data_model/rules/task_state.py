"""The state of a task at a day. Nothing about lateness is stored: it follows from the dates."""

from calendar import monthrange
from datetime import date

from data_model.rules.periods import reporting_year
from data_model.values import TaskState, TaskType, WindowRule


def task_state(
    *,
    type: TaskType,
    due_on: date | None,
    done_on: date | None,
    void: bool,
    day: date,
) -> TaskState:
    """Exactly one state. `done_on` counts only if an accepted line says 100 %, and not after `day`."""
    is_done = type is not TaskType.CONTINUING and done_on is not None and done_on <= day
    if is_done:
        return TaskState.DONE_LATE if days_overdue(due_on, done_on) else TaskState.DONE_ON_TIME
    if void:
        return TaskState.VOID
    if type is TaskType.CONTINUING:
        return TaskState.CONTINUING
    if due_on is None:
        return TaskState.NO_DEADLINE
    return TaskState.OVERDUE if days_overdue(due_on, day) else TaskState.IN_PROGRESS


def days_overdue(due_on: date | None, day: date | None) -> int:
    """Days after the due date; 0 on the due date itself, before it, or where there is none."""
    if due_on is None or day is None:
        return 0
    return max((day - due_on).days, 0)


def due_date_at(due_on: date | None, type: TaskType, *, day: date, rule: WindowRule) -> date | None:
    """The due date that counts at a day: of a yearly task its day and month in the day's reporting year."""
    if due_on is None or type is not TaskType.YEARLY:
        return due_on
    year = reporting_year(day, rule)
    if (due_on.month, due_on.day) == (2, 29):
        return date(year, 2, monthrange(year, 2)[1])
    return due_on.replace(year=year)
