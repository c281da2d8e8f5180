"""Matches the names in a plan to bodies that are known already, and says how sure the match is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from data_model.values import AgencyKind
from intake.base.matching import matching_key

LEAST_SURE = 0.85
"""A guess below this is shown and not taken."""

_WRITTEN_OUT = (
    (re.compile(r"\bubnd\b"), "ủy ban nhân dân"),
    (re.compile(r"\bhđnd\b"), "hội đồng nhân dân"),
    (re.compile(r"\bub ?mttq(?: ?vn| việt nam)?\b|\bmttq(?: ?vn| việt nam)?\b|\bmặt trận tổ quốc(?: việt nam)?\b"), "mặt trận tổ quốc"),
    (re.compile(r"\bủy ban mặt trận\b"), "mặt trận"),
    (re.compile(r"\blđlđ\b"), "liên đoàn lao động"),
    (re.compile(r"\bđttn\b"), "đoàn thanh niên"),
    (re.compile(r"\btp\.? "), "thành phố "),
    (re.compile(r"&"), " và "),
    (re.compile(r"\bcác\b|[,\-]"), " "),
)  # fmt: skip
_PLACE = re.compile(r" (?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã)(?: .*)?$")
_KINDS = (
    (AgencyKind.GROUP, r"(?:các|mỗi|từng) |sở, |.*\bcác (?:xã|phường|huyện|quận|sở|cơ quan|đơn vị|trường|thôn)"),
    (AgencyKind.PEOPLE_COMMITTEE_OFFICE, r"văn phòng (?:ubnd|ủy ban nhân dân)"),
    (AgencyKind.DEPARTMENT, r"sở |chi cục |thanh tra |ban dân tộc|ban quản lý "),
    (AgencyKind.COMMUNE, r"(?:ubnd|ủy ban nhân dân) (?:xã|phường|thị trấn|đặc khu)"),
    (AgencyKind.DISTRICT, r"(?:ubnd|ủy ban nhân dân) (?:huyện|quận|thị xã|thành phố)"),
    (AgencyKind.FRONT, r".*mặt trận tổ quốc|.*mttq"),
    (AgencyKind.PARTY, r"(?:tỉnh|thành|huyện|quận|đảng) ủy|ban (?:tổ chức|tuyên giáo|dân vận|nội chính)|.*(?:tỉnh|thành) ủy"),
    (AgencyKind.ARMED_FORCES, r"công an|bộ chỉ huy|bộ tư lệnh|bộ đội|ban chỉ huy quân sự"),
    (AgencyKind.PRESS, r"báo |đài |tạp chí|cổng thông tin"),
    (AgencyKind.UNION, r"liên hiệp "),
    (AgencyKind.MASS_ORGANISATION, r"hội |liên đoàn|đoàn |tỉnh đoàn|thành đoàn|công đoàn|hiệp hội|liên minh"),
    (AgencyKind.SCHOOL, r"trường |học viện|đại học|phân hiệu"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body that is known: its code, and every name it has or had."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """The known body that a printed name may mean: `score` from 0 to 1, `name` the one of its names that is like it."""

    code: str
    name: str
    score: float

    @property
    def is_sure(self) -> bool:
        return self.score >= LEAST_SURE


def guess(printed: str, known: Sequence[KnownBody]) -> Guess | None:
    """The body whose name, alias or former name is most like the printed one; None where nothing is near."""
    best: Guess | None = None
    for body in known:
        for name in body.names:
            score = _likeness(printed, name)
            if best is None or score > best.score:
                best = Guess(body.code, name, score)
    return best if best is not None and best.score >= 0.6 else None


def kind_of(printed: str) -> AgencyKind:
    """What kind of body a name tells of, for one that is made on the way."""
    text = matching_key(printed)
    return next((kind for kind, form in _KINDS if re.match(form, text)), AgencyKind.OTHER)


def names_of(cells: Iterable[str]) -> list[str]:
    """The names of a cell that lists bodies with semicolons."""
    return [name.strip() for cell in cells for name in cell.split(";") if name.strip()]


def _likeness(printed: str, name: str) -> float:
    one, other = matching_key(printed), matching_key(name)
    if one == other:
        return 1.0
    one, other = _plain(one), _plain(other)
    if one == other:
        return 0.97
    if _PLACE.sub("", one) == _PLACE.sub("", other) and (not _PLACE.search(one) or not _PLACE.search(other)):
        return 0.92
    return round(fuzz.ratio(one, other) / 100 * 0.9, 2)


def _plain(key: str) -> str:
    for form, words in _WRITTEN_OUT:
        key = form.sub(words, key)
    return " ".join(key.split())
