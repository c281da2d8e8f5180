"""The rows behind a figure, down to what each lead reported and in which submission."""

from dataclasses import dataclass
from datetime import date, datetime

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.columns.day_numbers import day_of
from data_model.rules.figures.questions import open_question
from data_model.rules.figures.selection import Selection
from data_model.rules.figures.statuses import LeadExplanation, TaskStatus
from data_model.rules.plans.facts import Facts


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepted a submission, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TaskExplanation:
    """One task, the day that its dates are compared with, and what each of its leads reported."""

    task_status: TaskStatus
    day: date
    in_force_until: date | None
    """Its plan's last day, or the day before it was stopped; None where nothing ends it."""
    period_ended: bool
    """Whether a period in which it is to be reported has ended; of a yearly task, a period of its year."""
    leads: tuple[LeadExplanation, ...]


def explain_tasks(facts: Facts, *, cutoff: AsOf, selection: Selection = Selection()) -> list[TaskExplanation]:
    """In the order of the plans; with an agency selected, the tasks that it leads, by its own lines."""
    with open_question(facts, cutoff, selection) as question:
        rows = question.task_rows()
        leads, tasks = question.explain(rows), question.tasks(rows)
        days, ends = map(day_of, question.at.day[rows.at]), map(day_of, rows.last_day)
        return [
            TaskExplanation(task, day, end, bool(ended), tuple(own))
            for task, day, end, ended, own in zip(tasks, days, ends, rows.period_ended, leads, strict=True)
            if day is not None
        ]
