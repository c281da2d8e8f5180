"""TCVN3 (ABC) and VNI: encodings of old Vietnamese fonts, for which Python has no codec.

Both put Vietnamese into the upper half of an 8-bit code page, so their texts arrive as bytes, or as
Latin letters and signs inside a Unicode file ("Xin chaøo", "ViÖt Nam"). Digits, codes and plain words
are the same in all of them and come through unchanged.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from unicodedata import normalize

from intake.repair.syllables import Share, share_of_syllables

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TO_UNICODE = str.maketrans(_TCVN3)

_VNI_TONED = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HAT = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


class Legacy(StrEnum):
    """An encoding of the old fonts, by the name that people know it under."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


def _vni_pairs() -> dict[str, str]:
    """Each letter with the sign behind it, small, capital and as a capital that opens a word."""
    pairs = {letter: letter for letter in "ìíÌÍ"} | _VNI_ALONE
    for base in "aeouy":
        pairs |= {base + sign: normalize("NFC", base + tone) for sign, tone in _VNI_TONED.items()}
    for base, whole in (("ô", "ơ"), ("ö", "ư")):
        pairs |= {base + sign: normalize("NFC", whole + tone) for sign, tone in _VNI_TONED.items()}
    for base in "aeo":
        pairs |= {base + sign: normalize("NFC", f"{base}\u0302{tone}") for sign, tone in _VNI_HAT.items()}
    pairs |= {f"a{sign}": normalize("NFC", f"a\u0306{tone}") for sign, tone in _VNI_BREVE.items()}
    capital = {key[0].upper() + key[1:]: value.upper() for key, value in pairs.items()}
    return pairs | capital | {key.upper(): value.upper() for key, value in pairs.items()}


_VNI = _vni_pairs()
_VNI_PAIR = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_STRANGE = re.compile(
    "[\u00a1-\u00a9\u00ac\u00ae\u00b1-\u00b6\u00b8-\u00ba\u00bc-\u00beÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþ]"
)
"""Signs of the old fonts that do not occur in Vietnamese in Unicode."""

_TRUE_UNICODE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u0300-\u036f\u1ea0-\u1ef9]")
"""Vietnamese letters that have no place in Windows-1252, so no old font's text has them."""

LEAST_WORDS = 3
_CLEAR_RATE = 0.9
_CLEAR_LEAD = 0.25
_LONGEST_SAMPLE = 400_000


def to_unicode(text: str, legacy: Legacy) -> str:
    """The text of an old font, given as the Latin letters that its bytes are in Windows-1252."""
    if legacy is Legacy.TCVN3:
        return text.translate(_TO_UNICODE)
    return _VNI_PAIR.sub(lambda pair: _VNI[pair[0]], text)


def is_clear(share: Share, *, rival: Share, least_words: int = LEAST_WORDS) -> bool:
    """Whether there are enough words, nearly all are Vietnamese, and far more than in the other decoding (`rival`)."""
    return share.words >= least_words and share.rate >= _CLEAR_RATE and share.rate - rival.rate >= _CLEAR_LEAD


def legacy_of(text: str) -> Legacy | None:
    """The old font that all of the text is clearly in; None in doubt, as when a part is true Unicode."""
    if _TRUE_UNICODE.search(text):
        return None
    sample = text[:_LONGEST_SAMPLE]
    shares = {legacy: share_of_syllables(to_unicode(sample, legacy)) for legacy in Legacy}
    best, other = sorted(Legacy, key=lambda legacy: shares[legacy].rate, reverse=True)
    as_it_stands = share_of_syllables(sample)
    clear = all(is_clear(shares[best], rival=rival) for rival in (shares[other], as_it_stands))
    return best if clear else None


def seems_legacy(texts: Iterable[str]) -> bool:
    """Whether several words are Vietnamese only when decoded from an old font."""
    strange = {word for text in texts if _STRANGE.search(text) for word in text.split() if _STRANGE.search(word)}
    sample = " ".join(sorted(strange))[:_LONGEST_SAMPLE]
    likely = max(share_of_syllables(to_unicode(sample, legacy)).syllables for legacy in Legacy)
    return likely >= LEAST_WORDS and likely >= len(strange) / 2
