"""How much two duties say the same, by the pairs of syllables they share."""

import itertools
import re
from collections import Counter
from functools import lru_cache

_WORD = re.compile(r"\w+")
_COMMON = frozenset(
    [
        "các",
        "của",
        "và",
        "trong",
        "cho",
        "với",
        "về",
        "theo",
        "đến",
        "tại",
        "là",
        "có",
        "được",
        "những",
        "này",
        "thực",
        "hiện",
        "nhân",
        "dân",
        "công",
        "tác",
        "hoạt",
        "động",
        "triển",
        "khai",
        "tỉnh",
        "thành",
        "phố",
        "trên",
        "địa",
        "bàn",
    ]
)
_REPEATED = 0.55
_SAME = 0.72
_MOST_WITH_PAIR = 200
_MOST_LOOKED_AT = 20


@lru_cache(maxsize=20_000)
def pairs(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of neighbouring syllables in small letters, without those that stand in every plan."""
    words = _WORD.findall(text.lower())
    return frozenset(pair for pair in itertools.pairwise(words) if not (pair[0] in _COMMON and pair[1] in _COMMON))


def is_repeated(text: str, others: list[str]) -> bool:
    """Whether what the sentence says is said again by one of the others, or by all together."""
    own = pairs(text)
    if not own:
        return False
    shares = [len(own & pairs(other)) / len(own) for other in others]
    together = len(own & frozenset().union(*map(pairs, others))) / len(own) if others else 0.0
    return max(shares, default=0.0) >= _REPEATED or together >= _SAME


def is_same(text: str, other: str) -> bool:
    """Whether two duties are one, told twice."""
    own, others = pairs(text), pairs(other)
    least = min(len(own), len(others))
    if least < 4:
        return text.strip(" .;").lower() == other.strip(" .;").lower()
    shared = len(own & others)
    return shared / least >= _SAME and shared / max(len(own), len(others)) >= 0.5


class Told:
    """Duties that were told already, to find the one that says the same as another."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._with_pair: dict[tuple[str, str], list[int]] = {}

    def add(self, number: int, text: str) -> None:
        self._texts[number] = text
        for pair in pairs(text):
            self._with_pair.setdefault(pair, []).append(number)

    def same_as(self, text: str) -> int | None:
        """The number of the first duty that says the same; pairs that stand in very many tell nothing."""
        shared = Counter(
            number
            for pair in pairs(text)
            if len(numbers := self._with_pair.get(pair, [])) <= _MOST_WITH_PAIR
            for number in numbers
        )
        likely = sorted(number for number, _ in shared.most_common(_MOST_LOOKED_AT))
        return next((number for number in likely if is_same(text, self._texts[number])), None)
