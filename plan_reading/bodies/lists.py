"""Lists of bodies: where one ends, and each of its bodies by its whole name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plan_reading.base.patterns import pattern
from plan_reading.bodies.names import Found, body_at
from plan_reading.bodies.vocabulary import SHARED, VAGUE

_JOINT = re.compile(r"\s*(?:[,;] và|,? và|[,;]| ?/ ?|&| - |\s)\s*(?:đề nghị\s+|các đồng chí\s+)?", re.IGNORECASE)
_WHERE = pattern(
    r"\s*(?:trong|trên địa bàn|thuộc địa bàn)(?: toàn)? (?:tỉnh|[Tt]hành phố|huyện|xã|phường|quận|thị xã)(?: <U>\w*)*"
)
_BRACKET = re.compile(r"\s*\([^()]{0,160}\)")
_SECOND_HEADS = re.compile(r"(?:[Cc]ác|[Cc]ác )?\s*(Sở|Phòng|Ban|Trường|trường|Bộ|Hội|hội|Chi cục|Cục)\s*:\s*")
_CAPITAL_ITEM = pattern(r"(<U>[\w]*(?: (?:và |- )?\w+){0,6}?)(?=\s*(?:[,;.]|$))")


@dataclass(frozen=True, slots=True)
class BodyList:
    """Bodies one after another, from `start` to `end` of a view."""

    bodies: tuple[Found, ...]
    start: int
    end: int

    @property
    def named(self) -> tuple[Found, ...]:
        """Without those that name nobody in particular."""
        return tuple(body for body in self.bodies if not is_vague(body.name))


def is_vague(name: str) -> bool:
    """Whether a collective names nobody: "các cơ quan liên quan"."""
    return bool(VAGUE.fullmatch(name.strip(" .,;")))


def bodies_at(view: str, place: int, *, titles: bool = False) -> BodyList | None:
    """The list of bodies that begins at `place`; None where no body stands there.

    `titles` takes any capitalised item of the list for a body, as in a heading "Các cơ quan báo chí, Kinh tế và Đô thị".
    """
    found: list[Found] = []
    end = place
    shared = ""
    joint_end = place
    while joint_end <= len(view):
        several = _several(view, joint_end)
        if several is not None:
            found += several
            end = several[-1].end
        else:
            body = body_at(view, joint_end, shared)
            if body is None and titles and found:
                body = _any_capitals(view, joint_end)
            if body is None:
                break
            found.append(body)
            end = body.end
            shared = body.head if body.head in SHARED else shared if body.head == "" else ""
        for aside in (_WHERE, _BRACKET):
            if skipped := aside.match(view, end):
                end = skipped.end()
        joint = _JOINT.match(view, end)
        if joint is None:
            break
        joint_end = joint.end()
    return BodyList(tuple(found), place, end) if found else None


def _several(view: str, place: int) -> list[Found] | None:
    """ "Các Sở: Khoa học và Công nghệ; Y tế; …": each by its whole name."""
    head = _SECOND_HEADS.match(view, place)
    if head is None or head.end() - place > 16:
        return None
    noun, begin = head[1], head.end()
    found: list[Found] = []
    semicolons = ";" in view[begin : begin + 400]
    while True:
        body = body_at(view, begin, noun[0].upper() + noun[1:])
        if body is None:
            break
        found.append(body)
        joint = re.compile(r"\s*(?:;|,| và )\s*" if not semicolons else r"\s*(?:;| và )\s*").match(view, body.end)
        if joint is None or _SECOND_HEADS.match(view, joint.end()):
            break
        begin = joint.end()
    return found or None


def _any_capitals(view: str, place: int) -> Found | None:
    item = _CAPITAL_ITEM.match(view, place)
    return Found(item[1], place, item.end(1), "") if item else None


def whole_list(view: str, place: int = 0) -> BodyList | None:
    """The list where the rest of `view` is nothing else, a stop or colon aside."""
    found = bodies_at(view, place, titles=True)
    if found is None or view[found.end :].strip(" .:;,"):
        return None
    return found


def printed_items(view: str) -> list[tuple[str, int, int]]:
    """The parts of a cell that lists bodies in words no rule knows: cut at line ends, semicolons and "- "."""
    items: list[tuple[str, int, int]] = []
    for piece in re.finditer(r"[^;\n]+", view):
        text = piece[0].strip(" .-+•")
        if text:
            begin = piece.start() + piece[0].index(text)
            items.append((text, begin, begin + len(text)))
    return items


def unique(bodies: Sequence[Found]) -> tuple[Found, ...]:
    """Each name once, in order."""
    seen: dict[str, Found] = {}
    for body in bodies:
        seen.setdefault(body.name.casefold(), body)
    return tuple(seen.values())
