"""Reads an amount as Vietnamese offices write it: 1.500.000, 45,5, 1,5 tỷ, 1 tỷ 500 triệu đồng.

What can be read in two ways is not guessed. Values are in the indicator's own unit, so that they can be added.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from intake.base.cells import cell_problem, read_word
from intake.base.finding_codes import FindingCode
from intake.base.matching import plain_key
from intake.base.opened_file import Cell, NumberFormat, SheetNumber, bare_value, shown_decimal

LARGEST_AMOUNT = Decimal(10) ** 15
_LONGEST = 60
_MULTIPLES = {"nghin": 3, "ngan": 3, "trieu": 6, "tr": 6, "ty": 9, "nghin ty": 12, "ngan ty": 12}
_WORDS = "|".join(sorted(_MULTIPLES, key=len, reverse=True))
_PART = re.compile(rf"\s*(?P<number>[0-9](?:[0-9.,]| (?=[0-9]{{3}}(?![0-9])))*)\s*(?:(?P<word>{_WORDS})(?![a-z]))?")
_WHOLE = re.compile(r"[0-9]+")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_COMMAED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_FRACTION = re.compile(r"(?P<whole>[0-9]+)(?P<sign>[.,])(?P<part>[0-9]+)")
_GROUP = 3

_SPELLINGS = {
    "vnd": {"vnd", "dong", "d", "dong viet nam", "viet nam dong"},
    "usd": {"usd", "$", "us$", "do la", "do la my"},
    "luot nguoi": {"luot nguoi", "luot"},
}


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell holds: a value, a problem with what would be right, or neither where it is empty.

    `read_as` says how a text was read, where that is worth showing to who wrote it.
    """

    value: Decimal | None = None
    problem: FindingCode | None = None
    expected: str = ""
    read_as: str = ""


def read_amount(cell: Cell, *, unit: str, decimals: int) -> Amount:
    """The amount in a cell of an indicator with this unit and so many decimals."""
    if problem := cell_problem(cell):
        return Amount(problem=problem)
    cell = bare_value(cell)
    if isinstance(cell, SheetNumber):
        if cell.format is NumberFormat.PERCENT:
            return Amount(problem=FindingCode.AMOUNT_NOT_A_NUMBER)
        return _within_limits(cell.value, decimals)
    text = plain_key(read_word(cell)) if isinstance(cell, str) else "?"
    return _of_text(text, unit, decimals) if text else Amount()


def is_unit(text: str, unit: str) -> bool:
    """Whether a text names the unit; people (người) are not attendances (lượt người)."""
    key, own = plain_key(text), plain_key(unit)
    return key == own or key in _SPELLINGS.get(own, ())


def _of_text(text: str, unit: str, decimals: int) -> Amount:
    if text.startswith(("-", "−")):
        return Amount(problem=FindingCode.AMOUNT_NEGATIVE)
    if text.startswith("$"):
        text = f"{text[1:]} $"
    total, at, in_words = Decimal(0), 0, False
    while match := _PART.match(text, at):
        number = _number(match["number"].strip(), decimals=decimals, with_word=match["word"] is not None)
        if number.value is None:
            return number
        total += number.value.scaleb(_MULTIPLES[match["word"]] if match["word"] else 0)
        in_words, at = in_words or match["word"] is not None, match.end()
        if match["word"] is None:
            break
    named = text[at:].strip()
    if at == 0 or len(text) > _LONGEST:
        return Amount(problem=FindingCode.AMOUNT_NOT_A_NUMBER)
    if named and not is_unit(named, unit):
        return Amount(problem=FindingCode.UNIT_DISAGREES, expected=unit)
    amount = _within_limits(total, decimals)
    if amount.value is None or not in_words:
        return amount
    return Amount(amount.value, read_as=f"{grouped(amount.value)} {unit}")


def _number(text: str, *, decimals: int, with_word: bool) -> Amount:
    """A number with thousands apart or with decimals; three digits behind a single sign may be either."""
    if _WHOLE.fullmatch(text):
        return Amount(Decimal(text))
    if _SPACED.fullmatch(text):
        return Amount(Decimal(text.replace(" ", "").replace(",", ".")))
    fraction = _FRACTION.fullmatch(text)
    if fraction and len(fraction["part"]) == _GROUP and len(fraction["whole"]) <= _GROUP:
        return _three_digits(
            fraction["whole"], fraction["part"], fraction["sign"], is_whole=decimals == 0 and not with_word
        )
    if _DOTTED.fullmatch(text):
        return Amount(Decimal(text.replace(".", "").replace(",", ".")))
    if _COMMAED.fullmatch(text):
        return Amount(Decimal(text.replace(",", "")))
    if fraction:
        return Amount(Decimal(f"{fraction['whole']}.{fraction['part']}"))
    return Amount(problem=FindingCode.AMOUNT_NOT_A_NUMBER)


def _three_digits(whole: str, part: str, sign: str, *, is_whole: bool) -> Amount:
    """1.500 of something that is counted is 1500; 1,500, or either of money with decimals, is asked about."""
    if is_whole and sign == ".":
        return Amount(Decimal(whole + part))
    small = shown_decimal(Decimal(f"{whole}.{part}"))
    return Amount(problem=FindingCode.AMOUNT_AMBIGUOUS, expected=f"{int(whole + part)}, {small}")


def _within_limits(value: Decimal, decimals: int) -> Amount:
    if value < 0:
        return Amount(problem=FindingCode.AMOUNT_NEGATIVE)
    if value > LARGEST_AMOUNT:
        return Amount(problem=FindingCode.AMOUNT_TOO_BIG)
    if value.scaleb(decimals) % 1:
        code = FindingCode.AMOUNT_TOO_PRECISE if decimals else FindingCode.AMOUNT_NOT_WHOLE
        return Amount(problem=code, expected=str(decimals) if decimals else "")
    return Amount(value + 0)


def grouped(value: Decimal) -> str:
    """With thousands apart, as in Vietnamese documents: 1.500.000.000 and 45.000,5."""
    whole, _point, part = f"{value.normalize():f}".partition(".")
    text = f"{int(whole):,}".replace(",", ".")
    return f"{text},{part}" if part else text
