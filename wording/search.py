"""Find texts by their words, whatever the marks, the case and the order: “doi ngoai” finds “đối ngoại”."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from intake.base.matching import plain_key, strip_invisible

_WORD = re.compile(r"\w+")
_AROUND = 70
"""How many letters of a long text are shown on either side of what was found in it."""

Span = tuple[int, int]


class Findable(Protocol):
    """What can be found; `key` is a `search_key`."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Findable)


def search_key(*texts: str) -> str:
    """The words of the texts without marks, one space before each, so that a word is found from its first letter."""
    return "".join(map(_key, texts))


@lru_cache(maxsize=60_000)
def _key(text: str) -> str:
    """Kept, since most texts are the same after a change of the data."""
    return "".join(f" {plain_key(word)}" for word in _WORD.findall(text))


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for. What was typed without a space stands in one piece: 45/KH-UBND is three words in a row."""

    pieces: tuple[str, ...]

    @classmethod
    def from_text(cls, text: str) -> "SearchQuery":
        keys = (search_key(piece) for piece in strip_invisible(text).split())
        return cls(tuple(dict.fromkeys(key for key in keys if key)))

    def among(self, things: Iterable[T]) -> tuple[T, ...]:
        """Those in whose keys every piece begins a word; none where nothing is looked for."""
        if not self.pieces:
            return ()
        found = list(things)
        for piece in self.pieces:  # one piece after the other: twenty thousand keys take some milliseconds
            found = [thing for thing in found if piece in thing.key]
        return tuple(found)

    def spans(self, text: str) -> list[Span]:
        """Where the words found stand in the text, each whole, in order; those side by side as one."""
        words = [(word.span(), plain_key(word[0])) for word in _WORD.finditer(text)]
        found = sorted(span for piece in self.pieces for span in _runs(words, piece.split()))
        apart: list[Span] = []
        for start, end in found:
            if apart and not text[apart[-1][1] : start].strip():
                apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
            else:
                apart.append((start, end))
        return apart


def _runs(words: Sequence[tuple[Span, str]], wanted: Sequence[str]) -> list[Span]:
    """Where these words stand in a row; of the last one the beginning is enough."""
    *first, last = wanted
    found = []
    for place in range(len(words) - len(wanted) + 1):
        run = words[place : place + len(wanted)]
        if [key for _span, key in run[:-1]] == first and run[-1][1].startswith(last):
            found.append((run[0][0][0], run[-1][0][1]))
    return found


def excerpt(text: str, span: Span) -> str:
    """The text around a place in it, cut between words."""
    start, end = max(span[0] - _AROUND, 0), min(span[1] + _AROUND, len(text))
    if start:
        start = text.find(" ", start, span[0]) + 1 or span[0]
    if end < len(text):
        cut = text.rfind(" ", span[1], end)
        end = cut if cut > 0 else span[1]
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
