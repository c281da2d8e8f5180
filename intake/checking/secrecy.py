"""Detects secrecy markings (MẬT, TỐI MẬT, TUYỆT MẬT); "bí mật nhà nước" in prose is none.

State secrets must not enter this system, so a marked file is refused before anything of it is stored.
"""

import re
import unicodedata

from intake.base.matching import strip_invisible

SUSPECT = re.compile(r"[mM][\s.]*(?:[ậẬ]|[aAâÂạẠ][\u0300-\u036f]*)[\s.]*[tT]")
_OUTER_SIGNS = " \t\"'“”‘’()[]{}<>*-–—_.:;,|/\\=#!"
_WHOLE_LINE = re.compile(
    r"(?:(?:độ|dấu|dấu chỉ độ|mức độ|mức)\s*mật(?:\s*[:\-–]\s*|\s+))?(?:tuyệt\s*mật|tối\s*mật|mật)"
)
_WHOLE_LINE_WITHOUT_MARKS = re.compile(r"(?:DO MAT\s*:?\s*)?(?:TUYET MAT|TOI MAT|MAT)")
_HIGHEST = re.compile(r"\bTUYỆT\s+MẬT\b|\bTỐI\s+MẬT\b")
_IN_BRACKETS = re.compile(
    r"[(\[{<]\s*(?:TUYỆT\s+|TỐI\s+)?MẬT\s*[)\]}>]|(?:(?i:độ\s+mật|dấu\s+mật)\s*:\s*)(?i:tuyệt\s+mật|tối\s+mật|mật)\b"
)
_ALONE = re.compile(r"(?<!BÍ )(?<!BẢO )(?<!CƠ )(?<!ĐỘ )\bMẬT\b(?! (?:MÃ|ĐỘ|ONG|THIẾT|VỤ|THƯ|KHẨU|NGHỊ)\b)")
_SPACES = re.compile(r"\s+")


def has_marking(text: str) -> bool:
    """Whether a line of the text (a cell, a page header, a file name) has a secrecy marking."""
    if not SUSPECT.search(text):
        return False
    return any(_marks(line) for line in strip_invisible(text).splitlines())


def _marks(line: str) -> bool:
    bare = _SPACES.sub(" ", line).strip(_OUTER_SIGNS)
    joined = _SPACES.sub("", bare).casefold()
    if _WHOLE_LINE.fullmatch(bare.casefold()) or joined in ("mật", "tốimật", "tuyệtmật"):
        return True
    if _WHOLE_LINE_WITHOUT_MARKS.fullmatch(bare):
        return True
    spaced = _SPACES.sub(" ", line)
    if _HIGHEST.search(spaced) or _IN_BRACKETS.search(spaced):
        return True
    return not _is_heading(bare) and _ALONE.search(spaced) is not None


def _is_heading(line: str) -> bool:
    """A line all in capitals, where MẬT may be part of any word of two syllables (MẬT ĐỘ DÂN SỐ)."""
    letters = [char for char in line if unicodedata.category(char) in ("Lu", "Ll")]
    return all(char.isupper() for char in letters) and len(line.split()) > 2
