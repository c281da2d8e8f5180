"""Converts one cell of the folder's CSV files to a stored value and back, without loss."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from data_model.rules.plans.periods import Period
from data_model.tables.column_types import LIST_SEPARATOR
from data_model.values import TIME_ZONE, PeriodKind, TaskField, TaskType

SEPARATE = "separate"
"""A word among the kinds of a regime: reports that end on the same day stay separate."""


MOST = 2**31 - 1
"""The largest whole number that fits an INTEGER of every database."""


class CellProblem(StrEnum):
    REQUIRED = "required"
    NOT_A_DAY = "not_a_day"
    NOT_AN_INSTANT = "not_an_instant"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    NOT_A_NUMBER = "not_a_number"
    NOT_AN_AMOUNT = "not_an_amount"
    NOT_A_PERIOD = "not_a_period"
    NOT_IN_LIST = "not_in_list"
    UNKNOWN_CODE = "unknown_code"
    WEIGHT_NOT_ABOVE_ZERO = "weight_not_above_zero"


class BadCell(ValueError):
    """What is wrong with a cell; `expected` is an example or the allowed values."""

    def __init__(self, problem: CellProblem, expected: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.expected = expected


_OPENS_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n']")
"""A spreadsheet may drop a leading tab or line end; a leading apostrophe would be taken for our guard."""


def guarded(text: str) -> str:
    """The cell with an apostrophe in front if a spreadsheet would read it as a formula (ASVS 5, 1.2.10)."""
    return f"'{text}" if _OPENS_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given. An apostrophe before anything else is of the text."""
    return text[1:] if text.startswith("'") and _OPENS_FORMULA.match(text, 1) else text


@dataclass(frozen=True)
class CellFormat:
    """How one kind of cell is read (raises BadCell) and written."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]


_DAY_IN_VIETNAMESE_ORDER = re.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def _read_text(text: str) -> str:
    """In Unicode NFC, with LF line ends and without NUL, which databases refuse."""
    return unicodedata.normalize("NFC", text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n"))


def _read_list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _read_text(text).split(LIST_SEPARATOR.strip()) if part.strip())


def _read_day(text: str) -> date:
    """ISO, or dd/mm/yyyy as a spreadsheet may have saved it."""
    match = _DAY_IN_VIETNAMESE_ORDER.fullmatch(text)
    try:
        return date.fromisoformat(f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else text)
    except ValueError:
        raise BadCell(CellProblem.NOT_A_DAY, "2026-06-14") from None


def _read_instant(text: str) -> datetime:
    """ISO; without a zone it is in Asia/Ho_Chi_Minh."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadCell(CellProblem.NOT_AN_INSTANT, "2026-06-14T17:00:00+07:00") from None
    return at if at.tzinfo else at.replace(tzinfo=TIME_ZONE)


def _read_whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 10 or int(text) > MOST:
        raise BadCell(CellProblem.NOT_A_WHOLE_NUMBER, "3")
    return int(text)


def _read_number(text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise BadCell(CellProblem.NOT_A_NUMBER, "75.5") from None
    if not number.is_finite() or number < 0 or number > 10_000 or number * 10 % 1:
        raise BadCell(CellProblem.NOT_A_NUMBER, "75.5")
    return number


LARGEST_AMOUNT = Decimal(10) ** 15


def _read_amount(text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise BadCell(CellProblem.NOT_AN_AMOUNT, "1500000000") from None
    if not number.is_finite() or number < 0 or number > LARGEST_AMOUNT or number * 100 % 1:
        raise BadCell(CellProblem.NOT_AN_AMOUNT, "1500000000")
    return number


def _write_number(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _read_period(text: str) -> str:
    try:
        return Period.from_code(text).code
    except ValueError:
        raise BadCell(CellProblem.NOT_A_PERIOD, "2026-Q2") from None


def _read_regular_period(text: str) -> str:
    """A period code that is not a round of its own."""
    code = _read_period(text)
    if Period.from_code(code).own is not None:
        raise BadCell(CellProblem.NOT_A_PERIOD, "2026-Q2")
    return code


def _read_kinds(text: str) -> tuple[str, ...]:
    allowed = [*(kind for kind in PeriodKind if kind is not PeriodKind.OWN), SEPARATE]
    kinds = _read_list(text)
    if not kinds or not set(kinds) <= set(allowed):
        raise BadCell(CellProblem.NOT_IN_LIST, LIST_SEPARATOR.join(allowed))
    return kinds


def one_of(values: type[StrEnum]) -> CellFormat:
    """A cell that holds one value of a closed list."""

    def read(text: str) -> StrEnum:
        try:
            return values(text.replace(" ", "_"))
        except ValueError:
            raise BadCell(CellProblem.NOT_IN_LIST, LIST_SEPARATOR.join(values)) from None

    return CellFormat(read, str)


class _YesNo(StrEnum):
    YES = "yes"
    NO = "no"


_read_yes_no = one_of(_YesNo).read

TEXT = CellFormat(_read_text, str)
YES_NO = CellFormat(lambda text: _read_yes_no(text) is _YesNo.YES, lambda yes: _YesNo.YES if yes else _YesNo.NO)
LIST = CellFormat(_read_list, LIST_SEPARATOR.join)
DAY = CellFormat(_read_day, date.isoformat)
INSTANT = CellFormat(_read_instant, lambda at: at.astimezone(TIME_ZONE).isoformat())
WHOLE = CellFormat(_read_whole, str)
NUMBER = CellFormat(_read_number, _write_number)
AMOUNT = CellFormat(_read_amount, _write_number)
PERIOD = CellFormat(_read_period, str)
REGULAR_PERIOD = CellFormat(_read_regular_period, str)
KINDS = CellFormat(_read_kinds, LIST_SEPARATOR.join)

_TASK_VALUES = {
    TaskField.DUE_ON: DAY,
    TaskField.WEIGHT: NUMBER,
    TaskField.TYPE: one_of(TaskType),
    TaskField.TITLE: TEXT,
    TaskField.STOPPED: YES_NO,
}


def read_task_value(field: TaskField, text: str) -> Any:
    """What a task's field was changed to, of the field's own type; None for no due date. Raises BadCell."""
    if not text:
        if field is TaskField.DUE_ON:
            return None
        raise BadCell(CellProblem.REQUIRED)
    value = _TASK_VALUES[field].read(text)
    if field is TaskField.WEIGHT and value <= 0:
        raise BadCell(CellProblem.WEIGHT_NOT_ABOVE_ZERO)
    return value


def write_task_value(field: TaskField, value: Any) -> str:
    return "" if value is None else _TASK_VALUES[field].write(value)
