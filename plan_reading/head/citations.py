"""Documents that a text cites, by kind and number: state numbers (217/KH-UBND) and Party numbers (108-KH/TU)."""

import re
from dataclasses import dataclass

_KINDS = (
    "nghị quyết", "chỉ thị", "kết luận", "quyết định", "kế hoạch", "chương trình hành động", "chương trình", "công văn", "thông tri",
    "hướng dẫn", "đề án", "công điện", "thông báo", "quy định", "quy chế", "nghị định", "thông tư", "pháp lệnh", "bộ luật", "luật", "tờ trình",
    "văn bản", "chiến lược", "báo cáo", "phương án", "ct", "kh", "nq", "qđ", "kl",
)  # fmt: skip
_SYMBOL = r"[A-ZĐƯƠÂÊÔĂ][A-Za-zĐđƯƠÂÊÔĂà-ỹ&]*"
_NUMBER = (
    rf"(?P<number>\d{{1,5}}(?:\s?[a-z])?\s?"
    rf"(?:[-–]\s?{_SYMBOL}(?:\s?[-–]\s?{_SYMBOL})*\s?/\s?{_SYMBOL}(?:\s?[-–]\s?{_SYMBOL})*"
    rf"|/\s?(?:\d{{4}}\s?/\s?)?{_SYMBOL}(?:\s?[-–/]\s?{_SYMBOL}\d*)*))"
)
_CITED = re.compile(
    rf"(?P<kind>{'|'.join(_KINDS)})(?:\s+(?:số|sổ|s\u1ed1:?))?\s*:?\s*{_NUMBER}(?:\s*,?\s*(?:ngày\s*)?(?P<day>\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?\d{{4}}|\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+\d{{4}}))?",
    re.IGNORECASE,
)
_CENTRAL = re.compile(
    r"(?:/TW|/QH\d*|/NQ-CP|/CT-TTg|/QĐ-TTg|/CĐ-TTg|/NĐ-CP|/CP|TTg$|-CP$|/QH|/UBTVQH|BĐNTW|BTGTW|BTCTW)", re.IGNORECASE
)
_LAWS = ("luật", "bộ luật", "nghị định", "thông tư", "pháp lệnh")
_WITHOUT_NUMBER = re.compile(
    r"(?:Nghị quyết|Chỉ thị|Kết luận|Chương trình hành động|Kế hoạch) (?:Đại hội|Hội nghị|của|Ban Chấp hành|HĐND|Hội đồng nhân dân|Trung ương)"
    r"(?:(?! về | triển khai|[;,.]).){5,140}"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document at `start`:`end`; `number` without the spaces that it may be printed with."""

    kind: str
    number: str
    day: str | None
    start: int
    end: int

    @property
    def is_central(self) -> bool:
        """Whether the Party's centre, the National Assembly, the Government or its Prime Minister issued it."""
        return bool(_CENTRAL.search(self.number))

    @property
    def is_law(self) -> bool:
        return self.kind in _LAWS

    @property
    def directs(self) -> bool:
        """Whether it is of a kind that sets others to work."""
        return self.kind in (
            "chỉ thị",
            "nghị quyết",
            "kết luận",
            "ct",
            "nq",
            "kl",
            "thông tri",
            "công điện",
            "quyết định",
            "đề án",
            "chương trình",
            "chiến lược",
            "chương trình hành động",
        )

    @property
    def is_of_the_party(self) -> bool:
        return bool(re.match(r"\d+[a-z]?-", self.number))


def citations(view: str) -> list[Citation]:
    """Every document that is cited by its number, in order."""
    found: list[Citation] = []
    for match in _CITED.finditer(view):
        number = re.sub(r"\s+", "", match["number"]).replace("–", "-").rstrip(".")
        found.append(Citation(match["kind"].lower(), number, match["day"], match.start("number"), match.end()))
    return found


def unnumbered(view: str) -> tuple[int, int] | None:
    """The place of a resolution that is cited without a number."""
    match = _WITHOUT_NUMBER.search(view)
    return match.span() if match else None
