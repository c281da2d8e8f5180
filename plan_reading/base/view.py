"""A paragraph as rules read it, beside the paragraph as it was printed.

Rules want one kind of space, dash and quotation mark, and no gaps inside words; the draft wants the plan's own letters. A
`Passage` has both, and knows for each letter of the one its place in the other.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from intake.base.matching import INVISIBLE
from intake.repair.syllables import is_syllable

_DASHES = frozenset("‐‑‒–—―−⁃﹘﹣")
_DOUBLE = frozenset("“”„«»")
_SINGLE = frozenset("‘’‚‛ʼ")
_TOKEN = re.compile(r"\S+")
_LONE_LETTER = re.compile(r"[^\W\d_]")
_LONE_WORDS = frozenset("yýỷỳaàạăâeêiìíoôơuưởồờừứủ")
"""Letters that are words or interjections by themselves."""
_MOST_PIECES = 7
_LEAST_SPACED = 3
_SPACED_SHARE = 0.15


@dataclass(frozen=True)
class Passage:
    """One paragraph of the plan's text, from `start` to `end`.

    `view` is the paragraph as rules read it, `places[i]` the place in the text of the letter `view[i]`.
    """

    start: int
    end: int
    view: str
    places: tuple[int, ...]
    bold: bool = False
    centred: bool = False
    in_table: bool = False
    spaced: bool = False
    """Whether its letters stood apart and were put together for reading."""
    text: str = field(default="", repr=False)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The place in the text of `view[first:last]`, without spaces around it."""
        while first < last and self.view[first] == " ":
            first += 1
        while last > first and self.view[last - 1] == " ":
            last -= 1
        if first >= last:
            return self.start, self.start
        return self.places[first], self.places[last - 1] + 1

    @cached_property
    def is_capitals(self) -> bool:
        """Whether all its letters are capitals (and there are at least three)."""
        letters = [char for char in self.view if char.isalpha()]
        return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def passage(text: str, start: int, *, bold: bool = False, centred: bool = False, in_table: bool = False) -> Passage:
    """The passage of a paragraph that stands at `start` in the plan's text."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text, start):
        shown = _shown(char)
        if shown == "" or (shown == " " and (not letters or letters[-1] == " ") and not _wide(text)):
            continue
        letters.append(shown)
        places.append(place)
    view = "".join(letters)
    spaced = is_spaced(view)
    if spaced:
        view, places = _put_together(view, places)
    view, places = _single_spaces(view, places)
    return Passage(start, start + len(text), view, tuple(places), bold, centred, in_table, spaced, text)


def _wide(text: str) -> bool:
    """Gaps of several spaces tell words apart where letters stand apart; elsewhere they mean nothing."""
    return is_spaced(text)


def _shown(char: str) -> str:
    if char in INVISIBLE:
        return ""
    if char.isspace():
        return " "
    if char in _DASHES:
        return "-"
    if char in _DOUBLE:
        return '"'
    return "'" if char in _SINGLE else char


def is_spaced(text: str) -> bool:
    """Whether letters stand apart, as an OCR leaves them: "S ở N ộ i v ụ"."""
    tokens = _TOKEN.findall(text)
    lone = sum(
        1 for token in tokens if len(token) == 1 and _LONE_LETTER.match(token) and token.lower() not in _LONE_WORDS
    )
    return lone >= _LEAST_SPACED and lone >= _SPACED_SHARE * len(tokens)


def _put_together(view: str, places: list[int]) -> tuple[str, list[int]]:
    """Joins letters into syllables with as few words as the gaps allow."""
    tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(view)]
    joined: list[str] = []
    kept: list[int] = []
    for group in _groups(view, tokens):
        for first, last in _fewest_words([view[a:b] for a, b in group]):
            if joined:
                joined.append(" ")
                kept.append(places[group[first][0]] - 1)
            for a, b in group[first:last]:
                joined.extend(view[a:b])
                kept.extend(places[a:b])
    return "".join(joined), kept


def _groups(view: str, tokens: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Tokens between gaps of several spaces."""
    groups: list[list[tuple[int, int]]] = []
    for number, token in enumerate(tokens):
        if number == 0 or token[0] - tokens[number - 1][1] > 1:
            groups.append([])
        groups[-1].append(token)
    return groups


def _fewest_words(pieces: list[str]) -> list[tuple[int, int]]:
    """How to cut the pieces into words: the fewest, where each joined word is a syllable."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last in range(1, len(pieces) + 1):
        options = [(best[last - 1][0] + _cost(pieces[last - 1 : last]), last - 1)]
        for first in range(max(0, last - _MOST_PIECES), last - 1):
            if _joins("".join(pieces[first:last])):
                options.append((best[first][0] + 1.0, first))
        best.append(min(options))
    cuts: list[tuple[int, int]] = []
    last = len(pieces)
    while last:
        first = best[last][1]
        cuts.append((first, last))
        last = first
    return cuts[::-1]


def _cost(piece: list[str]) -> float:
    return 1.0 if is_syllable(piece[0].strip(",.;:()")) else 1.5


def _joins(word: str) -> bool:
    bare = word.strip(",.;:()\"'")
    return bool(bare) and (is_syllable(bare) or (bare.isdigit() and bare == word))


def _single_spaces(view: str, places: list[int]) -> tuple[str, list[int]]:
    letters: list[str] = []
    kept: list[int] = []
    for char, place in zip(view, places, strict=True):
        if char == " " and (not letters or letters[-1] == " "):
            continue
        letters.append(char)
        kept.append(place)
    while letters and letters[-1] == " ":
        letters.pop()
        kept.pop()
    return "".join(letters), kept
