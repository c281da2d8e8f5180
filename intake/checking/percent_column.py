"""Decides for the whole percentage column whether numbers without % are percentages or fractions of one."""

from collections.abc import Iterable
from decimal import Decimal

from intake.base.cells import Percent, Reading
from intake.base.finding_codes import FindingCode
from intake.base.opened_file import shown_decimal


def judge_column(readings: Iterable[Reading[Percent]]) -> list[Reading[Percent]]:
    """The readings, with ambiguous ones turned into problems.

    0,75 may be 0,75 % or 75 % and is never guessed. 1 is one percent, unless its column has such fractions and nothing
    larger than 1: then it may be 100 %.
    """
    listed = list(readings)
    bare = [reading.value.value for reading in listed if reading.value is not None and not reading.value.certain]
    only_fractions = any(0 < value < 1 for value in bare) and max(bare) <= 1
    return [_ambiguous(reading) if _is_ambiguous(reading.value, only_fractions) else reading for reading in listed]


def _is_ambiguous(percent: Percent | None, only_fractions: bool) -> bool:
    if percent is None or percent.certain:
        return False
    if percent.format_unknown:
        return 0 < percent.value <= 1
    return 0 < percent.value < 1 or (only_fractions and percent.value == 1)


def _ambiguous(reading: Reading[Percent]) -> Reading[Percent]:
    value = reading.value.value if reading.value is not None else Decimal(0)
    return Reading(
        problem=FindingCode.PERCENT_AMBIGUOUS, expected=f"{shown_decimal(value)}%, {shown_decimal(value * 100)}%"
    )
