"""Every formula of `docs/definitions.md` §3 and §4, each once. A measure is carried as n and d."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import median

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

    def __getitem__(self, measure: Measure) -> Ratio:
        return self.measures[measure]

    @property
    def task_count(self) -> int:
        return sum(self.states.values())


def median_of(several: Iterable[Figures], measure: Measure) -> Fraction | None:
    """The median percentage over those that have one."""
    percents = [one[measure].percent for one in several]
    return median(known) if (known := [percent for percent in percents if percent is not None]) else None


def figures(tasks: Sequence[TaskStanding], reports: Sequence[ReportStanding]) -> Figures:
    states = Counter(task.state for task in tasks)
    return Figures(
        states={state: states[state] for state in TaskState},
        measures=_task_measures(states, tasks) | _progress_measures(tasks) | _report_measures(reports),
        days_late=_days_late(reports),
    )


def _ratio(n: int, d: int) -> Ratio:
    return Ratio(Fraction(n), Fraction(d))


def _task_measures(states: Counter[TaskState], tasks: Iterable[TaskStanding]) -> dict[Measure, Ratio]:
    done = states[TaskState.DONE_ON_TIME] + states[TaskState.DONE_LATE]
    due = done + states[TaskState.OVERDUE]
    ending = states.total() - states[TaskState.CONTINUING] - states[TaskState.VOID]
    continuing = [task for task in tasks if task.state is TaskState.CONTINUING]
    return {
        Measure.DUE_COMPLETION: _ratio(done, due),
        Measure.ON_TIME_COMPLETION: _ratio(states[TaskState.DONE_ON_TIME], due),
        Measure.OVERALL_COMPLETION: _ratio(done, ending),
        Measure.OVERDUE_RATE: _ratio(states[TaskState.OVERDUE], due),
        Measure.CONTINUING_RATE: _ratio(sum(task.progress.carried_out for task in continuing), len(continuing)),
    }


def _progress_measures(tasks: Iterable[TaskStanding]) -> dict[Measure, Ratio]:
    measured = [task for task in tasks if task.is_measured]
    covered = [task for task in measured if task.is_covered]
    return {
        Measure.PROGRESS: _weighted_progress(measured),
        Measure.COVERAGE: Ratio(_weight(covered), _weight(measured)),
        Measure.PROGRESS_REPORTED: _weighted_progress(covered),
    }


def _weight(tasks: Iterable[TaskStanding]) -> Fraction:
    return sum((task.weight for task in tasks), Fraction(0))


def _weighted_progress(tasks: Sequence[TaskStanding]) -> Ratio:
    reached = sum((task.weight * task.progress.percent for task in tasks), Fraction(0))
    return Ratio(reached, _weight(tasks), whole=100)


def _report_measures(reports: Sequence[ReportStanding]) -> dict[Measure, Ratio]:
    expected = len(reports)
    submitted = sum(report.is_submitted for report in reports)
    return {
        Measure.COMPLETENESS: _ratio(submitted, expected),
        Measure.TIMELINESS: _ratio(sum(report.is_on_time for report in reports), expected),
        Measure.TIMELINESS_EXTENDED: _ratio(sum(report.is_on_time_extended for report in reports), expected),
        Measure.ACCEPTED_RATE: _ratio(sum(report.accepted for report in reports), expected),
        Measure.RETURNED_RATE: _ratio(sum(report.returned_once for report in reports), submitted),
    }


def _days_late(reports: Iterable[ReportStanding]) -> DaysLate:
    late = [report.days_late for report in reports if report.days_late]
    return DaysLate(median=median(late) if late else None, max=max(late, default=None))
