"""Who does a duty, read from its sentence: who leads, who coordinates, whether it is given or asked for."""

import re
from dataclasses import dataclass, field

from plan_reading.bodies.lists import BodyList, bodies_at
from plan_reading.bodies.names import Found
from plan_reading.bodies.verbs import ends_a_name, skip_adverbs, starts_with_verb

_GIVES = re.compile(
    r"(?:[Gg]iao(?: nhiệm vụ)?(?: cho)?|[Đđ]ề nghị|[Yy]êu cầu|[Pp]hân công(?: cho)?|[Tt]rách nhiệm của|[Đđ]ối với|[Tt]rong đó,?(?: giao)?|[Mm]ời)"
    r"(?: (?:các )?đồng chí)?\s*:?\s+"
)
_ASKS = re.compile(r"đề nghị|mời", re.IGNORECASE)
_GIVING_VERB = re.compile(r"\s+(?P<verb>giao(?: nhiệm vụ)?(?: cho)?|yêu cầu|đề nghị|phân công|chỉ đạo)\s+(?=\w)")
_INTRODUCTION = re.compile(
    r"(?:căn cứ|trên cơ sở|theo|thông qua|trong|hằng năm|hàng năm|định kỳ|ngoài ra|đồng thời|từ|trước|chậm nhất|quý|tháng|để|nhằm|khi|"
    r"sau khi|ngay sau|phát huy|bên cạnh|ngoài|tùy|với|đến|vào|năm|giai đoạn|kịp thời|đẩy mạnh hoạt động|tiếp tục)\b",
    re.IGNORECASE,
)
_SUBJECT_MAY_STAND = re.compile(r"(?:, trong đó|,|:|(?<=\s)mà|(?<=\s)giao)\s+(?:thì |giao |đề nghị |yêu cầu )?")
_WITH = re.compile(
    r"phối (?:kết )?hợp(?: (?:chặt chẽ|đồng bộ|thường xuyên|hiệu quả|tốt|hoạt động))*(?:,? (?:cùng với|cùng|với))?\s+|"
    r"(?:tham mưu )?cùng với\s+|với sự (?:tham gia, )?(?:phối hợp|tham gia)(?: của)?\s+|nhất là\s+",
    re.IGNORECASE,
)
_DIRECTED = re.compile(r"chỉ đạo(?:, (?:định hướng|hướng dẫn|đôn đốc))*\s+", re.IGNORECASE)
_ALONGSIDE = re.compile(r"(?:cùng(?: với)?|phối hợp với)\s+")


@dataclass(frozen=True, slots=True)
class Assignment:
    """`explicit` where the sentence itself says who; `rest` is where its predicate begins."""

    lead: tuple[Found, ...] = ()
    coordinating: tuple[Found, ...] = ()
    requested: bool = False
    explicit: bool = False
    rest: int = 0
    before_colon: bool = False
    names_nobody: bool = False
    """Whether the subject is only "các đơn vị liên quan" and the like."""
    asked: tuple[Found, ...] = field(default=())


def assignment(view: str, start: int, end: int) -> Assignment:
    """What the clause says about who does it."""
    clause_end = end
    subject, asks = _subject(view, start, clause_end)
    if subject is None:
        return Assignment(coordinating=_coordinating(view, start, end, ()), rest=start)
    rest = subject.end
    coordinating: list[Found] = []
    leads = list(subject.bodies)
    alongside = _ALONGSIDE.match(view, _skip(view, rest))
    if alongside is not None and (others := bodies_at(view, alongside.end())) is not None:
        coordinating += others.named
        rest = others.end
    coordinating += [body for body in _coordinating(view, rest, end, tuple(leads)) if body not in coordinating]
    named = tuple(body for body in leads if body in subject.named)
    if not named and not subject.named and subject.bodies:
        return Assignment((), tuple(coordinating), asks, True, rest, _colon(view, rest, end), True)
    return Assignment(named, tuple(coordinating), asks, True, rest, _colon(view, rest, end))


def _skip(view: str, place: int) -> int:
    while place < len(view) and view[place] in " ,":
        place += 1
    return place


def _colon(view: str, start: int, end: int) -> bool:
    """Whether only the roles stand before a colon: "Sở A chủ trì, phối hợp với Sở B: Tăng cường …"."""
    colon = view.find(":", start, end)
    if colon < 0:
        return False
    place = _skip(view, start)
    roles = re.compile(r"(?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp|cùng|với|và|là cơ quan chủ trì|[, ])+")
    while place < colon:
        if match := roles.match(view, place):
            place = match.end()
        elif found := bodies_at(view, place):
            place = found.end
        else:
            return False
    return True


