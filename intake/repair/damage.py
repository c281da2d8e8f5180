"""Detects texts damaged before the upload: letters replaced by "?", and UTF-8 read as Windows-1252."""

import re
from collections.abc import Iterable
from itertools import islice

_LOST_LETTER = re.compile(r"[^\W\d_]\?+[^\W\d_]")
_WRITTEN_OUT = re.compile(r"&#(?:[0-9]{2,7}|x[0-9a-fA-F]{2,6});")
_REPLACEMENT = "\ufffd"
_LEAST_LOST = 2
_TWICE_ENCODED = re.compile(
    "á[º»][\u0080-\u00bf\u2018-\u203a\u0152-\u0178\u02c6\u02dc\u20ac\u2122]|Ä[\u0090\u2018‘]|Ã[¡-¿\u00a0]|Æ°|Æ¡"
)
_LEAST_TWICE_ENCODED = 3


def is_damaged(text: str) -> bool:
    """Whether letters are missing: U+FFFD, "?" inside several words ("Ti?n d?n"), or &#7871; for a letter."""
    if _REPLACEMENT in text:
        return True
    if "&#" in text and len(_WRITTEN_OUT.findall(text)) >= _LEAST_LOST:
        return True
    return "?" in text and sum(map(_lost_letters, text.split())) >= _LEAST_LOST


def _lost_letters(word: str) -> int:
    """In an address a "?" is in its place."""
    return 0 if "://" in word or "www." in word else len(_LOST_LETTER.findall(word))


def is_twice_encoded(texts: Iterable[str]) -> bool:
    """Whether the file has a few traces of UTF-8 read as Windows-1252 or 1258 ("Tiáº¿n Ä‘á»™")."""
    signs = (sign for text in texts for sign in _TWICE_ENCODED.finditer(text))
    return sum(1 for _ in islice(signs, _LEAST_TWICE_ENCODED)) >= _LEAST_TWICE_ENCODED
