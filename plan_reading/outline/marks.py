"""What stands before a paragraph: Phần, I., 1., 1.1., a), -, + and how deep it is."""

import re
from dataclasses import dataclass
from enum import IntEnum

from plan_reading.base.patterns import pattern

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_LETTER_ORDER = "abcdđeghiklmnopqrstuvxy"


class Depth(IntEnum):
    """How deep a mark stands, in the order of Nghị định 30/2020 and of use."""

    PART = 0
    CAPITAL = 10
    ROMAN = 20
    ARTICLE = 25
    ARABIC = 30
    ARABIC_INNER = 35
    DOTTED = 40
    DOTTED_TWICE = 45
    DOTTED_DEEPER = 48
    LETTER = 50
    BRACKETED = 55
    TITLE = 58
    DASH = 60
    PLUS = 70
    DOT = 75
    PLAIN = 90


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a paragraph: its depth, its number where it has one, and where the words begin."""

    depth: Depth
    number: int | None
    label: str
    end: int


_PART = re.compile(r"(?:phần|chương)\s+(?:thứ\s+\w+|[IVXL]+|\d+|[A-ZĐ])(?![\w])\s*[.:/)\-]?\s*", re.IGNORECASE)
_SECTION = re.compile(r"mục\s+(?:[IVXL]+|\d+|[A-ZĐ])(?![\w])\s*[.:/)\-]\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"điều\s+(\d+)\s*[.:]\s*", re.IGNORECASE)
_ROMAN = re.compile(r"([IVXL]{1,6})\s?[./)\-:]\s*(?=\S)")
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\s?[.)/:]?\s*(?=\D)(?!\d)")
_ARABIC = pattern(r"(\d{1,2})\s?([./:)])(?![\d])\s*(?=\S)|(\d{1,2})\s-\s(?=<U>)")
_BRACKETED = re.compile(r"\((\d{1,2}|[a-zđ])\)\s*(?=\S)")
_CAPITAL = re.compile(r"([A-ZĐ])\s?[./)]\s*(?=\S)")
_LETTER = re.compile(r"([a-zđ])\d?\s?[).]\s*(?=\S)")
_DASH = re.compile(r"[-]\s*(?=\S)")
_PLUS = re.compile(r"\+\s*(?=\S)")
_DOT = re.compile(r"[•*·▪●○■□◦➢➤✓✔o\uf0b7\uf02d\uf0a7\uf0d8]\s+(?=\S)")
_ARTICLE_NUMBER_OF_TASK = re.compile(
    r"(?:nhiệm vụ|hoạt động|nội dung|giải pháp)\s+(?:số\s+)?(\d{1,2})\s*[.:\-]\s*", re.IGNORECASE
)


def mark_of(view: str) -> Mark:
    """The mark that the paragraph begins with."""
    simple = (
        (_PART, Depth.PART), (_SECTION, Depth.ROMAN), (_DASH, Depth.DASH), (_PLUS, Depth.PLUS), (_DOT, Depth.DOT),
    )  # fmt: skip
    for form, depth in simple:
        if match := form.match(view):
            return Mark(depth, None, match[0].strip(), match.end())
    if match := _ARTICLE.match(view):
        return Mark(Depth.ARTICLE, int(match[1]), match[0].strip(), match.end())
    if match := _ROMAN.match(view):
        return Mark(Depth.ROMAN, roman_value(match[1]), match[0].strip(), match.end())
    if match := _DOTTED.match(view):
        levels = match[1].count(".")
        depth = (Depth.DOTTED, Depth.DOTTED_TWICE, Depth.DOTTED_DEEPER)[min(levels, 3) - 1]
        return Mark(depth, int(match[1].rpartition(".")[2]), match[0].strip(), match.end())
    if match := _BRACKETED.match(view):
        return Mark(Depth.BRACKETED, int(match[1]) if match[1].isdigit() else None, match[0].strip(), match.end())
    if match := _ARABIC.match(view):
        number = int(match[1] or match[3])
        depth = Depth.BRACKETED if match[2] == ")" else Depth.ARABIC
        return Mark(depth, number, match[0].strip(), match.end())
    if match := _ARTICLE_NUMBER_OF_TASK.match(view):
        return Mark(Depth.ARABIC, int(match[1]), match[0].strip(), match.end())
    if match := _CAPITAL.match(view):
        return Mark(
            Depth.CAPITAL, ord(match[1]) - ord("A") + 1 if match[1] != "Đ" else None, match[0].strip(), match.end()
        )
    if match := _LETTER.match(view):
        return Mark(Depth.LETTER, _LETTER_ORDER.find(match[1]) + 1 or None, match[0].strip(), match.end())
    return Mark(Depth.PLAIN, None, "", 0)


def roman_value(text: str) -> int:
    """12 of XII."""
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
