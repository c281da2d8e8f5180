"""A measure of a group as it is shown: its percentage and n/N."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from data_model.rules.figures.measures import OF_PERCENTAGES, Figures, Measure, Ratio
from wording import formats
from wording.translation import _


@dataclass(frozen=True, slots=True)
class Rate:
    """`made_of` is n/N in words, of progress the number of tasks that it is the mean of; empty where n/N would mislead.
    `counts` has n and N where both are counts."""

    percent: Fraction | None
    made_of: str = ""
    counts: Ratio | None = None

    @property
    def words(self) -> str:
        """`66,7 % (2/3)`; "—" for a zero denominator."""
        if self.percent is None or not self.made_of:
            return formats.percent(self.percent)
        return f"{formats.percent(self.percent)} ({self.made_of})"


NO_RATE = Rate(None)


@dataclass(frozen=True, slots=True)
class Change:
    """By how many percentage points something rose or fell; None where the two are not to be compared."""

    points: Fraction | None

    @property
    def words(self) -> str:
        """`+17,8`; its unit stands in the head of its column."""
        return formats.NO_VALUE if self.points is None else formats.signed(self.points)


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact amount of an indicator; None is "nothing reported", which is not 0."""

    value: Decimal | None

    @property
    def words(self) -> str:
        return formats.amount(self.value)


def rate(figures: Figures, measure: Measure) -> Rate:
    words = _made_of(figures, measure)
    counts = figures[measure] if words and measure not in OF_PERCENTAGES else None
    return Rate(figures[measure].percent, words, counts)


def rate_and_coverage(figures: Figures, measure: Measure) -> Rate:
    """The same, and progress with its coverage, for places where it is shown alone."""
    shown = rate(figures, measure)
    if measure is not Measure.PROGRESS or shown.percent is None:
        return shown
    coverage = formats.percent(figures[Measure.COVERAGE].percent)
    words = _("{made_of}; reported on: {coverage}").format(made_of=shown.made_of, coverage=coverage)
    return Rate(shown.percent, words)


def reported(percent: Decimal | None) -> Rate:
    """The percentage of a line as it was reported."""
    return Rate(None if percent is None else Fraction(percent))


def n_of_d_words(ratio: Ratio) -> Rate:
    """A ratio whose n and N are counts, as a rate."""
    return Rate(ratio.percent, formats.n_of_d(ratio), ratio)


def _made_of(figures: Figures, measure: Measure) -> str:
    """n/N of weights is only shown if each task weighs 1, so that they are counts."""
    if measure is Measure.PROGRESS:
        return mean_of(figures.measured_count)
    if measure in (*OF_PERCENTAGES, Measure.COVERAGE) and not figures.has_even_weights:
        return ""
    if measure in OF_PERCENTAGES:
        return mean_of(int(figures[measure].d))
    return formats.n_of_d(figures[measure])


def mean_of(count: int) -> str:
    return _("mean of {count} tasks").format(count=formats.number(count))
