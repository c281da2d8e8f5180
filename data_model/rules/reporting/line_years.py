"""The year that a line of a yearly task belongs to, and which earlier lines a new one is held against (definitions §4).

Decided here for single lines; `figures/columns/submission_columns.py` computes the years of many at once.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from data_model.rules.plans.periods import Period


class HasClaim(Protocol):
    """A line with its report's period."""

    @property
    def period(self) -> Period: ...
    @property
    def percent(self) -> Decimal | None: ...
    @property
    def done_on(self) -> date | None: ...


Line = TypeVar("Line", bound=HasClaim)


def line_year(line: HasClaim) -> int:
    """Of a line that says done the earlier of its done-on date's and its period's year, else its period's."""
    if line.percent == 100 and line.done_on is not None:
        return min(line.done_on.year, line.period.year)
    return line.period.year


def says_last_years_day(line: HasClaim) -> bool:
    """Whether a line of a yearly task says that it was done in an earlier year than its period's."""
    return line_year(line) < line.period.year


def held_against(line: HasClaim, accepted: Iterable[Line], *, yearly: bool) -> Line | None:
    """Of accepted lines, in order, the last that gives a percentage up to this line's period; of a yearly task in its
    year, as a fall from one year to the next is none."""
    found = None
    for earlier in accepted:
        if earlier.percent is None or earlier.period > line.period:
            continue
        if not yearly or line_year(earlier) == line_year(line):
            found = earlier
    return found


def fell(line: HasClaim, before: HasClaim | None) -> bool:
    """Whether the percentage is lower than that of the line it is held against."""
    if before is None or before.percent is None or line.percent is None:
        return False
    return line.percent < before.percent


def moves_done_on(line: HasClaim, before: HasClaim | None) -> bool:
    """Whether both say done, and on different days."""
    if before is None or before.done_on is None or line.done_on is None:
        return False
    return line.percent == before.percent == 100 and line.done_on != before.done_on
