"""Labelled lines: "Đơn vị chủ trì: …", "Thời gian hoàn thành: …", alone or at the end of a duty."""

import re
from dataclasses import dataclass
from enum import Enum


class Label(Enum):
    """What a label announces."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    SUPERVISING = "supervising"
    TIME = "time"
    PRODUCT = "product"
    OTHER = "other"


_WHO = r"(?:(?:các )?(?:cơ quan|đơn vị|bộ phận|cá nhân|tổ chức|người|đồng chí|phòng|ban|sở)(?:(?:,| và|/| -)? ?(?:cơ quan|đơn vị|bộ phận|cá nhân|tổ chức))*\s*)"
_PATTERNS = (
    (Label.SUPERVISING, rf"{_WHO}?(?:theo dõi|giám sát|đôn đốc|kiểm tra)(?:(?:,| và) (?:theo dõi|giám sát|đôn đốc|kiểm tra|đánh giá|hướng dẫn))*(?: việc thực hiện)?"),
    (Label.COORDINATING, rf"{_WHO}?(?:phối hợp|phối kết hợp|tham gia)(?: thực hiện)?"),
    (
        Label.LEAD,
        rf"(?!tổ chức (?:thực hiện|triển khai)){_WHO}(?:được (?:giao|phân công) )?(?:chủ trì|thực hiện|chịu trách nhiệm|phụ trách|tham mưu|đầu mối|tổ chức|triển khai|được giao)"
        r"(?:(?:,| và)? (?:thực hiện|tham mưu|chính|tổ chức|triển khai|chủ trì))*|chủ trì(?: thực hiện| tham mưu)?|giao thực hiện|"
        r"phân công(?: thực hiện| nhiệm vụ)?|trách nhiệm(?: thực hiện| chính)?|đầu mối(?: thực hiện)?",
    ),
    (Label.TIME, r"(?:thời gian|thời hạn|tiến độ|hạn|lộ trình|thời điểm)(?: (?:thực hiện|hoàn thành|tổ chức|triển khai|dự kiến|xong|và tiến độ))*"),
    (Label.PRODUCT, r"(?:sản phẩm|kết quả)(?: (?:đầu ra|hoàn thành|đạt được|dự kiến|cần đạt|yêu cầu|thực hiện|chính|phải đạt))*(?:/ ?(?:sản phẩm|kết quả))?"),
    (
        Label.OTHER,
        r"(?:địa điểm|thành phần|đối tượng|số lượng|kinh phí|nguồn kinh phí|nội dung|hình thức|mục tiêu|chỉ tiêu|yêu cầu|ghi chú|phạm vi|"
        r"quy mô|tài liệu|phương pháp|phương thức|cách thức|mục đích|căn cứ|nguồn lực|chủ đề|tiêu chí|cơ sở pháp lý)(?: [^\W\d_]+){0,4}?",
    ),
)  # fmt: skip
_LABEL = re.compile("|".join(f"(?P<{label.value}>{pattern})" for label, pattern in _PATTERNS), re.IGNORECASE)
_BEFORE = re.compile(r"(?:^|[.;,(]\s*|\s-\s|\+\s|/\s?)$")
_SEPARATOR = re.compile(r"\s*:\s*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of which the value stands at `start`:`end` of the view; `begin` is where the label itself begins."""

    label: Label
    begin: int
    start: int
    end: int


def labels_in(view: str, place: int) -> list[Labelled]:
    """Every label from `place` on, each with its value up to the next."""
    found: list[tuple[Label, int, int]] = []
    for match in re.finditer(r":", view[place:]):
        at = _label_before(view, place, place + match.start())
        if at is not None:
            found.append((*at, place + match.end()))
    labelled: list[Labelled] = []
    for number, (label, begin, start) in enumerate(found):
        end = found[number + 1][1] if number + 1 < len(found) else len(view)
        value = view[start:end]
        labelled.append(
            Labelled(
                label,
                begin,
                start + len(value) - len(value.lstrip()),
                start
                + len(
                    value.rstrip(" .;,(+-/)")
                    if value.count("(") < value.count(")") or not value.rstrip().rstrip(".;, ").endswith(")")
                    else value.rstrip(" .;,")
                ),
            )
        )
    return labelled


def _label_before(view: str, place: int, colon: int) -> tuple[Label, int] | None:
    """The label that ends at the colon: it begins the paragraph, a clause or a bracket."""
    window = view[max(place, colon - 70) : colon]
    offset = max(place, colon - 70)
    for match in re.finditer(r"(?:^|(?<=[.;,(+/]\s)|(?<=[.;,(+/])|(?<=- ))(?=[^\W\d_])", window):
        begin = match.start()
        if begin == 0 and offset != place:
            continue
        label = _LABEL.fullmatch(window[begin:].rstrip())
        if label is not None:
            return Label(label.lastgroup), offset + begin
    return None


def label_heading(words: str) -> Label | None:
    """Of a sub-heading that is nothing but a label: "a) Cơ quan chủ trì", "Thời gian thực hiện"."""
    match = _LABEL.fullmatch(words.strip(" .:"))
    return Label(match.lastgroup) if match else None
