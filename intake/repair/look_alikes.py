"""Letters and digits of other scripts that look like Latin ones: reported to the user, never read as Latin."""

import unicodedata

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухԛԝ", "ABESIJKMHOPCTYXabesijkmhopctyxqw", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιν", "ABEZHIKMNOPTYXaoiv", strict=True))
_ETH = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
_TO_LATIN = str.maketrans(_CYRILLIC | _GREEK | _ETH)


def first_look_alike(text: str) -> str:
    """The first letter or digit that is neither Latin nor ASCII, or a Latin one that is not Vietnamese; else empty."""
    return next((char for char in text if char.isalnum() and not char.isascii() and _is_stranger(char)), "")


def _is_stranger(char: str) -> bool:
    name = unicodedata.name(char, "")
    return char in _ETH or not name.startswith("LATIN ") or name.startswith("LATIN LETTER SMALL CAPITAL")


def in_latin(text: str) -> str:
    """The text with look-alikes replaced, for a suggestion."""
    return unicodedata.normalize("NFKC", text).translate(_TO_LATIN)
