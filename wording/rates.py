"""A measure of a group as it is shown: its percentage, and beside it what it is made of."""

from dataclasses import dataclass
from fractions import Fraction

from data_model.rules.figures.measures import OF_PERCENTAGES, Figures, Measure, Ratio
from wording import formats
from wording.translation import _


@dataclass(frozen=True, slots=True)
class Rate:
    """`made_of` is n/N; of a progress, of how many tasks it is the mean; nothing where that would mislead."""

    percent: Fraction | None
    made_of: str = ""

    @property
    def words(self) -> str:
        """`66,7 % (2/3)`; "—" where there is nothing to divide by."""
        if self.percent is None or not self.made_of:
            return formats.percent(self.percent)
        return f"{formats.percent(self.percent)} ({self.made_of})"


NO_RATE = Rate(None)


def rate(figures: Figures, measure: Measure) -> Rate:
    return Rate(figures[measure].percent, _made_of(figures, measure))


def rate_and_coverage(figures: Figures, measure: Measure) -> Rate:
    """The same where a progress stands alone: beside it always how many of the tasks were reported on."""
    found = rate(figures, measure)
    if measure is not Measure.PROGRESS or found.percent is None:
        return found
    coverage = formats.percent(figures[Measure.COVERAGE].percent)
    words = _("{made_of}; reported on: {coverage}").format(made_of=found.made_of, coverage=coverage)
    return Rate(found.percent, words)


def n_of_d_words(ratio: Ratio) -> Rate:
    """Of a ratio whose n and N are counts."""
    return Rate(ratio.percent, formats.n_of_d(ratio))


def _made_of(figures: Figures, measure: Measure) -> str:
    """n/N of weights says nothing to a reader, unless each task weighs 1: then they are counts."""
    if measure is Measure.PROGRESS:
        return mean_of(figures.measured_count)
    if measure in (*OF_PERCENTAGES, Measure.COVERAGE) and not figures.has_even_weights:
        return ""
    if measure in OF_PERCENTAGES:
        return mean_of(int(figures[measure].d))
    return formats.n_of_d(figures[measure])


def mean_of(count: int) -> str:
    return _("mean of {count} tasks").format(count=formats.number(count))
