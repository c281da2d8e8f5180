"""By when a duty is due, and how it recurs, from the words that say so."""

import re
from dataclasses import dataclass
from datetime import date

from plan_reading.times.moments import Moment, moments

_EACH = re.compile(
    r"(?:hằng|hàng|mỗi|từng)\s*(?:năm|quý|tháng|tuần|ngày)|thường niên|thường xuyên|liên tục|định kỳ|tháng cuối quý|"
    r"(?:của|trong) (?:tháng|quý) (?:sau|kế tiếp)|các năm|những năm",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"(?:hằng|hàng|mỗi)\s*năm|thường niên|(?:một|1|01)\s*(?:lần|đợt|kỳ)\s*/\s*năm|(?:các|những) năm tiếp theo",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    r"(?:hằng|hàng|mỗi|từng)\s*(?:quý|tháng|tuần|ngày)|thường xuyên|liên tục|định kỳ|theo từng giai đoạn|\d+\s*lần\s*/\s*(?:quý|tháng|tuần)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"^\s*(?:-|đến|tới|đến hết|đến ngày|đến hết ngày|đến tháng|đến hết tháng|đến quý|đến hết quý)\s*(?:ngày|hết|năm)?\s*$",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"(?:(?P<strong>hoàn thành|xong|trước|chậm nhất|muộn nhất|hạn cuối(?: cùng)?|đến hết|thời gian(?: thực hiện| hoàn thành| tổ chức)?|"
    r"thời hạn(?: hoàn thành| thực hiện)?)|(?P<weak>trong|vào|từ|đến))"
    r"(?:\s*(?:là|vào|đến|trong|trước|khoảng|hết|dự kiến|từ|đầu|giữa|cuối|ngày|:|-))*\s*$",
    re.IGNORECASE,
)
_OF_A_DOCUMENT = re.compile(r"\s*(?:của|về việc|ban hành|phê duyệt|quy định|năm \d{4} của)", re.IGNORECASE)
_BEFORE_DOCUMENT = re.compile(
    r"(?:[\d\w]/[\w\-ĐđƯƠ&]+|(?:nghị quyết|chỉ thị|quyết định|kế hoạch|công văn|nghị định|thông tư|luật|kết luận|số hiệu)[^,;.()]{0,60})[\s,]*(?:ngày)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Due:
    """What a phrase says about time; `start`:`end` are its words. `several` flags more than one date, of which `on` is the
    last; `impossible` one that the calendar has not."""

    on: date | None
    start: int
    end: int
    several: bool = False
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Recurring:
    """That a duty recurs, and the words that say so."""

    yearly: bool
    start: int
    end: int


def due_in_cell(view: str, year: int | None) -> Due | None:
    """Of a phrase that is all about time: a table cell, or what follows "Thời gian:"."""
    if not view.strip():
        return None
    return _due(view, moments(view), year, 0, len(view))


def due_in_sentence(view: str, start: int, end: int, year: int | None) -> Due | None:
    """The deadline that a clause states; dates of cited documents and of events are none."""
    clause = view[start:end]
    found = [moment for moment in moments(clause) if _is_deadline(clause, moment)]
    if not found:
        return None
    group = _neighbours(clause, moments(clause), found[0])
    first, last = start + group[0].start, start + group[-1].end
    words = _CUE.search(clause[: group[0].start])
    begin = start + words.start() if words else first
    tail = re.compile(r"\s*(?:hằng|hàng|mỗi)\s*(?:năm|quý|tháng)").match(view, last)
    last = tail.end() if tail else last
    shifted = [Moment(one.start + start, one.end + start, one.month, one.day, one.year) for one in group]
    return _due(view, shifted, year, begin, last)


def recurring(view: str, start: int, end: int) -> Recurring | None:
    """The first words of the clause that say that its duty recurs; "hằng năm" goes before others."""
    for pattern in (_YEARLY, _REPEATED):
        if match := pattern.search(view, start, end):
            begin = match.start()
            before = re.compile(r"(?:định kỳ|tổ chức)\s$", re.IGNORECASE).search(view[start:begin])
            if before and view[start + before.start() :].lower().startswith("định kỳ"):
                begin = start + before.start()
            return Recurring(pattern is _YEARLY, begin, match.end())
    return None


def _due(view: str, found: list[Moment], year: int | None, start: int, end: int) -> Due:
    around = view[max(0, start - 12) : end + 12]
    if _EACH.search(view[start:end]) and not any(moment.year for moment in found):
        return Due(None, start, end)
    if (
        found
        and re.search(r"(?:hằng|hàng|mỗi)\s*(?:năm|quý|tháng)", around, re.IGNORECASE)
        and not any(moment.year for moment in found)
    ):
        return Due(None, start, end)
    if re.search(r"(?:và|,) (?:các|những) năm (?:tiếp theo|sau)|năm tiếp theo", view[start:end], re.IGNORECASE):
        return Due(None, start, end)
    days = [moment.last_day(year) for moment in found]
    known = [day for day in days if day is not None]
    impossible = any(
        day is None and (moment.year is not None or year is not None) for day, moment in zip(days, found, strict=True)
    )
    several = len(set(known)) > 1 and not _is_span(view, found)
    return Due(max(known, default=None), start, end, several, impossible)


def _is_span(view: str, found: list[Moment]) -> bool:
    return len(found) == 2 and bool(
        _SPAN.match(view[found[0].end : found[1].start])
        or re.search(r"từ\s*(?:ngày|tháng|quý|năm|đầu)?\s*$", view[: found[0].start], re.IGNORECASE)
    )


def _is_deadline(clause: str, moment: Moment) -> bool:
    before, after = clause[: moment.start], clause[moment.end :]
    if _OF_A_DOCUMENT.match(after) and moment.day is not None and not _CUE.search(before):
        return False
    if _BEFORE_DOCUMENT.search(before) and not re.search(
        r"(?:trước|hoàn thành|xong|chậm nhất)[^,;]*$", before, re.IGNORECASE
    ):
        return False
    whole_year = (
        moment.month == 12
        and moment.day is None
        and "12" not in clause[moment.start : moment.end]
        and "quý" not in clause[moment.start : moment.end].lower()
    )
    cue = _CUE.search(before)
    if cue is not None:
        if re.search(r"giai đoạn\s*$|so với\s*$|(?:kết|xuất) từ\s*$", before, re.IGNORECASE):
            return False
        if cue["strong"]:
            return not (whole_year and cue["strong"].lower() == "trước")
        if cue["weak"].lower() == "đến" or not whole_year:
            return (
                cue["weak"].lower() != "đến"
                or not whole_year
                or bool(re.search(r"hoàn thành|xong", before, re.IGNORECASE))
            )
        return before.strip().lower() == "trong"
    if re.search(r"\(\s*(?:trong|thời gian:?|vào|dự kiến)?\s*$", before, re.IGNORECASE) and re.match(r"\s*\)", after):
        return not whole_year or moment.start == 0
    return not before.strip() and bool(re.match(r"\s*[,:]", after)) and (moment.day is not None or not whole_year)


def _neighbours(clause: str, all_of_them: list[Moment], first: Moment) -> list[Moment]:
    """The moment with those right behind it: "từ tháng 3 đến tháng 6/2026", "tháng 4, tháng 9"."""
    starts = [moment.start for moment in all_of_them]
    group = [first]
    for moment in all_of_them[starts.index(first.start) + 1 :]:
        between = clause[group[-1].end : moment.start]
        if not re.fullmatch(r"\s*(?:,|-|;|và|đến|tới|hết|ngày|tháng|\s)*\s*", between):
            break
        group.append(moment)
    return group
