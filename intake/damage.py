"""Texts that were harmed before they came here: letters lost to "?", and UTF-8 that was read as Windows-1252."""

import re

_LOST_LETTER = re.compile(r"[^\W\d_]\?+[^\W\d_]")
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*")
_REPLACEMENT = "\ufffd"
_LEAST_LOST = 2
_TWICE_ENCODED = re.compile(
    "á[º»][\u0080-\u00bf\u2018-\u203a\u0152-\u0178\u02c6\u02dc\u20ac\u2122]|Ä[\u0090\u2018‘]|Ã[¡-¿\u00a0]|Æ°|Æ¡"
)
_LEAST_TWICE_ENCODED = 3


def is_damaged(text: str) -> bool:
    """Letters are missing: the replacement character, or several words with a "?" inside ("Ti?n d?")."""
    if _REPLACEMENT in text:
        return True
    return "?" in text and len(_LOST_LETTER.findall(_ADDRESS.sub(" ", text))) >= _LEAST_LOST


def is_twice_encoded(text: str) -> bool:
    """The signs that UTF-8 leaves when it was read as Windows-1252 or 1258 ("Tiáº¿n Ä‘á»™")."""
    return len(_TWICE_ENCODED.findall(text)) >= _LEAST_TWICE_ENCODED
