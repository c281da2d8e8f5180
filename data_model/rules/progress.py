"""How far one agency, or all leads together, have come with a task, read from their reported lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from data_model.rules.facts import LineFact
from data_model.rules.periods import Period, reporting_year
from data_model.values import Flag, LineStatus, TaskType, WindowRule

NOTHING = Fraction(0)


@lru_cache(maxsize=2_000)
def exact(number: Decimal) -> Fraction:
    """Few numbers are met, and each of them often."""
    return Fraction(number)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where a plan's tasks are looked at: the day, and the period that reports are looked for in."""

    day: date
    period: Period | None
    rule: WindowRule
    separate: bool = False
    """Reports that end on the same day are not one report (a regime can say so)."""

    def looks_for(self, period: Period) -> bool:
        """Whether a line of this period belongs to the report that is looked for."""
        if self.period is None or self.separate:
            return period == self.period
        return period.end == self.period.end


@dataclass(frozen=True, slots=True)
class Progress:
    """`percent` is carried forward from the last line that gave one; never reported is 0."""

    percent: Fraction = NOTHING
    minimum: Fraction = NOTHING
    done_on: date | None = None
    carried_out: bool = False
    reported: bool = False
    ever_reported: bool = False
    last_line: LineFact | None = field(default=None, compare=False)
    """Of one agency: the line that the percentage and the done-on date were read from."""
    period_line: LineFact | None = field(default=None, compare=False)
    """Of one agency: its line in this period."""

    @property
    def flag(self) -> Flag | None:
        if self.reported or self.done_on is not None:
            return None
        return Flag.STALE if self.ever_reported else Flag.NOT_REPORTED


NO_PROGRESS = Progress()


def progress_of(lines: Sequence[tuple[Period, LineFact]], type: TaskType, at: Standpoint) -> Progress:
    """One agency's progress; `lines` are those that count, oldest first (by period, then by submission)."""
    this_period = [line for period, line in lines if at.looks_for(period)]
    if type is TaskType.YEARLY:
        year = reporting_year(at.day, at.rule)
        lines = [(period, line) for period, line in lines if period.year == year]
    with_percent = [line for _, line in lines if line.percent is not None]
    last = with_percent[-1] if with_percent else None
    percent = exact(last.percent) if last is not None and last.percent is not None else NOTHING
    return Progress(
        percent=percent,
        minimum=percent,
        done_on=_done_on(last, at.day),
        carried_out=bool(this_period) and this_period[-1].status is LineStatus.CARRIED_OUT,
        reported=bool(this_period),
        ever_reported=bool(lines),
        last_line=last,
        period_line=this_period[-1] if this_period else None,
    )


def _done_on(line: LineFact | None, day: date) -> date | None:
    if line is None or line.percent != 100 or line.done_on is None or line.done_on > day:
        return None
    return line.done_on


def together(parts: Sequence[Progress]) -> Progress:
    """Several leads as one: done, carried out or reported when all are; the percentage is their mean."""
    if not parts:
        return NO_PROGRESS
    done_dates = [part.done_on for part in parts if part.done_on is not None]
    return Progress(
        percent=sum((part.percent for part in parts), NOTHING) / len(parts),
        minimum=min(part.minimum for part in parts),
        done_on=max(done_dates) if len(done_dates) == len(parts) else None,
        carried_out=all(part.carried_out for part in parts),
        reported=all(part.reported or part.done_on is not None for part in parts),
        ever_reported=any(part.ever_reported for part in parts),
    )
