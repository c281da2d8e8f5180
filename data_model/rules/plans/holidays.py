"""Days off and working days: weekends, the public holidays of the law, and what the Government decides year by year."""

from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
SATURDAY = 5

FIXED_HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
"""Month and day, by the Labour Code of 2019, article 112. Those of the lunar calendar, the second day around 2/9, days in
lieu and swapped days are decided anew each year: they come from the table of holidays."""


@dataclass(frozen=True)
class Holidays:
    """The days that differ from a week of Monday to Friday: `off` of its days, and days `worked` for it (hoán đổi)."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_day_off(self, day: date) -> bool:
        if day in self.worked:
            return False
        return day in self.off or day.weekday() >= SATURDAY or (day.month, day.day) in FIXED_HOLIDAYS

    def working_day_from(self, day: date) -> date:
        """The day itself, or the next that is no day off."""
        while self.is_day_off(day):
            day += _DAY
        return day


NO_HOLIDAYS = Holidays()
