"""Finds texts by their words, ignoring marks, case and order: “doi ngoai” finds “đối ngoại”."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol, TypeVar

from intake.base.matching import key_as_typed, plain_key, strip_invisible

_WORD = re.compile(r"\w+")
_AROUND = 70
"""Letters of a long text shown before and after a match."""

Span = tuple[int, int]


class Findable(Protocol):
    """Something to search in; `key` is a `search_key`."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Findable)


def search_key(*texts: str) -> str:
    """The words of the texts without marks, one space before each, so that matches begin at the start of a word."""
    return "".join(map(_key, texts))


@lru_cache(maxsize=60_000)
def _key(text: str) -> str:
    """Cached, since most texts are the same after a change of the data."""
    return "".join(f" {plain_key(word)}" for word in _WORD.findall(text))


def _unfinished(piece: str) -> str:
    *words, last = _WORD.findall(piece) or [""]
    return f"{search_key(*words)} {key_as_typed(last)}" if last else ""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query. A part typed without spaces is one piece: 45/KH-UBND is three consecutive words.

    `unfinished` has by piece what it is if its last word goes on: “ki” is kỳ (key “ky”) or the beginning of kinh.
    """

    pieces: tuple[str, ...]
    unfinished: dict[str, str] = field(default_factory=dict, compare=False, hash=False)

    @classmethod
    def from_text(cls, text: str) -> "SearchQuery":
        typed = {search_key(piece): _unfinished(piece) for piece in strip_invisible(text).split()}
        typed.pop("", None)
        return cls(tuple(typed), {key: other for key, other in typed.items() if other != key})

    def among(self, items: Iterable[T]) -> tuple[T, ...]:
        """Those whose key contains every piece from the start of a word; none for an empty query."""
        if not self.pieces:
            return ()
        matches = list(items)
        for piece in self.pieces:  # twenty thousand keys take some milliseconds per piece
            other = self.unfinished.get(piece, piece)
            matches = [item for item in matches if piece in item.key or other in item.key]
        return tuple(matches)

    def spans(self, text: str) -> list[Span]:
        """The spans of matching words in the text, in order; adjacent ones joined."""
        words = [(word.span(), plain_key(word[0])) for word in _WORD.finditer(text)]
        pieces = {*self.pieces, *self.unfinished.values()}
        spans = sorted({span for piece in pieces for span in _runs(words, piece.split())})
        apart: list[Span] = []
        for start, end in spans:
            if apart and not text[apart[-1][1] : start].strip():
                apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
            else:
                apart.append((start, end))
        return apart


def _runs(words: Sequence[tuple[Span, str]], wanted: Sequence[str]) -> list[Span]:
    """The spans where these words are consecutive; the last may be only the beginning of a word."""
    *first, last = wanted
    runs = []
    for place in range(len(words) - len(wanted) + 1):
        run = words[place : place + len(wanted)]
        if [key for _span, key in run[:-1]] == first and run[-1][1].startswith(last):
            runs.append((run[0][0][0], run[-1][0][1]))
    return runs


def excerpt(text: str, span: Span) -> str:
    """The text around a place in it, cut between words."""
    start, end = max(span[0] - _AROUND, 0), min(span[1] + _AROUND, len(text))
    if start:
        start = text.find(" ", start, span[0]) + 1 or span[0]
    if end < len(text):
        cut = text.rfind(" ", span[1], end)
        end = cut if cut > 0 else span[1]
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
