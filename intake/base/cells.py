"""Reads one cell: its value, or the code of why it can't be read. Values are checked in `checking/`."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from data_model.rules.plans.periods import Period, local_day
from data_model.values import LineStatus, PeriodKind
from intake.base.cell_signs import is_error_word, is_picture_formula
from intake.base.finding_codes import FindingCode
from intake.base.headings import DISPLAY, Column
from intake.base.instants import day_in_viet_nam, split_instant
from intake.base.matching import INVISIBLE, plain_key
from intake.base.near_statuses import near_status
from intake.base.opened_file import (
    Cell,
    NumberFormat,
    SheetError,
    SheetNumber,
    SheetPicture,
    bare_value,
    cell_text,
    plain_decimal,
    shown_decimal,
)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """Either a value, or a problem (with `expected` where known); neither for an empty cell."""

    value: Value | None = None
    problem: FindingCode | None = None
    expected: str = ""


class Percent(NamedTuple):
    """`certain` is False for a number without %: together with others of its column it may be a fraction of one.

    `format_unknown`: a number of an .xls, where it can't be seen whether 1 is shown as 100 %.
    """

    value: Decimal
    certain: bool
    format_unknown: bool = False


_STRAY = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_STRAY_CONTROLS = re.compile(f"[{_STRAY}]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_NEEDS_CLEANING = re.compile(f"[\r\u2028\u2029\x0b\x0c\x85{_STRAY}]")
_INVISIBLE_CHARACTERS = "".join(INVISIBLE)
_LONGEST_VALUE = 100
_OPENS_FORMULA = tuple("=+-@\t'＝＋－＠")


def read_text(cell: Cell, *, from_csv: bool = False) -> str:
    """The text in NFC, without control characters and outer blanks.

    In a CSV a leading apostrophe before a formula sign marks a text and is removed; any other stays.
    """
    text = unicodedata.normalize("NFC", cell_text(cell))
    if _NEEDS_CLEANING.search(text):
        text = _STRAY_CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    text = _stripped(text)
    if from_csv and text.startswith("'") and text[1:].startswith(_OPENS_FORMULA):
        return _stripped(text[1:])
    return text


def _stripped(text: str) -> str:
    """Without blanks and invisible characters at both ends; `str.strip` leaves the latter."""
    text = text.strip()
    while text and (text[0] in INVISIBLE or text[-1] in INVISIBLE):
        text = text.strip(_INVISIBLE_CHARACTERS).strip()
    return text


def read_word(cell: Cell, *, decimal_sign: str = ",") -> str:
    """A cell that holds a code, a name or a number: no outer blanks, no apostrophe in front."""
    text = _stripped(unicodedata.normalize("NFC", cell_text(cell, decimal_sign=decimal_sign)))
    return _stripped(text[1:]) if text.startswith("'") else text


def _too_long(text: str) -> bool:
    """No number, day, status or period is that long."""
    return len(text) > _LONGEST_VALUE


def cell_problem(cell: Cell) -> FindingCode | None:
    """Cells that show an error or a picture, and formulas stored without a value, are not empty; in a CSV they are texts."""
    if isinstance(cell, SheetError):
        return FindingCode.CELL_ERROR if cell.text else FindingCode.CELL_WITHOUT_VALUE
    if isinstance(cell, SheetPicture):
        return FindingCode.CELL_PICTURE
    if not isinstance(cell, str):
        return None
    if is_error_word(cell):
        return FindingCode.CELL_ERROR
    return FindingCode.CELL_PICTURE if is_picture_formula(cell) else None


# percentages

_PERCENT = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,9})(?:[.,](?P<part>[0-9]{1,15}))?\s*(?P<mark>%?)")

_WHOLE = 100
_THOUSANDS = 3
"""So many digits behind a point or comma may also be a group of thousands: 75.500."""


def read_percent(cell: Cell) -> Reading[Percent]:
    """Reads 75, 75%, 75,5 and 75.5 %, and numbers of a sheet; anything else is a problem."""
    cell = bare_value(cell)
    if isinstance(cell, SheetNumber):
        return Reading(_percent_of_number(cell))
    if problem := cell_problem(cell):
        return Reading(problem=problem)
    return _percent_of_text(cell) if isinstance(cell, str) else Reading(problem=FindingCode.PERCENT_NOT_A_NUMBER)


@lru_cache(maxsize=5_000)
def _percent_of_text(cell: str) -> Reading[Percent]:
    text = read_word(cell)
    if not text:
        return Reading()
    match = None if _too_long(text) else _PERCENT.fullmatch(text)
    if match is None:
        return _why_no_percent(text)
    whole, part = match["sign"] + match["whole"], match["part"] or "0"
    if len(part) == _THOUSANDS:
        return Reading(problem=FindingCode.PERCENT_AMBIGUOUS, expected=_readings_of_three_digits(whole, part))
    return Reading(Percent(_tidy(Decimal(f"{whole}.{part}")), certain=bool(match["mark"])))


def _readings_of_three_digits(whole: str, part: str) -> str:
    """What 75.500 or 0.750 may mean and a percentage can be; 99.999 is never 99999 %."""
    decimal = f"{shown_decimal(Decimal(f'{whole}.{part[0]}'))}%"
    thousands = int(f"{whole}{part}")
    return f"{decimal}, {thousands}%" if 0 <= thousands <= _WHOLE else decimal


def _why_no_percent(text: str) -> Reading[Percent]:
    """The problem; with the column that the text belongs into where it is a status."""
    if has_foreign_digits(text):
        return Reading(problem=FindingCode.FOREIGN_DIGITS)
    is_status = _status_of_text(text).value is not None or near_status(text) is not None
    return Reading(problem=FindingCode.PERCENT_NOT_A_NUMBER, expected=DISPLAY[Column.STATUS] if is_status else "")


def _percent_of_number(number: SheetNumber) -> Percent:
    if number.format is NumberFormat.PERCENT:
        return Percent(_tidy(number.value * 100), certain=True)
    return Percent(_tidy(number.value), certain=False, format_unknown=number.format is NumberFormat.UNKNOWN)


def _tidy(value: Decimal) -> Decimal:
    """Without trailing zeros: 75.50 becomes 75.5."""
    return Decimal(plain_decimal(value))


def has_foreign_digits(text: str) -> bool:
    """Whether there are full-width digits or digits of other scripts, which are not read as numbers."""
    return any(not char.isascii() and unicodedata.category(char) in ("Nd", "No") for char in text)


# dates

_DAY_FIRST = re.compile(r"(?P<d>[0-9]{1,2})(?P<sep>[/.-])(?P<m>[0-9]{1,2})(?P=sep)(?P<y>[0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"(?P<y>[0-9]{4})(?P<sep>[-/])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})")
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_EIGHT_DIGITS = re.compile(
    r"(?P<y>20[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])|(?P<d2>[0-3][0-9])(?P<m2>[01][0-9])(?P<y2>20[0-9]{2})"
)


_NO_DAY: Reading[date] = Reading(problem=FindingCode.DATE_IS_SERIAL)


def read_date(cell: Cell) -> Reading[date]:
    """dd/mm/yyyy, d/m/yyyy, d/m/yy (20yy), ISO, or a real date of a spreadsheet; 3/4/2026 is 3 April.

    An instant with a zone is the day that it falls on in Viet Nam.
    """
    cell = bare_value(cell)
    if isinstance(cell, datetime):
        return Reading(local_day(cell) if cell.tzinfo else cell.date())
    if isinstance(cell, date):
        return Reading(cell)
    if isinstance(cell, SheetNumber):
        meant = _day_of_eight_digits(cell_text(cell))
        return Reading(problem=FindingCode.DATE_IS_NUMBER, expected=f"{meant:%d/%m/%Y}") if meant else _NO_DAY
    if problem := cell_problem(cell):
        return Reading(problem=problem)
    return _date_of_text(cell_text(cell))


@lru_cache(maxsize=5_000)
def _date_of_text(cell: str) -> Reading[date]:
    text = read_word(cell)
    if not text:
        return Reading()
    if _too_long(text):
        return Reading(problem=FindingCode.DATE_UNREADABLE)
    day, timed = split_instant(text)
    match = _DAY_FIRST.fullmatch(day) or _ISO.fullmatch(day)
    if match is None or (len(match["y"]) == 2 and match["sep"] != "/"):
        return _why_no_date(text)
    year = int(match["y"]) if len(match["y"]) == 4 else 2000 + int(match["y"])
    try:
        found = date(year, int(match["m"]), int(match["d"]))
        return Reading(day_in_viet_nam(found, timed) if timed else found)
    except (ValueError, OverflowError):
        return Reading(problem=FindingCode.DATE_IMPOSSIBLE)


def _why_no_date(text: str) -> Reading[date]:
    """The problem; with the day that eight digits seem to mean."""
    if meant := _day_of_eight_digits(text):
        return Reading(problem=FindingCode.DATE_UNREADABLE, expected=f"{meant:%d/%m/%Y}")
    if _SERIAL.fullmatch(text):
        return _NO_DAY
    return Reading(problem=FindingCode.FOREIGN_DIGITS if has_foreign_digits(text) else FindingCode.DATE_UNREADABLE)


def _day_of_eight_digits(text: str) -> date | None:
    """20260920 and 20092026 are suggested as 20/09/2026, never taken for it."""
    match = _EIGHT_DIGITS.fullmatch(text)
    try:
        return match and date(*(int(match[name] or match[f"{name}2"]) for name in "ymd"))
    except ValueError:
        return None


# statuses

STATUS_TEXT = {
    LineStatus.NOT_STARTED: "Chưa thực hiện",
    LineStatus.IN_PROGRESS: "Đang thực hiện",
    LineStatus.DONE: "Hoàn thành",
    LineStatus.NOTHING_TO_REPORT: "Không phát sinh",
    LineStatus.CARRIED_OUT: "Đã triển khai",
    LineStatus.NOT_CARRIED_OUT: "Chưa triển khai",
}
"""The texts of statuses in files: part of the file format, so Vietnamese in any language of the user."""

_STATUS_OF_KEY = {
    re.sub(r"[^a-z]", "", plain_key(text)): status
    for status, written in STATUS_TEXT.items()
    for text in (status, written)
} | {
    "cothuchien": LineStatus.CARRIED_OUT,
    "coketqua": LineStatus.CARRIED_OUT,
    "khongthuchien": LineStatus.NOT_CARRIED_OUT,
}


def read_status(cell: Cell) -> Reading[LineStatus]:
    if problem := cell_problem(cell):
        return Reading(problem=problem)
    return _status_of_text(cell_text(cell))


@lru_cache(maxsize=5_000)
def _status_of_text(cell: str) -> Reading[LineStatus]:
    text = read_word(cell)
    if not text:
        return Reading()
    if _too_long(text):
        return Reading(problem=FindingCode.STATUS_UNKNOWN)
    key = re.sub(r"[\s_.-]", "", plain_key(text))
    status = _STATUS_OF_KEY.get(key)
    return Reading(status) if status else Reading(problem=FindingCode.STATUS_UNKNOWN)


# periods

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?P<year>20[0-9]{2})"
_OF_YEAR = rf"(?:\s*[/-]\s*|\s+nam\s+|\s+|\s*,\s*nam\s+){_YEAR}"
_PERIOD_FORMS: tuple[tuple[PeriodKind, str], ...] = (
    (PeriodKind.QUARTER, rf"{_YEAR}\s*-?\s*q(?P<n>[1-4])"),
    (PeriodKind.QUARTER, rf"(?:quy|q)\s*(?P<n>[1-4]|i{{1,3}}|iv){_OF_YEAR}"),
    (PeriodKind.HALF, rf"{_YEAR}\s*-?\s*h(?P<n>[12])"),
    (PeriodKind.HALF, rf"h\s*(?P<n>[12]){_OF_YEAR}"),
    (PeriodKind.HALF, rf"(?:0?6|sau) thang (?P<half>dau|cuoi)(?:\s+nam|\s*[/-])?\s*{_YEAR}"),
    (PeriodKind.NINE_MONTHS, rf"(?:0?9|chin) thang(?: dau)?{_OF_YEAR}"),
    (PeriodKind.NINE_MONTHS, rf"{_YEAR}\s*-?\s*9m|9m{_OF_YEAR.replace('year', 'year_after')}"),
    (PeriodKind.MONTH, rf"{_YEAR}\s*-?\s*m(?P<n>[0-9]{{1,2}})"),
    (PeriodKind.MONTH, rf"(?:thang|t|m)\s*(?P<n>[0-9]{{1,2}}){_OF_YEAR}"),
    (PeriodKind.YEAR, rf"(?:ca )?(?:nam )?{_YEAR}"),
)
_PERIODS = tuple((kind, re.compile(form)) for kind, form in _PERIOD_FORMS)


def read_period(cell: Cell) -> Reading[Period]:
    """A period's code, or its name as documents write it: "Quý II/2026", "6 tháng đầu năm 2026"."""
    if problem := cell_problem(cell):
        return Reading(problem=problem)
    if isinstance(bare_value(cell), date):
        return Reading(problem=FindingCode.PERIOD_UNREADABLE)
    return _period_of_text(cell_text(cell))


@lru_cache(maxsize=5_000)
def _period_of_text(cell: str) -> Reading[Period]:
    text = read_word(cell)
    if not text:
        return Reading()
    if _too_long(text):
        return Reading(problem=FindingCode.PERIOD_UNREADABLE)
    key = re.sub(r"^ky (?:bao cao)?\s*:?\s*", "", plain_key(text))
    for kind, form in _PERIODS:
        match = form.fullmatch(key)
        if match:
            return _period_of_match(kind, match.groupdict())
    return Reading(problem=FindingCode.FOREIGN_DIGITS if has_foreign_digits(text) else FindingCode.PERIOD_UNREADABLE)


def _period_of_match(kind: PeriodKind, parts: dict[str, str | None]) -> Reading[Period]:
    year = int(parts.get("year") or parts.get("year_after") or 0)
    index = 2 if parts.get("half") == "cuoi" else 1
    number = parts.get("n")
    if number:
        index = _ROMAN.get(number) or int(number)
    try:
        return Reading(Period(kind, year, index))
    except ValueError:
        return Reading(problem=FindingCode.PERIOD_UNREADABLE)
