"""Recognises Vietnamese syllables, to find the decoding of bytes that gives Vietnamese."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()  # noqa: SIM905 - read as words
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêng yêt yêu
""".split()  # noqa: SIM905
_BODIES = frozenset(onset + rime for onset in ("", *_ONSETS) for rime in _RIMES)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_TONES_BEFORE_A_STOP = frozenset("\u0301\u0323")
_STOPS = ("c", "ch", "p", "t")
_MARKED_WORD = re.compile(
    r"(?<![A-Za-z])[A-Za-z]*+(?:[^\x00-\x7f\W\d_]\w*|[\x80-\xbf\u0192\u02c6\u02dc]+\w*)"  # no way back: linear
)
_PUNCTUATION = re.compile(r"[\u00a0\u00b7\u00ab\u00bb\u2010-\u2027\u2030-\u205e]")


class Share(NamedTuple):
    """The number of words with letters beyond ASCII, and how many of them are Vietnamese syllables."""

    words: int
    syllables: int

    @property
    def rate(self) -> float:
        return self.syllables / self.words if self.words else 0.0


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """`word` in any case and either Unicode form: known onset and rime, one tone at most, a stop with sắc or nặng."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in letters if char in _TONES]
    body = unicodedata.normalize("NFC", "".join(char for char in letters if char not in _TONES))
    if len(tones) > 1 or body not in _BODIES:
        return False
    return not body.endswith(_STOPS) or (len(tones) == 1 and tones[0] in _TONES_BEFORE_A_STOP)


def share_of_syllables(text: str) -> Share:
    """Over the words that have a letter or sign beyond ASCII; the others look alike in every encoding."""
    words = _MARKED_WORD.findall(_PUNCTUATION.sub(" ", unicodedata.normalize("NFC", text)))
    return Share(len(words), sum(map(is_syllable, words)))
