"""A day with a time behind it, as systems write instants: 2026-09-19T17:00:00Z is 20 September in Viet Nam."""

import re
from datetime import date, datetime, time, timedelta, timezone

from data_model.rules.plans.periods import local_day

_TIME_OF_DAY = re.compile(
    r"(?P<day>.*?)[Tt ]\s*(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"\s?(?P<zone>[Zz]|(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?|UTC|GMT)?"
)
_ZONE = re.compile(r"(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})?")


def split_instant(text: str) -> tuple[str, re.Match[str] | None]:
    """The day as it is written, and the match of the time with its zone if there is one."""
    timed = _TIME_OF_DAY.fullmatch(text)
    return (timed["day"], timed) if timed else (text, None)


def day_in_viet_nam(day: date, timed: re.Match[str]) -> date:
    """The day of an instant; one without a zone was written here. Raises ValueError for a time that no clock shows."""
    clock = time(int(timed["hour"]), int(timed["minute"]), int(timed["second"] or 0))
    if not timed["zone"]:
        return day
    shift = _ZONE.fullmatch(timed["zone"])
    ahead = timedelta(hours=int(shift["hours"]), minutes=int(shift["minutes"] or 0)) if shift else timedelta()
    zone = timezone(-ahead if shift and shift["sign"] == "-" else ahead)
    return local_day(datetime.combine(day, clock, tzinfo=zone))
