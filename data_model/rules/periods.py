"""Reporting periods: their codes, data windows, due and lock days, and which a regime asks for.

Windows `nd09` follow Decree 09/2019/NĐ-CP, article 12: a month is the 15th of the month before to
the 14th, and every longer period is made of such months. All days are days in Asia/Ho_Chi_Minh.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache, total_ordering

from data_model.values import TIME_ZONE, PeriodKind, WindowRule

YEARS = range(1900, 3000)
"""Years that a period or an instant may lie in; others are slips of the pen."""

_MONTHS_IN = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
_LAST_INDEX = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.YEAR: 1,
}
_CODE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<part>M(?:0[1-9]|1[0-2])|Q[1-4]|H[12]|9M))?")
_KIND_OF_LETTER = {"M": PeriodKind.MONTH, "Q": PeriodKind.QUARTER, "H": PeriodKind.HALF}


@total_ordering
@dataclass(frozen=True)
class Period:
    """One reporting period. Ordered by the month it ends in, then by width."""

    kind: PeriodKind
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.index <= _LAST_INDEX[self.kind]:
            raise ValueError(f"no {self.kind} number {self.index} in a year")
        if self.year not in YEARS:
            raise ValueError(f"no reports are kept for the year {self.year}")

    @classmethod
    def from_code(cls, code: str) -> "Period":
        """`2026-M06`, `2026-Q2`, `2026-H1`, `2026-9M` or `2026`; ValueError for anything else."""
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"not a period code: {code!r}")
        year, part = int(match["year"]), match["part"]
        if part is None:
            return cls(PeriodKind.YEAR, year)
        if part == "9M":
            return cls(PeriodKind.NINE_MONTHS, year)
        return cls(_KIND_OF_LETTER[part[0]], year, int(part[1:]))

    @property
    def code(self) -> str:
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
        return _MONTHS_IN[self.kind] * self.index

    @cached_property
    def end(self) -> int:
        """The year and the month that it ends in, as 202606: periods with one end are reported as one."""
        return self.year * 100 + self.last_month

    @property
    def sort_key(self) -> tuple[int, int]:
        return self.end, _MONTHS_IN[self.kind]

    def __lt__(self, other: "Period") -> bool:
        return self.sort_key < other.sort_key

    def window(self, rule: WindowRule) -> tuple[date, date]:
        """First and last day of the data window, both inside it."""
        first_month = self.last_month - _MONTHS_IN[self.kind] + 1
        if rule is WindowRule.CALENDAR:
            return date(self.year, first_month, 1), _first_of_next_month(self.year, self.last_month) - _DAY
        begins_in = date(self.year, first_month, 1) - _DAY
        return begins_in.replace(day=15), date(self.year, self.last_month, 14)


_DAY = timedelta(days=1)


def _first_of_next_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def reporting_year(day: date, rule: WindowRule) -> int:
    """The reporting year that a day belongs to: 15 December opens the next one under `nd09`."""
    if rule is WindowRule.ND09 and (day.month, day.day) >= (12, 15):
        return day.year + 1
    return day.year


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

    def periods_of_year(self, year: int) -> tuple[Period, ...]:
        """What is due in a reporting year, in order: "quý, 6 tháng, năm" gives Q1, H1, Q3, year."""
        return _periods_of_year(self.kinds, year, self.separate)

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
        return self.last_day(period) + timedelta(days=self.agency_due_days)

    def locks_on(self, period: Period) -> date:
        """The last day on which a late report is still taken."""
        return self.due_on(period) + timedelta(days=self.lock_after_days)

    def periods_ending(self, first: date, last: date) -> Iterator[Period]:
        """The periods whose window ends from `first` to `last`, in order."""
        for year in range(first.year, last.year + 1):
            for period in self.periods_of_year(year):
                if first <= self.last_day(period) <= last:
                    yield period


@lru_cache(maxsize=1_000)
def _periods_of_year(kinds: frozenset[PeriodKind], year: int, separate: bool) -> tuple[Period, ...]:
    """Asked for with every report that is looked at."""
    every = sorted(Period(kind, year, index) for kind in kinds for index in range(1, _LAST_INDEX[kind] + 1))
    if separate:
        return tuple(every)
    widest_by_end = {period.last_month: period for period in every}
    return tuple(widest_by_end.values())
