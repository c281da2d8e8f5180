"""Writing text as the old fonts do, for files to test with; the other way round of `intake.repair.legacy_encodings`."""

import unicodedata

from intake.repair import legacy_encodings as legacy_text

_TO_TCVN3 = {letter: sign for sign, letter in legacy_text._TCVN3.items()}
_TO_VNI = {letter: pair for pair, letter in reversed(list(legacy_text._VNI.items()))}
_TO_VNI |= {letter: pair for pair, letter in legacy_text._VNI.items() if pair.islower() or pair.isupper()}


def as_tcvn3(text: str) -> str:
    """Capital letters with a tone have no place of their own: the font shows the small one."""
    return "".join(_TO_TCVN3.get(char) or _TO_TCVN3.get(char.lower(), char) for char in _whole(text))


def as_vni(text: str) -> str:
    return "".join(_TO_VNI.get(char, char) for char in _whole(text))


def _whole(text: str) -> str:
    return unicodedata.normalize("NFC", text)
