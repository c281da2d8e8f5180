"""Days, months, quarters and years in a phrase, each as its last day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_YEAR = r"(?:20\d\d|19\d\d)"
_QUARTER = r"(?:IV|I{1,3}|[1-4])"
_MOMENT = re.compile(
    rf"""
    (?:ngày\s*)?(?P<day>\d{{1,2}})\s?[/.\-]\s?(?P<month>\d{{1,2}})\s?[/.\-]\s?(?P<year>{_YEAR}|\d\d)(?!\d)
    |(?:ngày\s*)?(?P<day2>\d{{1,2}})\s*tháng\s*(?P<month2>\d{{1,2}})(?:\s*(?:,\s*)?(?:năm|/)\s*(?P<year2>{_YEAR}))?(?!\d)
    |tháng\s*(?P<month3>\d{{1,2}})(?:\s*(?:/|-|\.|năm)\s*(?P<year3>{_YEAR}))?(?![\d/])
    |(?P<month4>\d{{1,2}})\s?[/\-]\s?(?P<year4>{_YEAR})(?!\d)
    |(?:ngày\s*)?(?P<day5>\d{{1,2}})\s?/\s?(?P<month5>\d{{1,2}})(?![\d/])
    |quý\s*(?P<quarter>{_QUARTER})(?![A-Za-z\d])(?:\s*(?:/|-|năm|của\s+năm)\s*(?P<year6>{_YEAR}))?
    |(?P<quarter7>{_QUARTER})\s*/\s*(?P<year7>{_YEAR})
    |(?P<half>6|sáu|9|chín)\s*tháng\s*(?P<which>đầu|cuối)\s*năm(?:\s*(?P<year8>{_YEAR}))?
    |(?P<ends>(?:cuối|hết|trong)\s*năm)(?!\s*{_YEAR})(?!\w)
    |(?:năm\s*)?(?P<year9>{_YEAR})(?![\d/])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BARE_QUARTER = re.compile(
    rf"(?:\s*,\s*|\s+và\s+|\s*-\s*|\s*\+\s*)(?P<quarter>{_QUARTER})(?![A-Za-z\d])(?:\s*(?:/|năm)\s*(?P<year>{_YEAR}))?"
)
_BARE_MONTH = re.compile(
    rf"(?:\s*,\s*|\s+và\s+|\s*-\s*)(?P<month>1[0-2]|0?[1-9])(?![\d])(?:\s*(?:/|năm)\s*(?P<year>{_YEAR}))?(?!\s*[/\d])"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """One day, month, quarter or year at `start`:`end`; `year` is None where none is printed with it."""

    start: int
    end: int
    month: int
    day: int | None
    year: int | None

    def last_day(self, year: int | None) -> date | None:
        """The day, or the last one of the month; None without a year, or where the calendar has no such day."""
        in_year = self.year if self.year is not None else year
        if in_year is None or not 1 <= self.month <= 12:
            return None
        last = monthrange(in_year, self.month)[1]
        if self.day is None:
            return date(in_year, self.month, last)
        return date(in_year, self.month, self.day) if 1 <= self.day <= last else None


def moments(text: str) -> list[Moment]:
    """Every moment of the phrase, in order; one without a year takes that of the next that has one."""
    found: list[Moment] = []
    place = 0
    while match := _MOMENT.search(text, place):
        if match.start() and (text[match.start() - 1].isdigit() or text[match.start() - 1].isalpha()):
            place = match.start() + 1
            continue
        found.append(_moment(match))
        place = match.end()
        bare = {True: _BARE_QUARTER, False: _BARE_MONTH}
        is_quarter, is_month = bool(match["quarter"]), bool(match["month3"])
        while (is_quarter or is_month) and (more := bare[is_quarter].match(text, place)):
            month = 3 * _quarter(more["quarter"]) if is_quarter else int(more["month"])
            year = int(more["year"]) if more["year"] else None
            found.append(
                Moment(more.start() + len(more[0]) - len(more[0].lstrip(" ,-+và")), more.end(), month, None, year)
            )
            place = more.end()
    return _with_years(found)


def _moment(match: re.Match[str]) -> Moment:
    start, end = match.span()
    group = match.groupdict()

    def number(name: str) -> int | None:
        return int(group[name]) if group[name] else None

    if group["day"]:
        year = int(group["year"])
        return Moment(start, end, int(group["month"]), int(group["day"]), year if year > 99 else 2000 + year)
    if group["day2"]:
        return Moment(start, end, int(group["month2"]), int(group["day2"]), number("year2"))
    if group["month3"]:
        return Moment(start, end, int(group["month3"]), None, number("year3"))
    if group["month4"]:
        return Moment(start, end, int(group["month4"]), None, number("year4"))
    if group["day5"]:
        return Moment(start, end, int(group["month5"]), int(group["day5"]), None)
    if group["quarter"]:
        return Moment(start, end, 3 * _quarter(group["quarter"]), None, number("year6"))
    if group["quarter7"]:
        return Moment(start, end, 3 * _quarter(group["quarter7"]), None, number("year7"))
    if group["half"]:
        first = {"6": 6, "sáu": 6, "9": 9, "chín": 9}[group["half"].lower()]
        return Moment(start, end, first if group["which"].lower() == "đầu" else 12, None, number("year8"))
    return Moment(start, end, 12, None, number("year9"))


def _quarter(text: str) -> int:
    return int(text) if text.isdigit() else _ROMAN[text.upper()]


def _with_years(found: list[Moment]) -> list[Moment]:
    year = None
    dated: list[Moment] = []
    for one in reversed(found):
        year = one.year if one.year is not None else year
        dated.append(Moment(one.start, one.end, one.month, one.day, one.year if one.year is not None else year))
    return dated[::-1]
