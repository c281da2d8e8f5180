"""Reads one cell: its value, or the code of why it can't be read. Values are checked in `checking/`."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from data_model.rules.plans.periods import Period
from data_model.values import LineStatus, PeriodKind
from intake.base.checked_file import FindingCode
from intake.base.matching import INVISIBLE, plain_key
from intake.base.opened_file import Cell, NumberFormat, SheetError, SheetNumber, cell_text, plain_decimal

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

    In a CSV a leading apostrophe before a formula sign, or the only one, marks a text and is removed; one that opens a
    'quotation' stays.
    """
    text = unicodedata.normalize("NFC", cell_text(cell))
    if _NEEDS_CLEANING.search(text):
        text = _STRAY_CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    text = _stripped(text)
    if from_csv and text.startswith("'") and (text[1:].startswith(_OPENS_FORMULA) or "'" not in text[1:]):
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


_ERROR_TEXTS = frozenset(("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))


def cell_problem(cell: Cell) -> FindingCode | None:
    """`#REF!` and the like, and formulas stored without a value, are not empty cells; in a CSV they are texts."""
    if isinstance(cell, SheetError):
        return FindingCode.CELL_ERROR if cell.text else FindingCode.CELL_WITHOUT_VALUE
    return FindingCode.CELL_ERROR if isinstance(cell, str) and cell in _ERROR_TEXTS else None


# percentages

_PERCENT = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,9})(?:[.,](?P<part>[0-9]{1,15}))?\s*(?P<mark>%?)")

_THOUSANDS = 3
"""So many digits behind a point or comma may also be a group of thousands: 75.500."""


def read_percent(cell: Cell) -> Reading[Percent]:
    """Reads 75, 75%, 75,5 and 75.5 %, and numbers of a sheet; anything else is a problem."""
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
        foreign = has_foreign_digits(text)
        return Reading(problem=FindingCode.FOREIGN_DIGITS if foreign else FindingCode.PERCENT_NOT_A_NUMBER)
    whole, part = match["sign"] + match["whole"], match["part"] or "0"
    if len(part) == _THOUSANDS:
        return Reading(problem=FindingCode.PERCENT_AMBIGUOUS, expected=f"{whole},{part[0]}%, {whole}{part}%")
    return Reading(Percent(_tidy(Decimal(f"{whole}.{part}")), certain=bool(match["mark"])))


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
_TIME_OF_DAY = re.compile(r"[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$")
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")


def read_date(cell: Cell) -> Reading[date]:
    """dd/mm/yyyy, d/m/yyyy, d/m/yy (20yy), ISO, or a real date of a spreadsheet; 3/4/2026 is 3 April."""
    if isinstance(cell, datetime):
        return Reading(cell.date())
    if isinstance(cell, date):
        return Reading(cell)
    if isinstance(cell, SheetNumber):
        return Reading(problem=FindingCode.DATE_IS_SERIAL)
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
    text = _TIME_OF_DAY.sub("", text)
    match = _DAY_FIRST.fullmatch(text) or _ISO.fullmatch(text)
    if match is None or (len(match["y"]) == 2 and match["sep"] != "/"):
        return Reading(problem=_why_no_date(text))
    year = int(match["y"]) if len(match["y"]) == 4 else 2000 + int(match["y"])
    try:
        return Reading(date(year, int(match["m"]), int(match["d"])))
    except ValueError:
        return Reading(problem=FindingCode.DATE_IMPOSSIBLE)


def _why_no_date(text: str) -> FindingCode:
    if _SERIAL.fullmatch(text):
        return FindingCode.DATE_IS_SERIAL
    return FindingCode.FOREIGN_DIGITS if has_foreign_digits(text) else FindingCode.DATE_UNREADABLE


# statuses

STATUS_TEXT = {
    LineStatus.NOT_STARTED: "Chưa thực hiện",
    LineStatus.IN_PROGRESS: "Đang thực hiện",
    LineStatus.DONE: "Hoàn thành",
    LineStatus.NOTHING_TO_REPORT: "Không phát sinh",
    LineStatus.CARRIED_OUT: "Có thực hiện",
    LineStatus.NOT_CARRIED_OUT: "Không thực hiện",
}
"""The texts of statuses in files: part of the file format, so Vietnamese in any language of the user."""

_STATUS_OF_KEY = {
    re.sub(r"[^a-z]", "", plain_key(text)): status
    for status, written in STATUS_TEXT.items()
    for text in (status, written)
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
    if isinstance(cell, date):
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
