"""Indicators of plans and their reported values, as figures are computed from them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from data_model.rules.figures.as_of import AsOf
from data_model.rules.plans.periods import Period
from data_model.values import AddsUp, SubmissionStatus


@dataclass(frozen=True, slots=True, order=True)
class IndicatorKey:
    """What makes indicators of several plans one: the same name, in the same unit, adding up in the same way."""

    name: str
    unit: str
    adds_up: AddsUp


@dataclass(frozen=True, slots=True)
class IndicatorTargetFact:
    """A target of a year as it was entered; None took it back."""

    year: int
    target: Decimal | None
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """An indicator of one plan. `reporters` are agency codes; None is every agency that reports on the plan."""

    code: str
    plan: str
    name: str
    unit: str
    adds_up: AddsUp
    decimals: int = 0
    reporters: frozenset[str] | None = None
    targets: tuple[IndicatorTargetFact, ...] = ()
    """Every version, in the order in which they were entered."""

    @property
    def key(self) -> IndicatorKey:
        return IndicatorKey(self.name, self.unit, self.adds_up)

    def target_of(self, year: int, *, as_of: datetime) -> Decimal | None:
        """The whole plan's target of a year, as known at an instant; None where none was set."""
        known = [target.target for target in self.targets if target.year == year and target.entered_at <= as_of]
        return known[-1] if known else None

    def is_asked_of(self, agency: str) -> bool:
        return self.reporters is None or agency in self.reporters


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """The value of an indicator that counts for one agency and the plan's report of one period."""

    indicator: str
    plan: str
    agency: str
    period: Period
    value: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """What became of a submission: its status as first known at `recorded_at`, and each later decision, in order."""

    recorded_at: datetime
    first_status: SubmissionStatus
    decisions: tuple[tuple[datetime, SubmissionStatus], ...] = ()

    @property
    def status(self) -> SubmissionStatus:
        """Today's."""
        return self.decisions[-1][1] if self.decisions else self.first_status

    def counts_at(self, as_of: datetime, *, unreviewed: bool) -> bool:
        """Whether its values count: as those of lines, once accepted; with `unreviewed` also while it waits."""
        if self.recorded_at > as_of:
            return False
        decided = [status for at, status in self.decisions if at <= as_of]
        status = decided[-1] if decided else self.first_status
        return status is SubmissionStatus.ACCEPTED or (unreviewed and status is SubmissionStatus.SUBMITTED)


@dataclass(frozen=True, slots=True)
class SentLine:
    """A value as it was sent, with what became of its submission."""

    line: IndicatorLine
    moves: Moves


@dataclass(frozen=True)
class SentNumbers:
    """The indicators of some plans and every version of their values, in the order of sending."""

    indicators: tuple[IndicatorFact, ...] = ()
    lines: tuple[SentLine, ...] = ()

    def counted(self, cutoff: AsOf) -> list[IndicatorLine]:
        """The values that count at the cutoff: for each agency, indicator and report that of the submission sent last."""
        return last_of_each(self.lines, lambda moves: moves.counts_at(cutoff.as_of, unreviewed=cutoff.unreviewed))


def last_of_each(lines: Iterable[SentLine], counts: Callable[[Moves], bool]) -> list[IndicatorLine]:
    """Of the lines whose submission counts, the one sent last for each agency, indicator and report."""
    last: dict[tuple[str, str, Period], IndicatorLine] = {}
    for sent in lines:
        if counts(sent.moves):
            last[sent.line.indicator, sent.line.agency, sent.line.period] = sent.line
    return list(last.values())
