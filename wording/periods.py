"""A period in words: Quý II/2026, 6 tháng đầu năm 2026."""

from data_model.rules.plans.periods import Period
from data_model.values import PeriodKind
from wording import formats
from wording.translation import _, mark

_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
_WORDS = {
    PeriodKind.MONTH: mark("Month {index}/{year}"),
    PeriodKind.QUARTER: mark("Quarter {roman}/{year}"),
    PeriodKind.NINE_MONTHS: mark("Nine months of {year}"),
    PeriodKind.YEAR: mark("Year {year}"),
}
_HALVES = {1: mark("First half of {year}"), 2: mark("Second half of {year}")}


def period_name(period: Period) -> str:
    if period.own is not None:
        first, last = period.own
        return _("Round of {first} to {last}").format(first=formats.day(first), last=formats.day(last))
    words = _HALVES[period.index] if period.kind is PeriodKind.HALF else _WORDS[period.kind]
    return _(words).format(index=period.index, roman=_ROMAN.get(period.index, ""), year=period.year)


_SHORT = {
    PeriodKind.MONTH: mark("M{index}/{short}"),
    PeriodKind.QUARTER: mark("Q{roman}/{short}"),
    PeriodKind.NINE_MONTHS: mark("9M/{short}"),
    PeriodKind.YEAR: mark("Year {short}"),
}
_SHORT_HALVES = {1: mark("H1/{short}"), 2: mark("H2/{short}")}


def short_period_name(period: Period) -> str:
    """QIII/26, 6T/26: the head of a narrow column, beside which the whole name can be had."""
    if period.own is not None:
        return formats.day(period.own[1])[:5]
    words = _SHORT_HALVES[period.index] if period.kind is PeriodKind.HALF else _SHORT[period.kind]
    short = f"{period.year % 100:02}"
    return _(words).format(index=period.index, roman=_ROMAN.get(period.index, ""), short=short)
