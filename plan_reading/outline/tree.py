"""Paragraphs as a tree: which heading each stands under, from marks, capitals and bold letters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plan_reading.base.plan_text import TextGrid
from plan_reading.base.view import Passage
from plan_reading.bodies.lists import BodyList, bodies_at, whole_list
from plan_reading.outline.marks import Depth, Mark, mark_of
from plan_reading.outline.sections import About, about

_LONGEST_TITLE = 150
_LONGEST_HEADING = 130
_CLOSING = re.compile(
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Chủ tịch|Yêu cầu|Trên đây|Trong quá trình|Kế hoạch này|Căn cứ|Đề nghị|Giao|Thủ trưởng|"
    r"Các (?:sở|cơ quan|đơn vị|ban|phòng|Ban)|Ban Thường vụ|Trên cơ sở|Nhận được)",
)
_ADDRESS = re.compile(
    r"(?:\W*)(?:(?:đề nghị|giao|yêu cầu|phân công|trách nhiệm của|nhiệm vụ của|đối với|về phía)(?: các đồng chí)?\s*:?\s+)?",
    re.IGNORECASE,
)
_AFTER_BODIES = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|thực hiện|chủ trì thực hiện|chủ trì,? phối hợp(?: thực hiện)?|"
    r"triển khai|tham mưu|làm đầu mối|tập trung|tập trung thực hiện|thực hiện (?:tốt )?(?:các|những|một số) (?:nhiệm vụ|nội dung|công việc)(?: sau| cụ thể)*(?: đây)?|[ ,])*"
    r"(?:như sau|sau đây|sau)?\s*[:.]?\s*",
    re.IGNORECASE,
)


@dataclass
class Node:
    """One paragraph in the tree. `bodies` are those that it names as a heading does: they lead what stands below."""

    passage: Passage
    mark: Mark
    depth: int
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)
    about: About | None = None
    bodies: BodyList | None = None
    requests: bool = False
    grids: list[TextGrid] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Without the mark."""
        return self.passage.view[self.mark.end :]

    @property
    def is_root(self) -> bool:
        return self.depth < 0

    def path(self) -> "list[Node]":
        """The headings around it, the outermost first, itself last."""
        around = self.parent.path() if self.parent is not None else []
        return around if self.is_root else [*around, self]

    def walk(self) -> "Iterator[Node]":
        """Itself and everything below, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def section_of(nodes: Sequence[Node]) -> str:
    """The headings as one line: "II. NỘI DUNG > 1. Tuyên truyền"."""
    return " > ".join(_short(node.passage.view) for node in nodes)


def _short(heading: str) -> str:
    text = heading.strip()
    if len(text) <= _LONGEST_HEADING:
        return text
    return text[:_LONGEST_HEADING].rsplit(" ", 1)[0].rstrip(" ,;.") + "…"


def tree(blocks: Sequence[Passage | TextGrid]) -> Node:
    """The tree of the body's blocks."""
    return _Builder(blocks).build()


class _Builder:
    def __init__(self, blocks: Sequence[Passage | TextGrid]) -> None:
        self._blocks = blocks
        self._passages = [block for block in blocks if isinstance(block, Passage)]
        empty = Passage(0, 0, "", ())
        self.root = Node(empty, Mark(Depth.PLAIN, None, "", 0), -1, about=None)
        self._stack = [self.root]
        self._last = self.root

    def build(self) -> Node:
        number = -1
        for block in self._blocks:
            if isinstance(block, TextGrid):
                self._stack[-1].grids.append(block)
                continue
            number += 1
            self._add(block, number)
        _inherit(self.root)
        return self.root

    def _add(self, passage: Passage, number: int) -> None:
        mark = mark_of(passage.view)
        node = Node(passage, mark, self._depth(passage, mark, number))
        named = named_by_heading(node)
        if named is not None:
            node.bodies, node.requests = named
            if node.depth == Depth.PLAIN:
                node.depth = Depth.TITLE
        if node.depth == Depth.PLAIN:
            parent = self._parent_of_plain(passage)
        else:
            while self._stack[-1].depth >= node.depth:
                self._stack.pop()
            parent = self._stack[-1]
            self._stack.append(node)
        node.parent = parent
        node.about = about(node.words) if node.depth < Depth.DASH or node.passage.bold else None
        parent.children.append(node)
        self._last = node

    def _depth(self, passage: Passage, mark: Mark, number: int) -> int:
        if mark.depth == Depth.PLAIN:
            if passage.is_capitals and len(passage.view) > 5:
                return Depth.ROMAN
            short = len(passage.view) <= _LONGEST_TITLE and not passage.view.endswith((".", ";"))
            return Depth.TITLE if passage.bold and short else Depth.PLAIN
        if mark.depth == Depth.ARABIC:
            return self._arabic(passage, mark, number)
        return mark.depth

    def _arabic(self, passage: Passage, mark: Mark, number: int) -> int:
        """ "1." may be a misprinted "I.", or the first of a list inside of "3."."""
        following = self._next_mark(number)
        if passage.is_capitals and following is not None and following.depth == Depth.ARABIC and following.number == 1:
            return Depth.ROMAN
        outer = next((node for node in reversed(self._stack) if node.depth == Depth.ARABIC), None)
        inner = next((node for node in reversed(self._stack) if node.depth == Depth.ARABIC_INNER), None)
        if inner is not None and inner.mark.number is not None and mark.number == inner.mark.number + 1:
            return Depth.ARABIC_INNER
        if outer is not None and mark.number == 1 and self._last in (outer, *outer.children[-1:]):
            return Depth.ARABIC_INNER
        return Depth.ARABIC

    def _next_mark(self, number: int) -> Mark | None:
        following = self._passages[number + 1 : number + 2]
        return mark_of(following[0].view) if following else None

    def _parent_of_plain(self, passage: Passage) -> Node:
        while self._stack[-1].depth >= Depth.DASH:
            self._stack.pop()
        closes = _CLOSING.match(passage.view) and self._last.depth >= Depth.DOTTED and self._last not in self._stack
        if closes:
            while len(self._stack) > 1 and self._stack[-1].depth > Depth.ARTICLE:
                self._stack.pop()
        return self._stack[-1]


def _inherit(node: Node) -> None:
    for child in node.children:
        if child.about is None:
            child.about = node.about
        _inherit(child)


def named_by_heading(node: Node) -> tuple[BodyList, bool] | None:
    """The bodies of a heading that names nothing else: "3. Sở Nội vụ", "Đề nghị Mặt trận Tổ quốc:", "Sở Y tế có trách nhiệm:"."""
    view, begin = node.passage.view, node.mark.end
    address = _ADDRESS.match(view, begin)
    start = address.end() if address else begin
    requests = bool(address and "đề nghị" in address[0].lower())
    found = whole_list(view, start)
    if found is None:
        found = _before_nothing_more(view, start)
    return (found, requests) if found is not None else None


def _before_nothing_more(view: str, start: int) -> BodyList | None:
    found = bodies_at(view, start)
    if found is None:
        return None
    rest = _AFTER_BODIES.match(view, found.end)
    return found if rest is not None and rest.end() == len(view) else None
