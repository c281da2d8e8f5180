"""Dates and numbers in the format of the run's language. Instants are shown in Asia/Ho_Chi_Minh."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from data_model.rules.figures.measures import Ratio
from data_model.values import TIME_ZONE, Language
from wording.translation import language, worded_in

NO_VALUE = "—"
NO_CHANGE = "–"
"""In a column of changes."""
_is_document: ContextVar[bool] = ContextVar("is_document", default=False)


@contextmanager
def as_in_documents() -> Iterator[None]:
    """Inside, texts are Vietnamese whatever the user's language; percentages and days are formatted as in documents."""
    before = _is_document.set(True)
    try:
        with worded_in(Language.VI):
            yield
    finally:
        _is_document.reset(before)


def day(value: date | None) -> str:
    """30/09/2026; in documents 30/9/2026."""
    if value is None:
        return NO_VALUE
    return document_day(value) if _is_document.get() else f"{value:%d/%m/%Y}"


def document_day(value: date) -> str:
    """As the Decree writes days: a zero before days below 10 and before the months 1 and 2 alone."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value:%d}/{month}/{value.year}"


def weekday(value: date) -> str:
    """Thứ Hai, Monday."""
    return str(format_date(value, "EEEE", locale=language().value))


def instant(value: datetime | None) -> str:
    return NO_VALUE if value is None else f"{value.astimezone(TIME_ZONE):%d/%m/%Y %H:%M}"


def number(value: int | float | Decimal | Fraction) -> str:
    return _written(_decimal(value), None, language())


def amount(value: Decimal | None) -> str:
    """An exact amount with at most two decimals, thousands apart: `1.500.000.000`; a dash for None, which is not 0."""
    if value is None:
        return NO_VALUE
    return _written(value.normalize() + 0, "#,##0.##", language())


def _decimal(value: int | float | Decimal | Fraction) -> Decimal:
    """Rounded half up to one decimal, as every number that is shown."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(str(value))
    return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP).normalize() + 0  # no "-0"


@lru_cache(maxsize=4096)
def _written(value: Decimal, form: str | None, worded_in: Language) -> str:
    """Cached, because Babel parses the format at each call and the same few values recur."""
    return format_decimal(value, format=form, locale=worded_in)


def percent(value: float | Decimal | Fraction | None) -> str:
    """A percentage 0–100 with one decimal, half up: `66,7 %`, in documents `66,7%` and `100%`; a dash for None."""
    if value is None:
        return NO_VALUE
    if _is_document.get():
        return f"{number(value)}%"
    return f"{_written(_decimal(value), '0.0', language())} %"


def plain_number(value: Decimal | None) -> str:
    """As a user would type it: `75,5`; empty for None."""
    return "" if value is None else number(value)


def share(ratio: Ratio) -> str:
    """A rate with its n/N: `66,7 % (2/3)`; "—" for a zero denominator."""
    if ratio.percent is None:
        return NO_VALUE
    return f"{percent(ratio.percent)} ({n_of_d(ratio)})"


def n_of_d(ratio: Ratio) -> str:
    """n/N of counts."""
    return f"{number(ratio.n)}/{number(ratio.d)}"


def signed(change: Fraction) -> str:
    """A change in a column whose head says its unit: `+3,5`, `−3,5`; none that shows is a dash."""
    by = number(abs(change))
    return NO_CHANGE if by == "0" else f"{'−' if change < 0 else '+'}{by}"
