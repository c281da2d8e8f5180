"""Damage and doubt in a document's text: named for a person to decide, never repaired."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from intake.repair.syllables import is_syllable
from plan_reading.base.draft import Flag, FlagCode, HeadDraft
from plan_reading.base.plan_text import PlanText
from plan_reading.base.view import Passage
from plan_reading.outline.marks import Depth
from plan_reading.outline.tree import Node

_CUT = re.compile(
    r"\[\s?(?:\.\.\.|…|\.{3,})\s?\]|<\s?(?:còn tiếp|xem tiếp)[^>]*>|\(còn nữa\)|xem thêm\s*$", re.IGNORECASE
)
_WEB = re.compile(
    r"\s*(?:bài viết|trang chủ|đăng nhập|chia sẻ|in trang|xem thêm|additional information|thuộc tính|lược đồ|tải về|bản tin|số lượt xem|lượt xem:?.*|"
    r"file đính kèm|tin liên quan|các tin khác|(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật), (?:ngày )?\d{1,2}/\d{1,2}/\d{4}.*|ngày cập nhật.*|copyright.*|facebook|"
    r"số hiệu \S+|loại văn bản .*|lĩnh vực .*)\s*",
    re.IGNORECASE,
)
_TWICE = re.compile(r"(?<![\w])((?:[^\W\d_]+\s){1,3}?)\1", re.IGNORECASE)
_DOUBLED_ON_PURPOSE = frozenset(
    [
        "luôn",
        "dần",
        "ngày",
        "càng",
        "mãi",
        "rất",
        "từng",
        "ai",
        "nơi",
        "đâu",
        "người",
        "nhà",
        "đời",
        "ngành",
        "xã",
        "phường",
        "sẵn",
        "xanh",
        "sạch",
        "vui",
        "gần",
        "xa",
    ]
)
_NUMBER_MISPRINTED = re.compile(r"\bsổ\s+\d")
_WORD = re.compile(
    r"(?<![\w/&.-])[a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]{2,8}(?![\w/&-])"
)
_MOST_MISPRINTS = 40
_SKIP_DEPTHS = (Depth.ROMAN, Depth.ARABIC, Depth.DOTTED, Depth.LETTER, Depth.CAPITAL, Depth.BRACKETED)


def damage(text: PlanText, root: Node, head: HeadDraft) -> list[Flag]:
    """Every sign of damage, in the order of the text."""
    flags = [*_cut_and_web(text), *_numbering(text.text, root), *_misprints(text), *_mixed_dates(text.text, head)]
    return sorted(flags, key=lambda flag: flag.start)


def _flag(text: str, code: FlagCode, start: int, end: int) -> Flag:
    return Flag(code, text[start:end], start, end)


def _cut_and_web(text: PlanText) -> Iterator[Flag]:
    for passage in text.passages:
        for match in _CUT.finditer(passage.view):
            yield _flag(text.text, FlagCode.CUT_TEXT, *passage.span(*match.span()))
        if _WEB.fullmatch(passage.view):
            yield _flag(text.text, FlagCode.WEB_PAGE, passage.start, passage.end)
        if passage.spaced:
            yield _flag(text.text, FlagCode.SPACED_LETTERS, passage.start, passage.end)


def _numbering(text: str, node: Node) -> Iterator[Flag]:
    """Numbers among the children of a heading that skip or come twice."""
    last: dict[int, int] = {}
    for child in node.children:
        number, depth = child.mark.number, child.depth
        if number is not None and depth in _SKIP_DEPTHS:
            before = last.get(depth, 0)
            start, end = child.passage.start, child.passage.end
            skips = number > before + 2 if depth == Depth.LETTER else number > before + 1
            if skips and (before or number > 1):
                yield _flag(text, FlagCode.SECTION_SKIPS, start, end)
            elif number <= before and depth != Depth.LETTER:
                yield _flag(text, FlagCode.SECTION_REPEATS, start, end)
            last[depth] = number
        if child.depth == Depth.ROMAN and child.mark.depth == Depth.ARABIC:
            yield _flag(text, FlagCode.MISPRINT, child.passage.start, child.passage.end)
        yield from _numbering(text, child)


def _misprints(text: PlanText) -> Iterator[Flag]:
    count = 0
    for passage in text.passages:
        for start, end in _misprinted(passage):
            count += 1
            if count > _MOST_MISPRINTS:
                return
            yield _flag(text.text, FlagCode.MISPRINT, *passage.span(start, end))


def _misprinted(passage: Passage) -> Iterator[tuple[int, int]]:
    """Words said twice, "sổ" for "số", letters that make no Vietnamese syllable."""
    for match in _NUMBER_MISPRINTED.finditer(passage.view):
        yield match.span()
    for match in _TWICE.finditer(passage.view + " "):
        if match[1].split()[0].lower() not in _DOUBLED_ON_PURPOSE and not match[1].strip().isdigit():
            yield match.start(), min(match.end(), len(passage.view))
    for match in _WORD.finditer(passage.view):
        if not match[0].isascii() and not is_syllable(match[0]):
            yield match.span()


def _mixed_dates(text: str, head: HeadDraft) -> Iterator[Flag]:
    """A plan for one year that was issued in another, as "năm 2015" dated January 2014."""
    if head.year is None or head.issued_on is None or head.issued_on_evidence is None:
        return
    first, last = date(head.year - 1, 7, 1), date(head.year, 12, 31)
    if not first <= head.issued_on <= last:
        yield _flag(text, FlagCode.MIXED_DATES, head.issued_on_evidence.start, head.issued_on_evidence.end)


def in_order(flags: Sequence[Flag]) -> list[Flag]:
    """In the order of the text, each once."""
    seen: set[tuple[FlagCode, int, int]] = set()
    kept: list[Flag] = []
    for flag in sorted(flags, key=lambda one: (one.start, one.end)):
        if (flag.code, flag.start, flag.end) not in seen:
            seen.add((flag.code, flag.start, flag.end))
            kept.append(flag)
    return kept
