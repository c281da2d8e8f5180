"""Keys that compare texts loosely, each looser than the one before; stored texts are never changed.

`code_key`      codes: case, spaces and invisible characters do not count, everything else does
`matching_key`  names: also dashes, quotes, tone placement (hòa = hoà) and a final stop
`plain_key`     headers, periods, statuses, search: also all marks, and i for y where both are written (kì = kỳ, quí = quý)
"""

import re
import unicodedata
from functools import lru_cache

_VARIATION_SELECTORS = (0xFE00, 0xFE0F)
_INVISIBLE_RANGES = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180E, 0x180E), (0x200B, 0x200F)),
    *((0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF)),
)
INVISIBLE = frozenset(chr(code) for first, last in _INVISIBLE_RANGES for code in range(first, last + 1))
"""Zero-width characters, direction marks, soft hyphen; without the selectors that a shown character may end in."""

_INVISIBLE = re.compile(f"[{''.join(sorted(INVISIBLE))}{chr(_VARIATION_SELECTORS[0])}-{chr(_VARIATION_SELECTORS[1])}]")
_SPACES = re.compile(r"\s+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u2043\ufe58\ufe63]")
_SINGLE_QUOTES = re.compile(r"[\u2018\u2019\u201a\u201b\u02bc]")
_DOUBLE_QUOTES = re.compile(r"[\u201c\u201d\u201e\u00ab\u00bb]")
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
_TONES = re.compile(r"[\u0300\u0301\u0303\u0309\u0323]")
_MARKS = re.compile(r"[\u0300-\u036f]")
_I_FOR_Y = re.compile(r"(?<![a-z])(h|k|l|m|s|t|qu)i(?![a-z])")
"""The syllables that are written with either letter: hi, kì, lí, mĩ, sĩ, tỉ, quí."""
_D_WITH_STROKE = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})


def strip_invisible(text: str) -> str:
    """The text in NFC without characters that nobody sees (zero-width, direction, soft hyphen)."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def code_key(text: str) -> str:
    return _SPACES.sub("", strip_invisible(text).casefold())


@lru_cache(maxsize=20_000)
def matching_key(text: str) -> str:
    """The same for all spellings of one name."""
    folded = strip_invisible(text).casefold()
    folded = _DASHES.sub("-", folded)
    folded = _DOUBLE_QUOTES.sub('"', _SINGLE_QUOTES.sub("'", folded))
    folded = _SPACES.sub(" ", folded).strip().rstrip(".;:, ")
    return unicodedata.normalize("NFC", _WORD.sub(_tone_last, unicodedata.normalize("NFD", folded)))


def _tone_last(word: re.Match[str]) -> str:
    """Moves a syllable's tone behind its last letter, so that hòa and hoà are equal."""
    return _TONES.sub("", word[0]) + "".join(_TONES.findall(word[0]))


@lru_cache(maxsize=20_000)
def plain_key(text: str) -> str:
    """Lower case without marks, single spaces. sở, so and số become equal, so it must not be used to choose among names."""
    return _I_FOR_Y.sub(r"\1y", key_as_typed(text))


def key_as_typed(text: str) -> str:
    """As `plain_key` with i and y as they are: of a word that is still being typed, ki may become kinh."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", matching_key(text)))
    return bare.translate(_D_WITH_STROKE)
