"""Days, period codes, and what a plan asks for when."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)
YEARS = range(2024, 2030)
"""Those in which periods are looked for."""
MONTHS = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}
HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 2)}


def a_day(text):
    return date.fromisoformat(text) if text else None


def an_instant(text):
    return datetime.fromisoformat(text)


def local_day(at):
    return at.astimezone(HANOI).date()


def has_ended(last_day, as_of):
    return as_of >= datetime.combine(last_day, time.max, tzinfo=HANOI)


def is_own(code):
    """`R20260901-20260915`, perhaps with a number."""
    return code.startswith("R")


def own_end(code):
    return datetime.strptime(code.split("-")[1], "%Y%m%d").replace(tzinfo=HANOI).date()


def kind(code):
    part = code[5:]
    return "year" if not part else {"M": "month", "Q": "quarter", "H": "half", "9": "nine_months"}[part[0]]


def width(code):
    return MONTHS[kind(code)]


def year_of(code):
    return own_end(code).year if is_own(code) else int(code[:4])


def ending(code):
    """The year and month that a period ends in: those with one end are one report."""
    part = code[5:]
    months = 12 if not part else 9 if part == "9M" else int(part[1:]) * width(code)
    return year_of(code), months


def last_day(code, window):
    if is_own(code):
        return own_end(code)
    year, month = ending(code)
    return date(year, month, 14 if window == "nd09" else monthrange(year, month)[1])


def every_code(year):
    months = [f"{year}-M{month:02d}" for month in range(1, 13)]
    return [
        *months,
        *(f"{year}-Q{quarter}" for quarter in range(1, 5)),
        f"{year}-H1",
        f"{year}-H2",
        f"{year}-9M",
        f"{year}",
    ]


def is_off(day, holidays):
    """`holidays` says of some days what they are; else weekends and fixed holidays are off."""
    kind = holidays.get(day.isoformat())
    return kind == "off" if kind else day.weekday() in (5, 6) or (day.month, day.day) in HOLIDAYS


def working_day_from(day, holidays):
    while is_off(day, holidays):
        day += DAY
    return day


class Plan:
    """One plan and what its regimes ask for, whoever looks when."""

    def __init__(self, rows, code):
        self.code = code
        self.row = next(row for row in rows["plans"] if row["code"] == code)
        self.regimes = regimes_of(rows, code)
        self.holidays = {row["day"]: row["kind"] or "off" for row in rows["holidays"]}
        self.in_force_from = issue_of(rows, self.row)
        replaced = [issue_of(rows, row) for row in rows["plans"] if row["replaces"] == code]
        ends = [a_day(self.row["ends_on"]), *(issue - DAY for issue in replaced if issue)]
        self.last_day_in_force = min((day for day in ends if day), default=None)
        self.last_day_of = {code: self.window_end(code) for year in YEARS for code in every_code(year)}
        asked = [code for code in self.last_day_of if self.report_for(code) == code]
        self.asked = sorted(asked, key=lambda code: (self.last_day(code), width(code)))
        """What it asks for, in order."""

    def is_over_on(self, day):
        return self.last_day_in_force is not None and self.last_day_in_force < day

    def is_in_force_on(self, day):
        return (self.in_force_from is None or self.in_force_from <= day) and not self.is_over_on(day)

    def regime_of(self, code):
        """The one in force on the window's last day, by its own windows."""
        found = [regime for regime in self.regimes if a_day(regime["valid_from"]) <= last_day(code, regime["window"])]
        return found[-1] if found else None

    def window_end(self, code):
        regime = self.regime_of(code)
        return last_day(code, regime["window"] if regime else "nd09")

    def last_day(self, code):
        return own_end(code) if is_own(code) else self.last_day_of[code]

    def report_for(self, code):
        """The report in which a period of the year is sent, if there is one."""
        regime = self.regime_of(code)
        if regime is None:
            return None
        kinds = regime["kinds"].split("; ")
        same_end = [
            period for period in every_code(year_of(code)) if ending(period) == ending(code) and kind(period) in kinds
        ]
        if regime["first_period"] and ending(code) < ending(regime["first_period"]):
            return None
        if "separate" in kinds:
            return code if code in same_end else None
        return max(same_end, key=width, default=None)

    def keeps_apart(self):
        return any("separate" in regime["kinds"] for regime in self.regimes)

    def due_on(self, report):
        """By the regime alone."""
        regime = self.regime_of(report)
        day = self.last_day(report) + timedelta(days=int(regime["agency_due_days"]))
        return working_day_from(day, self.holidays) if regime["to_working_day"] == "yes" else day


def regimes_of(rows, plan):
    return sorted((row for row in rows["regimes"] if row["plan"] == plan), key=lambda row: row["valid_from"])


def issue_of(rows, plan):
    """Undated plans begin with their first regime."""
    regimes = regimes_of(rows, plan["code"])
    return a_day(plan["issued_on"]) or (a_day(regimes[0]["valid_from"]) if regimes else None)


def with_empty_cells(rows):
    """By file; a file or a cell that is not there is empty."""
    found = defaultdict(list)
    for name, given in rows.items():
        found[name] = [defaultdict(str, row) for row in given]
    return found
