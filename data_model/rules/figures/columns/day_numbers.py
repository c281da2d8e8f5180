"""Days and instants as whole numbers, so that a column of them is compared in one step.

A day is counted from 1/1/1970 in Asia/Ho_Chi_Minh (int32), an instant in microseconds of UTC (int64).
"""

from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from data_model.rules.plans.periods import end_of, local_day

Days = NDArray[np.int32]
Instants = NDArray[np.int64]
Places = NDArray[np.int64]
"""Indices into another column (a foreign key); -1 is none."""
Links = NDArray[np.int32]
"""Places in half the bytes, for the long columns."""
Mask = NDArray[np.bool_]

NO_DAY = int(np.iinfo(np.int32).min)
"""In a column of days: none. Before every day, so that it is never after one."""
OPEN_FROM, OPEN_TO = NO_DAY + 1, int(np.iinfo(np.int32).max)
"""First and last day of what has no start or no end."""
ALWAYS, NEVER = int(np.iinfo(np.int64).min), int(np.iinfo(np.int64).max)
"""As an instant: before and after all others."""

_EPOCH = date(1970, 1, 1).toordinal()
_EPOCH_AT = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def day_number(day: date | None, *, none: int = NO_DAY) -> int:
    return none if day is None else day.toordinal() - _EPOCH


def day_of(number: int) -> date | None:
    return None if number in (NO_DAY, OPEN_FROM, OPEN_TO) else date.fromordinal(int(number) + _EPOCH)


def instant_number(at: datetime | None, *, none: int = NEVER) -> int:
    return none if at is None else (at - _EPOCH_AT) // _MICROSECOND


def instant_of(number: int) -> datetime:
    return _EPOCH_AT + timedelta(microseconds=int(number))


def last_ended_day(as_of: datetime) -> int:
    """The last day that was over by the instant; a day is over from its last instant on."""
    day = local_day(as_of)
    return day_number(day) - (as_of < end_of(day))


def local_days(instants: Instants) -> Days:
    """The days in Asia/Ho_Chi_Minh, which is seven hours ahead of UTC all year round since 1975."""
    return ((instants // 1_000_000 + 7 * 3600) // 86_400).astype(np.int32)


def years_of(days: Days) -> NDArray[np.int32]:
    return (days.astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970).astype(np.int32)


def in_year(days: Days, years: NDArray[np.int32]) -> Days:
    """The same day and month in other years; 29/2 becomes the last day of February, NO_DAY stays."""
    valid = np.where(days == NO_DAY, 0, days).astype("M8[D]")
    months = valid.astype("M8[M]")
    day_of_month = (valid - months).astype(np.int64)
    month_of_year = (months - months.astype("M8[Y]")).astype(np.int64)
    month = (years.astype(np.int64) - 1970).astype("M8[Y]").astype("M8[M]") + month_of_year
    last = (month + 1).astype("M8[D]").astype(np.int64) - 1
    moved = np.minimum(month.astype("M8[D]").astype(np.int64) + day_of_month, last)
    return np.where(days == NO_DAY, NO_DAY, moved).astype(np.int32)


def expand(starts: Places, counts: Places) -> tuple[Places, Places]:
    """The ranges start … start + count − 1 one after the other, and by element the number of its range."""
    run = np.repeat(np.arange(len(starts)), counts)
    places = np.repeat(starts - (np.cumsum(counts) - counts), counts)
    places += np.arange(len(run))
    return places, run