def _subject(view: str, start: int, end: int) -> tuple[BodyList | None, bool]:
    """The bodies that the clause is about, and whether they are asked."""
    place, _asks = start, False
    gives = _GIVES.match(view, place)
    if gives is not None:
        found = bodies_at(view, gives.end())
        if found is not None and found.end <= end and (_predicate_follows(view, found.end, end) or found.end == end):
            return _with_more_asked(view, found, end), bool(_ASKS.search(gives[0]))
    found = bodies_at(view, place)
    if found is not None and found.end <= end:
        giving = _GIVING_VERB.match(view, found.end)
        given = bodies_at(view, giving.end()) if giving is not None and giving["verb"] != "chỉ đạo" else None
        if giving is not None and given is not None:
            return _with_more_asked(view, given, end), giving["verb"] == "đề nghị"
        if _predicate_follows(view, found.end, end):
            return found, False
        return None, False
    return _subject_inside(view, start, end)


def _subject_inside(view: str, start: int, end: int) -> tuple[BodyList | None, bool]:
    """ "Căn cứ Kế hoạch này, các sở, ban, ngành xây dựng …": behind an introduction."""
    if not _INTRODUCTION.match(view, start):
        return None, False
    for joint in _SUBJECT_MAY_STAND.finditer(view, start, end):
        found = bodies_at(view, joint.end())
        if found is None or found.end > end:
            continue
        if _predicate_follows(view, found.end, end) and _is_no_object(view, start, joint.start()):
            return found, "đề nghị" in joint[0]
    return None, False


def _is_no_object(view: str, start: int, place: int) -> bool:
    """Whether what stands before is an introduction and no duty with a list of objects: at most one verb group."""
    before = view[start:place]
    return not re.search(r"(?:phối hợp|phối kết hợp)[^,]*$", before) and not (
        starts_with_verb(view, start) and not _INTRODUCTION.match(view, start)
    )


def _with_more_asked(view: str, found: BodyList, end: int) -> BodyList:
    """ "Yêu cầu các sở, đề nghị các Hội …": the list goes on behind the second verb."""
    more = re.compile(r",? (?:và )?(?:đề nghị|yêu cầu) ").match(view, found.end)
    if more is not None and (others := bodies_at(view, more.end())) is not None and others.end <= end:
        return BodyList((*found.bodies, *others.bodies), found.start, others.end)
    return found


def _predicate_follows(view: str, place: int, end: int) -> bool:
    """Whether a predicate follows the bodies, as it does behind those that a sentence is about."""
    if view[place : place + 1] in (":",):
        return True
    at = _skip(view, place)
    if at >= end:
        return False
    if view[at] == ":":
        return True
    bracket = re.compile(r"\([^()]*\)\s*").match(view, at)
    at = bracket.end() if bracket else at
    return ends_a_name(view, at) or (starts_with_verb(view, skip_adverbs(view, at)) and view[at].islower())


def _coordinating(view: str, start: int, end: int, leads: tuple[Found, ...]) -> tuple[Found, ...]:
    """The bodies behind "phối hợp với", those that "phối hợp", and those directed to act."""
    found: list[Found] = []
    for match in _WITH.finditer(view, start, end):
        if match[0].lower().startswith("nhất là") and not found:
            continue
        others = bodies_at(view, match.end())
        if others is not None and others.end <= end + 1:
            found += others.named
            after = re.compile(r"\.\s+(?=[A-ZĐ])").match(view, others.end)
            if after and others.end < end and (more := bodies_at(view, after.end())):
                found += more.named
    for match in _DIRECTED.finditer(view, start, end):
        others = bodies_at(view, match.end())
        if others is not None and others.end < end and _predicate_follows(view, others.end, end):
            found += others.named
    for match in re.finditer(r"(?:;|,|\()\s*(?=[A-ZĐc])", view[start:end]):
        others = bodies_at(view, start + match.end())
        if others is not None and re.compile(r"\s*(?:cùng )?phối hợp(?! (?:với|cùng))").match(view, others.end):
            found += others.named
    names = {body.name.casefold() for body in leads}
    unique: dict[str, Found] = {}
    for body in found:
        if body.name.casefold() not in names:
            unique.setdefault(body.name.casefold(), body)
    return tuple(unique.values())
