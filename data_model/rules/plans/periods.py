"""Reporting periods: their codes, data windows, due and lock days, and which a regime asks for.

Windows `nd09` follow Decree 09/2019/NĐ-CP, article 12: a month is the 15th of the month before to
the 14th, and every longer period is made of such months. All days are days in Asia/Ho_Chi_Minh.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache, total_ordering

from data_model.rules.plans.holidays import NO_HOLIDAYS, Holidays
from data_model.values import TIME_ZONE, PeriodKind, WindowRule

YEARS = range(1900, 3000)
"""Years that a period or an instant may lie in; others are typing errors."""

_MONTHS_IN = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
    PeriodKind.OWN: 0,
}
_LAST_INDEX = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.YEAR: 1,
}
_OWN_CODE = re.compile(r"R(?P<first>[0-9]{8})-(?P<last>[0-9]{8})(?:-(?P<index>[1-9][0-9]?))?")
_CODE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<part>M(?:0[1-9]|1[0-2])|Q[1-4]|H[12]|9M))?")
_KIND_OF_LETTER = {"M": PeriodKind.MONTH, "Q": PeriodKind.QUARTER, "H": PeriodKind.HALF}


@total_ordering
@dataclass(frozen=True)
class Period:
    """One reporting period. Ordered by the month it ends in, then by width.

    A round of its own (kind `OWN`) has its window in its code: `R20260901-20260915`, a second one of the same days
    `R20260901-20260915-2`. `own` is that window, first and last day; `year` is the year of its last day.
    """

    kind: PeriodKind
    year: int
    index: int = 1
    own: tuple[date, date] | None = None

    def __post_init__(self) -> None:
        if self.own is None and not 1 <= self.index <= _LAST_INDEX[self.kind]:
            raise ValueError(f"no {self.kind} number {self.index} in a year")
        if self.year not in YEARS:
            raise ValueError(f"no reports are kept for the year {self.year}")

    @classmethod
    def from_code(cls, code: str) -> "Period":
        """`2026-M06`, `2026-Q2`, `2026-H1`, `2026-9M`, `2026`, or that of a round of its own; ValueError for anything
        else."""
        if own := _OWN_CODE.fullmatch(code):
            return cls.of_its_own(_day(own["first"]), _day(own["last"]), index=int(own["index"] or 1))
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"not a period code: {code!r}")
        year, part = int(match["year"]), match["part"]
        if part is None:
            return cls(PeriodKind.YEAR, year)
        if part == "9M":
            return cls(PeriodKind.NINE_MONTHS, year)
        return cls(_KIND_OF_LETTER[part[0]], year, int(part[1:]))

    @classmethod
    def of_its_own(cls, first: date, last: date, *, index: int = 1) -> "Period":
        """ValueError where the last day is before the first."""
        if last < first:
            raise ValueError(f"a round can't end before it begins: {first} {last}")
        return cls(PeriodKind.OWN, last.year, index, (first, last))

    @property
    def code(self) -> str:
        if self.own is not None:
            number = f"-{self.index}" if self.index > 1 else ""
            return f"R{self.own[0]:%Y%m%d}-{self.own[1]:%Y%m%d}{number}"
        part = {
            PeriodKind.MONTH: f"-M{self.index:02d}",
            PeriodKind.QUARTER: f"-Q{self.index}",
            PeriodKind.HALF: f"-H{self.index}",
            PeriodKind.NINE_MONTHS: "-9M",
            PeriodKind.YEAR: "",
        }
        return f"{self.year:04d}{part[self.kind]}"

    @property
    def last_month(self) -> int:
        if self.own is not None:
            return self.own[1].month
        return _MONTHS_IN[self.kind] * self.index

    @cached_property
    def end(self) -> int:
        """The year and the month that it ends in, as 202606: periods with one end are reported as one."""
        return self.year * 100 + self.last_month

    @property
    def window_end(self) -> date:
        """The last day of its calendar window, on which its window has ended under either rule."""
        return self.window(WindowRule.CALENDAR)[1]

    @property
    def sort_key(self) -> tuple[int, int]:
        return self.end, _MONTHS_IN[self.kind]

    def __lt__(self, other: "Period") -> bool:
        return self.sort_key < other.sort_key

    def window(self, rule: WindowRule) -> tuple[date, date]:
        """First and last day of the data window, both included."""
        if self.own is not None:
            return self.own
        first_month = self.last_month - _MONTHS_IN[self.kind] + 1
        if rule is WindowRule.CALENDAR:
            return date(self.year, first_month, 1), _first_of_next_month(self.year, self.last_month) - _DAY
        begins_in = date(self.year, first_month, 1) - _DAY
        return begins_in.replace(day=15), date(self.year, self.last_month, 14)


_DAY = timedelta(days=1)


def _day(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _first_of_next_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def end_of(day: date) -> datetime:
    """The last instant of a day; a report sent then is still on time."""
    return datetime.combine(day, time.max, tzinfo=TIME_ZONE)


def local_day(at: datetime) -> date:
    return at.astimezone(TIME_ZONE).date()


@dataclass(frozen=True)
class Calendar:
    """When one regime asks for reports: which kinds, which windows, how many days to send them."""

    kinds: frozenset[PeriodKind]
    window: WindowRule
    agency_due_days: int
    lock_after_days: int = 30
    separate: bool = False
    """Reports that end on the same day stay apart instead of being one under the widest kind."""
    first_period: Period | None = None
    """Nothing before it is asked for."""
    to_working_day: bool = False
    """A due day on a day off moves to the next working day."""
    holidays: Holidays = NO_HOLIDAYS

    def periods_of_year(self, year: int) -> tuple[Period, ...]:
        """What is due in a reporting year, in order: "quý, 6 tháng, năm" gives Q1, H1, Q3, year."""
        return _periods_of_year(self.kinds, year, self.separate, self.first_period)

    def report_for(self, period: Period) -> Period | None:
        """The report in which a period is sent: itself, the wider one ending the same day, or none."""
        return next(
            (
                asked
                for asked in self.periods_of_year(period.year)
                if asked.last_month == period.last_month and (not self.separate or asked == period)
            ),
            None,
        )

    def last_day(self, period: Period) -> date:
        return period.window(self.window)[1]

    def due_on(self, period: Period) -> date:
        day = self.last_day(period) + timedelta(days=self.agency_due_days)
        return self.holidays.working_day_from(day) if self.to_working_day else day

    def periods_ending(self, first: date, last: date) -> Iterator[Period]:
        """The periods whose window ends from `first` to `last`, in order."""
        for year in range(first.year, last.year + 1):
            for period in self.periods_of_year(year):
                if first <= self.last_day(period) <= last:
                    yield period


@lru_cache(maxsize=1_000)
def _periods_of_year(
    kinds: frozenset[PeriodKind], year: int, separate: bool, first: Period | None
) -> tuple[Period, ...]:
    """Cached, because it is called for every report."""
    every = sorted(Period(kind, year, index) for kind in kinds for index in range(1, _LAST_INDEX[kind] + 1))
    asked = [period for period in every if first is None or period.end >= first.end]
    if separate:
        return tuple(asked)
    widest_by_end = {period.last_month: period for period in asked}
    return tuple(widest_by_end.values())
