"""The rows behind a figure, down to what each lead reported and in which submission."""

from dataclasses import dataclass
from datetime import date, datetime

from data_model.rules.figures.columns.day_numbers import day_of
from data_model.rules.figures.questions import Choice, asked
from data_model.rules.figures.statuses import LeadEvidence, Lens, TaskStanding
from data_model.rules.plans.facts import Facts


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepted a submission, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TaskEvidence:
    """One task as it counts, the day its dates are held against, and what each of its leads reported."""

    standing: TaskStanding
    day: date
    in_force_until: date | None
    """Its plan's last day, or the day before it was stopped; None where nothing ends it."""
    period_ended: bool
    """Whether a period has ended in which it was to be reported, of a yearly task one of its year."""
    leads: tuple[LeadEvidence, ...]


def task_evidence(facts: Facts, *, lens: Lens, choice: Choice = Choice()) -> list[TaskEvidence]:
    """In the order of the plans; with an agency chosen, of the tasks it leads by its own lines."""
    with asked(facts, lens, choice) as question:
        rows = question.task_rows()
        leads, tasks = question.evidence(rows), question.tasks(rows)
        days, ends = map(day_of, question.at.day[rows.at]), map(day_of, rows.last_day)
        return [
            TaskEvidence(task, day, end, bool(ended), tuple(own))
            for task, day, end, ended, own in zip(tasks, days, ends, rows.period_ended, leads, strict=True)
            if day is not None
        ]
