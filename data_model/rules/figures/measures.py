"""Every formula of `docs/definitions.md` §3 and §4, each once, as n ÷ d; divided only when shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import median

from data_model.rules.figures.sums import Sums, Term
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
    """n of d. `whole` is the n of one unit of d at 100 %: 100 where n sums percentages, else 1."""

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

    median: float | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one group of tasks and of the reports about them."""

    sums: Sums
    days_late: DaysLate = DaysLate()

    def __getitem__(self, measure: Measure) -> Ratio:
        of_n, of_d = FORMULAS[measure]
        return Ratio(
            Fraction(of_n(self.sums)), Fraction(of_d(self.sums)), whole=100 if measure in OF_PERCENTAGES else 1
        )

    @property
    def measures(self) -> dict[Measure, Ratio]:
        return {measure: self[measure] for measure in Measure}

    @property
    def states(self) -> dict[TaskState, int]:
        return self.sums.states

    @property
    def task_count(self) -> int:
        return int(self.sums.tasks)

    @property
    def measured_count(self) -> int:
        """Over how many tasks the progress is a mean."""
        return int(self.sums.measured)

    @property
    def has_even_weights(self) -> bool:
        """Whether every measured task weighs 1, so that a share of weights is a share of tasks."""
        return self.sums.uneven == 0

    @property
    def early(self) -> int:
        """Tasks done on time with a due date after the day; in no rate of due tasks."""
        return int(self.sums.early)

    @property
    def unassigned(self) -> int:
        """Tasks in force that nobody leads on the day."""
        return int(self.sums.unassigned)

    @property
    def nothing_to_report(self) -> int:
        """How many of the submitted reports say that nothing arose."""
        return int(self.sums.nothing_to_report)

    @property
    def waived(self) -> int:
        """Reports that were not expected because of a waiver; in no measure."""
        return int(self.sums.waived)


def median_of(several: Iterable[Figures], measure: Measure) -> Fraction | None:
    """The median percentage over those that have one."""
    percents = [figures[measure].percent for figures in several]
    return median(values) if (values := [percent for percent in percents if percent is not None]) else None


def part(sums: Sums, measure: Measure) -> tuple[Fraction, Fraction]:
    """(n, d) that the sums of one row contribute to a measure."""
    of_n, of_d = FORMULAS[measure]
    return Fraction(of_n(sums)), Fraction(of_d(sums))


FORMULAS: Mapping[Measure, tuple[Term, Term]] = {
    Measure.DUE_COMPLETION: (lambda sums: sums.done_due, lambda sums: sums.due),
    Measure.ON_TIME_COMPLETION: (lambda sums: sums.on_time_due, lambda sums: sums.due),
    Measure.OVERALL_COMPLETION: (lambda sums: sums.done, lambda sums: sums.measured),
    Measure.OVERDUE_RATE: (lambda sums: sums.overdue, lambda sums: sums.due),
    Measure.CONTINUING_RATE: (
        lambda sums: sums.continuing_carried_out,
        lambda sums: sums.continuing_judged,
    ),
    Measure.PROGRESS: (lambda sums: sums.weighted, lambda sums: sums.weight),
    Measure.COVERAGE: (lambda sums: sums.covered_weight, lambda sums: sums.asked_weight),
    Measure.PROGRESS_REPORTED: (lambda sums: sums.covered_weighted, lambda sums: sums.covered_weight),
    Measure.COMPLETENESS: (lambda sums: sums.submitted, lambda sums: sums.expected),
    Measure.TIMELINESS: (lambda sums: sums.on_time, lambda sums: sums.expected),
    Measure.TIMELINESS_EXTENDED: (lambda sums: sums.on_time_extended, lambda sums: sums.expected),
    Measure.ACCEPTED_RATE: (lambda sums: sums.accepted, lambda sums: sums.expected),
    Measure.RETURNED_RATE: (lambda sums: sums.returned, lambda sums: sums.submitted),
}
"""n and d."""
OF_PERCENTAGES = frozenset({Measure.PROGRESS, Measure.PROGRESS_REPORTED})
ABOUT_REPORTS = frozenset(
    {
        Measure.COMPLETENESS,
        Measure.TIMELINESS,
        Measure.TIMELINESS_EXTENDED,
        Measure.ACCEPTED_RATE,
        Measure.RETURNED_RATE,
    }
)
"""The others are about tasks."""
