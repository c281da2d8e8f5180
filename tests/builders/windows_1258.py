"""Writing Windows-1258: ă â ê ô ơ ư đ are whole letters, the five tones stand apart behind them."""

import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def in_windows_1258(text: str) -> bytes:
    return b"".join(map(_encoded, unicodedata.normalize("NFC", text)))


def _encoded(char: str) -> bytes:
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", char)
        tone = next(part for part in parts if part in _TONES)
        return unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
