"""What a spreadsheet's own XML states, read with no regard to cells: letters and digits, numbers, days.

A plain second reading, to hold rows against: whatever damage a file has, nothing may come out of it that is not in it.
"""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from html import unescape
from io import BytesIO

from intake.base.checked_file import ReportRow

_NUMBER = re.compile(r"[-+]?[0-9]*[.,]?[0-9]+(?:[eE][-+]?[0-9]{1,3})?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{1,2})/([0-9]{1,2})/([0-9]{2,4})")
_EPOCHS = (date(1899, 12, 30), date(1899, 12, 31), date(1904, 1, 1))
_LAST_SERIAL = 2_958_465
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")


def letters(text: str) -> str:
    """Letters and digits alone, so that spaces, signs and marks of layout make no difference."""
    return "".join(char for char in unicodedata.normalize("NFC", text).casefold() if char.isalnum())


class Stated:
    """The content of all parts of one file."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        self._tag = r"</?[\w:]+|/?>" if "content.xml" in parts else r"<[^>]*>"  # an ODS has its values in attributes
        self._texts = [
            _ESCAPED.sub("", _decoded(part).replace("<![CDATA[", "").replace("]]>", "")) for part in parts.values()
        ]

    @cached_property
    def _letters(self) -> list[str]:
        """Of each part, without its tags; and with whatever looks like tags, for "<" in a text that is not XML."""
        return [letters(unescape(text)) for raw in self._texts for text in (re.sub(r"<[^>]*>", "", raw), raw)]

    @cached_property
    def _numbers(self) -> set[Decimal]:
        texts = (unescape(re.sub(self._tag, " ", raw)) for raw in self._texts)
        found = (Decimal(digits.replace(",", ".")) for text in texts for digits in _NUMBER.findall(text))
        return {number for stated_number in found for number in (stated_number, -stated_number)}

    @cached_property
    def _days(self) -> set[date]:
        serials = {int(number) for number in self._numbers if 0 <= number <= _LAST_SERIAL}
        found = {epoch + timedelta(serial) for epoch in _EPOCHS for serial in serials if serial < 2_900_000}
        return found | {day for raw in self._texts for day in _days_in(unescape(re.sub(self._tag, " ", raw)))}

    def not_stated(self, row: ReportRow) -> list[str]:
        """The values of a row that this file does not have."""
        missing = []
        texts = (row.task, row.result, row.difficulties, row.proposals, row.evidence)
        missing += [text for text in texts if text and not self._has_text(text)]
        if row.percent is not None and not self._has_percent(row.percent):
            missing.append(f"{row.percent} %")
        if row.done_on is not None and row.done_on not in self._days:
            missing.append(f"{row.done_on:%d/%m/%Y}")
        return missing

    def _has_text(self, text: str) -> bool:
        wanted = letters(text)
        if any(wanted in part for part in self._letters):
            return True
        plain = text.strip().removesuffix("%").replace(",", ".")
        if _NUMBER.fullmatch(plain):
            return any(
                _near(Decimal(plain), number)
                for stated_number in self._numbers
                for number in (stated_number, stated_number * 100)
            )
        if match := _DAY.match(text):
            return _day_of(match) in self._days
        return False

    def _has_percent(self, percent: Decimal) -> bool:
        return any(
            _near(percent, number) for stated_number in self._numbers for number in (stated_number, stated_number * 100)
        )


def _near(stated_number: Decimal, other: Decimal) -> bool:
    """The same as far as a spreadsheet's fifteen digits go."""
    return abs(stated_number - other) <= abs(other) * Decimal("1e-14") + Decimal("1e-10")


def _decoded(part: bytes) -> str:
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        return part.decode("utf-16", "replace")
    return part.decode("utf-8", "replace")


def _days_in(text: str) -> Iterator[date]:
    for match in _DAY.finditer(text):
        day = _day_of(match)
        if day is not None:
            yield day


def _day_of(match: re.Match[str]) -> date | None:
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
