"""Cuts a paragraph into sentences and clauses."""

import re
from collections.abc import Iterator

from plan_reading.base.patterns import pattern

_STOP = pattern(r"[.!?…]+(?=\s+[\"'(]?<U>)")
_ABBREVIATION = re.compile(
    r"(?:(?<![\w])(?:TP|Tp|tp|TX|Th|ThS|TS|PGS|GS|BS|Đ/c|đ/c|v\.v|St|số|No|TT|Q|P|H|X)|\d|\s[A-ZĐ])$"
)
_OWN_PART = re.compile(
    r", (?:làm tốt nhiệm vụ|làm (?:cơ quan )?đầu mối|thường trực tổ chức|từng bước (?:xây dựng|hoàn thiện|hình thành))\b"
)
"""What a comma parts from the duty before it: a standing part to play, a work in steps."""
_PAIRS = {"(": ")", "[": "]"}


def sentences(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `view[start:end]`."""
    yield from _cut(
        view, start, end, [match.end() for match in _STOP.finditer(view, start, end) if _ends(view, start, match)]
    )


def _ends(view: str, start: int, match: re.Match[str]) -> bool:
    return (
        match[0] != "."
        or not _ABBREVIATION.search(view[start : match.start()])
        or bool(re.search(r"(?:19|20)\d\d$|%$", view[start : match.start()]))
    )


def clauses(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between semicolons that stand in no bracket and no quotation, and those that a comma parts."""
    cuts: list[int] = []
    closing: list[str] = []
    quoted = False
    for place in range(start, end):
        char = view[place]
        if char == '"':
            quoted = not quoted
        elif char in _PAIRS:
            closing.append(_PAIRS[char])
        elif closing and char == closing[-1]:
            closing.pop()
        elif (char == ";" and not closing and not quoted) or (
            char == "," and not closing and not quoted and _OWN_PART.match(view, place)
        ):
            cuts.append(place + 1)
    yield from _cut(view, start, end, cuts)


def _cut(view: str, start: int, end: int, cuts: list[int]) -> Iterator[tuple[int, int]]:
    first = start
    for cut in [*cuts, end]:
        a, b = first, cut
        while a < b and view[a] in " ;,":
            a += 1
        while b > a and view[b - 1] in " ;,":
            b -= 1
        if a < b:
            yield a, b
        first = cut
