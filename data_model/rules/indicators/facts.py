"""Indicators of plans and their reported values, as figures are computed from them."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from data_model.rules.plans.periods import Period
from data_model.values import AddsUp


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


@dataclass(frozen=True)
class SentNumbers:
    """The indicators of some plans and every version of their values, each with its submission (id in the store), in the
    order of sending."""

    indicators: tuple[IndicatorFact, ...] = ()
    lines: tuple[tuple[int, IndicatorLine], ...] = ()

    def counted(self, submissions: Container[int]) -> list[IndicatorLine]:
        """Of the values of these submissions, the one sent last for each agency, indicator and report."""
        return last_of_each(line for submission, line in self.lines if submission in submissions)


def last_of_each(lines: Iterable[IndicatorLine]) -> list[IndicatorLine]:
    """The one sent last for each agency, indicator and report."""
    return list({(line.indicator, line.agency, line.period): line for line in lines}.values())
