"""How much two duties say the same, by the pairs of syllables they share."""

import itertools
import re

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
