"""Every formula of `docs/definitions.md` §3 and §4, each once. A measure is carried as n and d."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import median
from typing import Any

from data_model.rules.standings import ReportStanding, TaskStanding
from data_model.values import TaskState


class Measure(StrEnum):
    DUE_COMPLETION = "due_completion"
    ON_TIME_COMPLETION = "on_time_completion"
    OVERALL_COMPLETION = "overall_completion"
    OVERDUE_RATE = "overdue_rate"
    CONTINUING_RATE = "continuing_rate"
    PROGRESS = "progress"
    COVERAGE = "coverage"
    PROGRESS_REPORTED = "progress_reported"
    COMPLETENESS = "completeness"
    TIMELINESS = "timeliness"
    TIMELINESS_EXTENDED = "timeliness_extended"
    ACCEPTED_RATE = "accepted_rate"
    RETURNED_RATE = "returned_rate"


@dataclass(frozen=True, slots=True)
class Ratio:
    """n of d. `whole` is what n is when all of d is reached for each one of d (100 where n sums percentages)."""

    n: Fraction
    d: Fraction
    whole: int = 1

    @property
    def value(self) -> Fraction | None:
        """0 to 1; None, shown as "—", where there is nothing to divide by."""
        return self.n / (self.d * self.whole) if self.d else None

    @property
    def percent(self) -> Fraction | None:
        return None if self.value is None else self.value * 100


@dataclass(frozen=True, slots=True)
class DaysLate:
    """Over reports that came late or are still missing after the due day; None where there are none."""

    median: float | None
    max: int | None


@dataclass(frozen=True)
class Figures:
    """What is known of one group of tasks and of the reports about them."""

    states: dict[TaskState, int]
    measures: dict[Measure, Ratio]
    days_late: DaysLate
    waived: int = 0
    """Reports that were not expected because of a waiver; in no measure."""

    def __getitem__(self, measure: Measure) -> Ratio:
        return self.measures[measure]

    @property
    def task_count(self) -> int:
        return sum(self.states.values())


def median_of(several: Iterable[Figures], measure: Measure) -> Fraction | None:
    """The median percentage over those that have one."""
    percents = [one[measure].percent for one in several]
    return median(known) if (known := [percent for percent in percents if percent is not None]) else None


Parts = tuple[Callable[[Any], Fraction | int], Callable[[Any], Fraction | int]]
"""What a row adds to n, and to d."""


def figures(tasks: Sequence[TaskStanding], reports: Sequence[ReportStanding]) -> Figures:
    states = Counter(task.state for task in tasks)
    expected = [report for report in reports if not report.waived]
    return Figures(
        states={state: states[state] for state in TaskState},
        measures={measure: _sum(measure, parts, tasks) for measure, parts in TASK_PARTS.items()}
        | {measure: _sum(measure, parts, expected) for measure, parts in REPORT_PARTS.items()},
        days_late=_days_late(expected),
        waived=len(reports) - len(expected),
    )


def _sum(measure: Measure, parts: Parts, rows: Iterable[Any]) -> Ratio:
    of_n, of_d = parts
    n = sum((of_n(row) for row in rows), 0)
    d = sum((of_d(row) for row in rows), 0)
    return Ratio(Fraction(n), Fraction(d), whole=100 if measure in OF_PERCENTAGES else 1)


def part(row: TaskStanding | ReportStanding, measure: Measure) -> tuple[Fraction, Fraction]:
    """What one row adds to the n and to the d of a measure."""
    of_n, of_d = {**TASK_PARTS, **REPORT_PARTS}[measure]
    return Fraction(of_n(row)), Fraction(of_d(row))


def _is_done(task: TaskStanding) -> bool:
    return task.state in (TaskState.DONE_ON_TIME, TaskState.DONE_LATE)


def _is_overdue(task: TaskStanding) -> bool:
    return task.state is TaskState.OVERDUE


def _is_due(task: TaskStanding) -> bool:
    return _is_done(task) or _is_overdue(task)


def _is_ending(task: TaskStanding) -> bool:
    return task.state not in (TaskState.CONTINUING, TaskState.VOID)


def _is_continuing(task: TaskStanding) -> bool:
    return task.state is TaskState.CONTINUING


def _measured_weight(task: TaskStanding) -> Fraction | int:
    return task.weight if task.is_measured else 0


def _covered_weight(task: TaskStanding) -> Fraction | int:
    return task.weight if task.is_measured and task.is_covered else 0


TASK_PARTS: Mapping[Measure, Parts] = {
    Measure.DUE_COMPLETION: (_is_done, _is_due),
    Measure.ON_TIME_COMPLETION: (lambda task: task.state is TaskState.DONE_ON_TIME, _is_due),
    Measure.OVERALL_COMPLETION: (_is_done, _is_ending),
    Measure.OVERDUE_RATE: (_is_overdue, _is_due),
    Measure.CONTINUING_RATE: (lambda task: _is_continuing(task) and task.progress.carried_out, _is_continuing),
    Measure.PROGRESS: (lambda task: _measured_weight(task) * task.progress.percent, _measured_weight),
    Measure.COVERAGE: (_covered_weight, _measured_weight),
    Measure.PROGRESS_REPORTED: (lambda task: _covered_weight(task) * task.progress.percent, _covered_weight),
}
"""What each task adds to n, and to d."""
REPORT_PARTS: Mapping[Measure, Parts] = {
    Measure.COMPLETENESS: (lambda report: report.is_submitted, lambda _report: 1),
    Measure.TIMELINESS: (lambda report: report.is_on_time, lambda _report: 1),
    Measure.TIMELINESS_EXTENDED: (lambda report: report.is_on_time_extended, lambda _report: 1),
    Measure.ACCEPTED_RATE: (lambda report: report.accepted, lambda _report: 1),
    Measure.RETURNED_RATE: (lambda report: report.returned_once, lambda report: report.is_submitted),
}
"""What each expected report adds to n, and to d."""
OF_PERCENTAGES = frozenset({Measure.PROGRESS, Measure.PROGRESS_REPORTED})


def _days_late(reports: Iterable[ReportStanding]) -> DaysLate:
    late = [report.days_late for report in reports if report.days_late]
    return DaysLate(median=median(late) if late else None, max=max(late, default=None))
