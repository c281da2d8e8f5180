"""Searches whole columns of texts for signs to clean, letters of old fonts and secrecy markings."""

import unicodedata

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from intake.base.cell_signs import BARE_NUMBER, DAY_LIKE, ERROR_WORD, PICTURE, SHORTENED_NUMBER
from intake.base.matching import strip_invisible
from intake.checking.secrecy import SUSPECT

Mask = NDArray[np.bool_]

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LETTERS = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES} | {"đ"}
_SIGNS = "–—“”‘’…•"
_BEYOND_ASCII = "".join(sorted(char for char in {*_LETTERS, *map(str.upper, _LETTERS), *_SIGNS} if not char.isascii()))
_PLAIN_CELL = f"^[ -~{_BEYOND_ASCII}]*$"
_PLAIN_TEXT = f"^(?:[!-\"$-%(->@-~{_BEYOND_ASCII}](?:[ -%'->@-~{_BEYOND_ASCII}]*[!-%'->@-~{_BEYOND_ASCII}])?)?$"
_PLAIN_EVIDENCE = f'^(?:[!-"$-&(-~{_BEYOND_ASCII}](?:[ -~{_BEYOND_ASCII}]*[!-~{_BEYOND_ASCII}])?)?$'
_MADE_OR_BROKEN = f"^(?:{ERROR_WORD}|{PICTURE}|{DAY_LIKE}|{SHORTENED_NUMBER}|{BARE_NUMBER})$"
"""Texts on which the row reader has something to say."""
_MAYBE_DAMAGED = r"&[#A-Za-z][0-9A-Za-z]*;|(?:^| )[^ /=&]*\?[^ /=&]*(?: |$)"
_SUSPECT = SUSPECT.pattern.replace(r"\u0300-\u036f", r"\x{0300}-\x{036f}")

_CONSONANTS = "bcdfghjklmnpqrstvwxz0123456789"
_TO_CONSONANTS = bytes(ord(chr(code).lower()) if chr(code).lower() in _CONSONANTS else 0 for code in range(256))


def is_plain(texts: pa.StringArray, *, may_ask: bool) -> Mask:
    """Which texts are stored unchanged and without a word: Vietnamese in NFC on one line, no outer blanks, no sign of
    damage, more than a number or a day.

    `may_ask`: "?" and "&" are allowed, as in web addresses.
    """
    plain = _mask(pc.match_substring_regex(texts, _PLAIN_EVIDENCE if may_ask else _PLAIN_TEXT))
    odd = _mask(pc.match_substring_regex(texts, _MADE_OR_BROKEN))
    return plain & ~(odd | _mask(pc.match_substring_regex(texts, _MAYBE_DAMAGED))) if may_ask else plain & ~odd


def odd_texts(texts: pa.StringArray, *, but_for: Mask | None = None) -> list[str]:
    """The distinct texts with other than Vietnamese letters, or with a possible secrecy marking.

    `but_for`: texts that are known to be plain and are only searched for a marking.
    """
    plain = pc.match_substring_regex(texts, _PLAIN_CELL) if but_for is None else pa.array(but_for)
    suspect = pc.match_substring_regex(texts, _SUSPECT)
    odd: list[str] = pc.unique(texts.filter(pc.or_(pc.invert(plain), suspect))).to_pylist()
    return odd


def lengths(texts: pa.StringArray) -> NDArray[np.int64]:
    return np.asarray(pc.utf8_length(texts).to_numpy(zero_copy_only=False), np.int64)


def has_line_break(texts: pa.StringArray) -> Mask:
    return _mask(pc.match_substring(texts, "\n"))


def is_filled(texts: pa.StringArray) -> Mask:
    return _mask(pc.not_equal(pc.utf8_trim_whitespace(texts), ""))


def result_keys(texts: pa.StringArray) -> NDArray[np.int64]:
    """A hash of the consonants and digits of each plain text; texts with one `matching_key` share it.

    So only texts with equal hashes need their keys compared, which saves computing most of the keys.
    """
    count = len(texts)
    if not count:
        return np.zeros(0, np.int64)
    offsets = np.frombuffer(texts.buffers()[1], np.int32)[texts.offset : texts.offset + count + 1]
    data = memoryview(texts.buffers()[2] or b"")[offsets[0] : offsets[-1]]
    marked = np.frombuffer(bytes(data).translate(_TO_CONSONANTS), np.uint8)
    before = np.zeros(len(marked) + 1, np.int32)
    np.cumsum(marked != 0, out=before[1:])
    consonants = pa.py_buffer(marked[marked != 0])
    texts = pa.StringArray.from_buffers(count, pa.py_buffer(before[offsets - offsets[0]]), consonants)
    return np.fromiter(map(hash, texts.to_pylist()), np.int64, count)


def result_key(text: str) -> int:
    """The hash of `result_keys` for any one text."""
    decomposed = unicodedata.normalize("NFD", strip_invisible(text).casefold())
    return hash(decomposed.encode("ascii", "ignore").translate(_TO_CONSONANTS).replace(b"\0", b"").decode())


def _mask(found: pa.BooleanArray) -> Mask:
    return np.asarray(found.to_numpy(zero_copy_only=False), np.bool_)
