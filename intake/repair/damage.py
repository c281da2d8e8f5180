"""Detects texts damaged before the upload: letters lost or written out, and UTF-8 that was read as another encoding."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html.entities import html5
from itertools import islice

from intake.repair.syllables import is_syllable

_LOST_LETTER = re.compile(r"[^\W\d_][?\u25a1]+(?=[^\W\d_])|^[?\u25a1]+[^\W\d_]")
_LOST_AT_END = re.compile(r"[^\W\d_][?\u25a1]$")
_ADDRESS = re.compile(r"[/=&]|www\\.")
_WRITTEN_OUT = re.compile(r"&(?:#(?:[0-9]{2,7}|x[0-9a-fA-F]{2,6})|(?P<name>[A-Za-z]{2,30}));")
_REPLACEMENT = "\ufffd"
_LEAST_LOST = 2
_TWICE_ENCODED = re.compile(
    "á[º»][\u0080-\u00bf\u2018-\u203a\u0152-\u0178\u02c6\u02dc\u20ac\u2122]|Ä[\u0090\u2018‘]|Ã[¡-¿\u00a0]|Æ°|Æ¡"
)
_LEAST_TWICE_ENCODED = 3
_ENCODINGS = (
    *("mac_roman", "cp437", "cp850", "cp852", "cp866", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255"),
    *("cp1256", "cp1257", "cp1258", "cp874", "latin_1", "iso8859_2", "iso8859_5", "iso8859_15", "koi8_r"),
    *("mac_latin2", "mac_cyrillic", "mac_turkish", "gbk", "big5", "shift_jis", "cp949"),
)
"""In which UTF-8 is read by mistake: of the Mac, of DOS, of Windows in other countries."""
_VOWELS = "aăâeêioôơuưy"
_TONED = (
    unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
)
_LETTERS = {*_TONED, "đ"}
_STRANGE = re.compile(
    f"[^\\x00-\\x7f{''.join(sorted(_LETTERS | {letter.upper() for letter in _LETTERS}))}\u0300-\u0323–—“”‘’…•]"
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 5_000


def is_damaged(text: str) -> bool:
    """Whether letters are missing: U+FFFD, "?" for letters ("Ti?n d?n"), &#7871; or &oacute; for a letter."""
    if _REPLACEMENT in text:
        return True
    if "&" in text and _has_written_out_letters(text):
        return True
    return ("?" in text or "\u25a1" in text) and _lost_letters(text) >= _LEAST_LOST


def _has_written_out_letters(text: str) -> bool:
    """One letter by its name is enough; numbers and other signs may be meant."""
    found = list(_WRITTEN_OUT.finditer(text))
    names = [html5.get(f"{match['name']};", "") for match in found if match["name"]]
    if any(name and not name.isascii() and unicodedata.normalize("NFC", name).isalpha() for name in names):
        return True
    return sum(not match["name"] for match in found) >= _LEAST_LOST


def _lost_letters(text: str) -> int:
    """A "?" inside or before a word; one behind a word may end a question, and counts beside those alone. In an address
    it is in its place."""
    words = [word for word in text.split() if not _ADDRESS.search(word)]
    surely = sum(len(_LOST_LETTER.findall(word)) for word in words)
    return surely + sum(1 for word in words if _LOST_AT_END.search(word)) if surely else 0


def is_twice_encoded(texts: Iterable[str]) -> bool:
    """Whether the file has a few traces of UTF-8 read as Windows-1252 or 1258 ("Tiáº¿n Ä‘á»™"), or words that are
    Vietnamese once the bytes that they were in another encoding are read as UTF-8 ("ƒê√£", "Дђ ГЈ")."""
    listed = list(texts)
    signs = (sign for text in listed for sign in _TWICE_ENCODED.finditer(text))
    if sum(1 for _ in islice(signs, _LEAST_TWICE_ENCODED)) >= _LEAST_TWICE_ENCODED:
        return True
    strange = (
        word for text in listed if _STRANGE.search(text) for word in _BLANKS.split(text) if _STRANGE.search(word)
    )
    return any(_is_vietnamese_in_bytes(word) for word in islice(dict.fromkeys(strange), _MOST_WORDS))


def _is_vietnamese_in_bytes(word: str) -> bool:
    return any(is_syllable(part) for meant in _as_utf8(word) for part in _WORD.findall(meant) if not part.isascii())


def _as_utf8(word: str) -> Iterator[str]:
    """What the word is if the bytes that it has in another encoding are UTF-8; nothing where they are not."""
    for encoding in _ENCODINGS:
        try:
            yield word.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
