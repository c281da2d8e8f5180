"""What a text gives away: an error of a formula, a picture, a day or a number that a spreadsheet made of something typed.

The patterns hold for Python's `re` and for pyarrow's RE2, so that `bulk/` finds the same texts in whole columns.
"""

import re
import unicodedata

from intake.base.finding_codes import FindingCode
from intake.base.opened_file import Cell, SheetNumber, bare_value

ERROR_WORD = r"(?i:#[a-z][a-z_/0]*[!?]|#n/a|#getting_data|#{3,}|(?:err|error|lỗi)\s?:\s?5[0-9]{2})"
"""`#REF!`, `#SPILL!` and all others of their form, `Err:502` as LibreOffice writes it, `####` of a narrow column."""

PICTURE = r"(?i:=?(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(.*)"
"""A formula that shows a picture: `DISPIMG` of WPS, `IMAGE` of Excel."""

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?[0-9]{1,2})"
DAY_LIKE = (
    r"(?i:[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})(?: [0-9]{1,2}:[0-9:]{2,5})?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ][0-9]{1,2}:[0-9:.]{2,14}[z0-9:+-]*)?"
    rf"|(?:[0-9]{{1,2}}-)?{_MONTH}-[0-9]{{2,4}}|[0-9]{{1,2}}-{_MONTH}|[0-9]+:[0-9]{{2}}(?::[0-9]{{2}})?)"
)
"""A day, a month or a time and nothing else: what Excel makes of 12/2026 is Dec-26."""

SHORTENED_NUMBER = r"[+-]?[0-9](?:[.,][0-9]+)?[eE][+-]?[0-9]{1,3}"
"""1,23457E+18: what is left of a long number."""

BARE_NUMBER = r"[+-]?[0-9][0-9.,]*\s?%?"

_ERROR_WORD = re.compile(ERROR_WORD)
_PICTURE = re.compile(PICTURE, re.DOTALL)
_DAY_LIKE = re.compile(DAY_LIKE)
_SHORTENED = re.compile(SHORTENED_NUMBER)
_BARE_NUMBER = re.compile(BARE_NUMBER)
_LONGEST = 40
_KEPT_DIGITS = 15
"""So many digits of a number does a spreadsheet keep."""


def is_error_word(text: str) -> bool:
    """Whether a whole cell is the word of an error."""
    text = text.strip()
    if len(text) > _LONGEST or ("#" not in text and ":" not in text):
        return False
    return _ERROR_WORD.fullmatch(unicodedata.normalize("NFC", text)) is not None


def is_picture_formula(text: str) -> bool:
    return "(" in text and _PICTURE.fullmatch(text.strip()) is not None


def is_day_like(text: str) -> bool:
    return len(text) <= _LONGEST and _DAY_LIKE.fullmatch(text) is not None


def is_bare_number(text: str) -> bool:
    return len(text) <= _LONGEST and _BARE_NUMBER.fullmatch(text) is not None


def is_cut_number(text: str) -> bool:
    """Whether a spreadsheet kept only the first digits of a long number: 1,23457E+18, 1234567890123460000."""
    if len(text) > _LONGEST:
        return False
    return _SHORTENED.fullmatch(text) is not None or (
        text.isdecimal() and len(text) > _KEPT_DIGITS and not text[_KEPT_DIGITS:].strip("0")
    )


def made_by_spreadsheet(cell: Cell, text: str) -> tuple[FindingCode, str] | None:
    """What a spreadsheet has made of something typed where a text belongs, and the number behind what it shows.

    `text` is the cell's, as it will be stored.
    """
    value = bare_value(cell)
    if isinstance(value, SheetNumber):
        digits = f"{value.value:f}"
        code = FindingCode.NUMBER_CUT if is_cut_number(digits) else FindingCode.TEXT_IS_NUMBER
        return code, "" if is_bare_number(text) else digits
    if not isinstance(value, str) or is_day_like(text):
        return FindingCode.TEXT_IS_DAY, ""
    if is_cut_number(text):
        return FindingCode.NUMBER_CUT, ""
    return (FindingCode.TEXT_IS_NUMBER, "") if is_bare_number(text) else None
