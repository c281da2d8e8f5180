"""What every figure is made of: counts and weights over tasks and over expected reports. Sums of parts add up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from fractions import Fraction
from operator import add, attrgetter, sub
from typing import Any, TypeVar

from data_model.rules.standings import ReportStanding, TaskStanding
from data_model.values import TaskState

Number = Fraction | int


@dataclass(slots=True)
class Sums:
    """As things stood on one day; only how late a report is that has not come is left to who looks when."""

    weight: Number = 0
    """Σ w of the tasks whose percentage counts."""
    weighted: Number = 0
    """Σ w·p of the same."""
    covered_weight: Number = 0
    covered_weighted: Number = 0
    """The two over those among them that are covered."""
    done_on_time: int = 0
    done_late: int = 0
    in_progress: int = 0
    overdue: int = 0
    no_deadline: int = 0
    continuing: int = 0
    void: int = 0
    carried_out: int = 0
    """Of the continuing tasks."""
    expected: int = 0
    submitted: int = 0
    on_time: int = 0
    on_time_extended: int = 0
    accepted: int = 0
    returned: int = 0
    waived: int = 0
    """Not expected because of a waiver; in no other count."""
    late: dict[int, int] = field(default_factory=dict)
    """Reports that came late, by days."""
    missing: dict[date, int] = field(default_factory=dict)
    """Reports that have not come, by due day: how late they are depends on who asks when."""

    def __bool__(self) -> bool:
        """Whether there is a task or a report at all."""
        return bool(self.tasks or self.expected or self.waived)

    def __add__(self, other: "Sums") -> "Sums":
        return self._with(other, add)

    def __sub__(self, other: "Sums") -> "Sums":
        return self._with(other, sub)

    def _with(self, other: "Sums", done: Callable[[Any, Any], Any]) -> "Sums":
        found = Sums(*map(done, _counts_of(self), _counts_of(other)))
        found.late = _each(self.late, other.late, done)
        found.missing = _each(self.missing, other.missing, done)
        return found

    @property
    def states(self) -> dict[TaskState, int]:
        return {state: getattr(self, state.value) for state in TaskState}

    @property
    def tasks(self) -> int:
        return (
            self.done_on_time
            + self.done_late
            + self.in_progress
            + self.overdue
            + self.no_deadline
            + self.continuing
            + self.void
        )

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late

    @property
    def due(self) -> int:
        """Those that are done and those that should be."""
        return self.done + self.overdue

    @property
    def ending(self) -> int:
        """Those that end some day."""
        return self.tasks - self.continuing - self.void


COUNTS = tuple(one.name for one in fields(Sums) if one.name not in ("late", "missing"))
_counts_of = attrgetter(*COUNTS)
Key = TypeVar("Key")


def _each(ours: Mapping[Key, int], others: Mapping[Key, int], done: Callable[[Any, Any], Any]) -> dict[Key, int]:
    counts = {key: done(ours.get(key, 0), others.get(key, 0)) for key in {**ours, **others}}
    return {key: count for key, count in counts.items() if count}


def sums_of(tasks: Iterable[TaskStanding] = (), reports: Iterable[ReportStanding] = ()) -> Sums:
    """Of these tasks, and of these reports, waived ones among them."""
    found = Sums()
    for task in tasks:
        _count_task(found, task)
    for report in reports:
        _count_report(found, report)
    return found


def _count_task(found: Sums, task: TaskStanding) -> None:
    setattr(found, task.state.value, getattr(found, task.state.value) + 1)
    found.carried_out += task.state is TaskState.CONTINUING and task.progress.carried_out
    if task.is_measured:
        weight = task.weight
        weighted = weight * task.progress.percent
        found.weight += weight
        found.weighted += weighted
        if task.is_covered:
            found.covered_weight += weight
            found.covered_weighted += weighted


def _count_report(found: Sums, report: ReportStanding) -> None:
    if report.waived:
        found.waived += 1
        return
    found.expected += 1
    found.submitted += report.is_submitted
    found.on_time += report.is_on_time
    found.on_time_extended += report.is_on_time_extended
    found.accepted += report.accepted
    found.returned += report.returned_once
    if not report.is_submitted:
        found.missing[report.due_on] = found.missing.get(report.due_on, 0) + 1
    elif report.days_late:
        found.late[report.days_late] = found.late.get(report.days_late, 0) + 1
