"""Goes through the tree of the body: headings lead what stands below, labels say more of what stands before."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plan_reading.base.draft import TaskDraft
from plan_reading.duties import signs
from plan_reading.duties.assignment import assignment
from plan_reading.duties.clauses import sentences
from plan_reading.duties.labels import Label, Labelled, label_heading, labels_in
from plan_reading.duties.likeness import is_repeated
from plan_reading.duties.maker import SURE, Attribute, Maker
from plan_reading.duties.statements import Around, Statements
from plan_reading.outline.marks import Depth
from plan_reading.outline.sections import About
from plan_reading.outline.tree import Node, section_of

_NO_DUTIES = (About.PURPOSE, About.MONEY, About.OTHER)
_LONGEST_TITLE = 250
"""A heading of one sentence up to this length only says what the duties below are about."""
_LEAST_WORDS = 4


class Walker:
    """Collects the drafts of a tree, in the order of the text."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self.statements = Statements(maker)

    def drafts(self, root: Node) -> list[TaskDraft]:
        return self._children(root, Around())

    def _children(self, node: Node, around: Around) -> list[TaskDraft]:
        """What stands below a node. Labels at the same depth say more of the duties since the last labels, or, where
        there are none, of the heading."""
        made: list[TaskDraft] = []
        group_from, closed = 0, False
        for child in node.children:
            attributes = self._attributes(child)
            if attributes is None:
                if closed:
                    group_from, closed = len(made), False
                made += self._node(child, around)
                continue
            if len(made) == group_from:
                made += self._heading_as_duty(node, around)
            made[group_from:] = [
                self._told(draft, attributes, alone=len(made) - group_from == 1) for draft in made[group_from:]
            ]
            closed = True
        return made

    def _told(self, draft: TaskDraft, attributes: Sequence[Attribute], *, alone: bool) -> TaskDraft:
        """One draft takes all; of several each keeps what its own sentence says."""
        if alone:
            return self.maker.with_attributes(draft, attributes)
        wanted = [
            one
            for one in attributes
            if not (one.label is Label.LEAD and draft.lead)
            and not (one.label is Label.TIME and draft.due_text)
            and not (one.label is Label.COORDINATING and draft.coordinating)
        ]
        return self.maker.with_attributes(draft, wanted)

    def _heading_as_duty(self, node: Node, around: Around) -> list[TaskDraft]:
        """A heading with labels below is what they speak of: "1. Hội nghị triển khai" with "Thời gian: …"."""
        words = node.words.strip()
        if node.is_root or node.depth <= Depth.CAPITAL or node.bodies is not None or len(words.split()) < 2:
            return []
        if node.about in _NO_DUTIES or node.about is About.REPORTING or label_heading(words) is not None:
            return []
        return [self._of_heading(node, around, len(node.passage.view))]

    def _of_heading(self, node: Node, around: Around, end: int) -> TaskDraft:
        view = node.passage.view
        text = view[node.mark.end : end].rstrip(" :;.,")
        return self.maker.draft(
            node.passage, node.mark.end, node.mark.end + len(text), section=self._section(node), lead=around.lead,
            coordinating=around.coordinating, requested=around.requested, confidence=SURE - 0.1,
        )  # fmt: skip

    def _attributes(self, node: Node) -> list[Attribute] | None:
        """Of a line that is nothing but labels, or a label with its values below; None for any other."""
        passage, begin = node.passage, node.mark.end
        labels = labels_in(passage.view, begin)
        if labels and labels[0].begin <= begin + 1:
            found = [Attribute(one.label, passage, one.start, one.end) for one in labels if one.start < one.end]
            if found or not node.children:
                return found + self._values_below(labels[-1].label, node)
            return self._values_below(labels[-1].label, node)
        label = label_heading(node.words) if node.depth > Depth.ROMAN and not passage.is_capitals else None
        if label is not None and node.children and label is not Label.OTHER:
            return self._values_below(label, node)
        return None

    def _values_below(self, label: Label, node: Node) -> list[Attribute]:
        return [
            Attribute(label, child.passage, child.mark.end, len(child.passage.view.rstrip(" .;,")))
            for child in node.children
            if child.words.strip()
        ]

    def _node(self, node: Node, around: Around) -> list[TaskDraft]:
        if node.about in _NO_DUTIES and not node.bodies:
            return []
        if node.about is About.REPORTING:
            self._reporting_section(node)
            return []
        if node.bodies is not None:
            return self._children(node, self._led_by_heading(node, around))
        if any(self._attributes(child) is None for child in node.children):
            return self._heading(node, around)
        made = self._leaf(node, around)
        if made and node.children:
            attributes = [one for child in node.children for one in self._attributes(child) or []]
            return [self._told(draft, attributes, alone=len(made) == 1) for draft in made]
        return made or (self._children(node, around) if node.children else [])

    def _led_by_heading(self, node: Node, around: Around) -> Around:
        assert node.bodies is not None
        lead = self.maker.named(node.passage, node.bodies.named or node.bodies.bodies)
        return replace(around, lead=lead, requested=node.requests, by_heading=True, coordinating=())

    def _section(self, node: Node) -> str:
        return section_of(node.path()[:-1]) if node.parent is not None else ""

    def _reporting_section(self, node: Node) -> None:
        for one in node.walk():
            if one is not node or len(one.words) > 60:
                self.statements.note_reporting(one.passage, one.mark.end, len(one.passage.view))

    def _leaf(self, node: Node, around: Around) -> list[TaskDraft]:
        """A paragraph with nothing below but labels; labels at its end are no part of the duty."""
        passage, begin = node.passage, node.mark.end
        if node.depth <= Depth.CAPITAL or (node.depth == Depth.ROMAN and (passage.is_capitals or passage.bold)):
            return []
        end = len(passage.view)
        labels = labels_in(passage.view, begin)
        inline = [one for one in labels if one.label is not Label.OTHER and one.begin > begin]
        if inline:
            end = _before_label(passage.view, inline[0])
        inside = replace(around, section=self._section(node))
        bracket = _assigned_in_bracket(passage.view, begin, end)
        made = self.statements.read(passage, begin, bracket[0] if bracket else end, inside)
        if not made and inline and any(one.label in (Label.LEAD, Label.TIME) for one in inline):
            made = [self._of_heading(node, around, end)]
        if bracket and made:
            made = [self._with_bracket(draft, node, bracket) for draft in made]
        attributes = [Attribute(one.label, passage, one.start, one.end) for one in inline]
        return [self._told(draft, attributes, alone=len(made) == 1) for draft in made]

    def _with_bracket(self, draft: TaskDraft, node: Node, bracket: tuple[int, int]) -> TaskDraft:
        """A duty whose lead stands in the bracket behind it: "(Giao Công an tỉnh chủ trì)"."""
        who = assignment(node.passage.view, bracket[0] + 1, bracket[1] - 1)
        lead = self.maker.named(node.passage, who.lead)
        coordinating = self.maker.named(node.passage, who.coordinating)
        return replace(self.maker.led_by(draft, lead), coordinating=coordinating or draft.coordinating)

    def _heading(self, node: Node, around: Around) -> list[TaskDraft]:
        """A heading over other paragraphs: what it says itself is a duty only where that is not said again below."""
        passage, begin, view = node.passage, node.mark.end, node.passage.view
        own: list[TaskDraft] = []
        inside = replace(around, section=self._section(node))
        below_around = around
        if view.rstrip().endswith(":") and not passage.is_capitals:
            own, below_around = self._list_intro(node, inside)
        elif not (node.depth <= Depth.ROMAN and (passage.is_capitals or passage.bold)):
            own, below_around = self._heading_sentences(node, inside)
        below = self._children(node, replace(below_around, section=around.section))
        if not below and not own and node.depth > Depth.ROMAN and node.about is not About.REPORTING:
            own = self.statements.read(passage, begin, len(view.rstrip(" :")), inside)
        return [*own, *below]

    def _list_intro(self, node: Node, around: Around) -> tuple[list[TaskDraft], Around]:
        """ "Sở A chủ trì, phối hợp với Sở B:" leads what follows; "… xây dựng Chương trình, chú trọng các nhiệm vụ sau:" is a
        duty besides."""
        passage, begin, view = node.passage, node.mark.end, node.passage.view
        who = assignment(view, begin, len(view))
        if not who.explicit:
            return [], around
        lead = self.maker.named(passage, who.lead)
        coordinating = self.maker.named(passage, who.coordinating) if who.before_colon else ()
        below = replace(around, lead=lead, coordinating=coordinating, requested=who.requested, by_heading=True)
        substance = signs.without_list_intro(view[who.rest :])
        if (
            len(substance.split()) < _LEAST_WORDS
            or who.before_colon
            or not signs.is_action(view, _skip(view, who.rest), len(view))
        ):
            return [], below
        return self.statements.read(passage, begin, who.rest + len(substance), around), below

    def _heading_sentences(self, node: Node, around: Around) -> tuple[list[TaskDraft], Around]:
        passage, begin, view = node.passage, node.mark.end, node.passage.view
        below = [one.passage.view for child in node.children for one in child.walk()]
        whole = list(sentences(view, begin, len(view)))
        first = whole[0] if whole else (begin, len(view))
        who = assignment(view, *first)
        if who.explicit and who.lead:
            made = self.statements.read(passage, begin, len(view), around)
            return made, replace(around, lead=self.maker.named(passage, who.lead), requested=who.requested)
        told = [child for child in node.children if self._attributes(child) is None]
        if len(whole) == 1 and all(
            assignment(child.passage.view, child.mark.end, len(child.passage.view)).explicit for child in told
        ):
            return [], around
        is_title = first[1] - first[0] <= _LONGEST_TITLE or not view.rstrip().endswith((".", ";"))
        start = first[1] if is_title else begin
        made = self.statements.read(
            passage, start, len(view), around, is_new=lambda words: not is_repeated(words, below)
        )
        return [draft.doubted("heading", 0.15) for draft in made], around


def _skip(view: str, place: int) -> int:
    while place < len(view) and view[place] in " ,":
        place += 1
    return place


def _before_label(view: str, label: Labelled) -> int:
    return len(view[: label.begin].rstrip(" (;,-+/"))


def _assigned_in_bracket(view: str, start: int, end: int) -> tuple[int, int] | None:
    """The bracket at the end of a duty that says who does it."""
    match = re.compile(r"\(([^()]{6,300})\)[\s.;/]*$").search(view, start, end)
    if match is None:
        return None
    who = assignment(view, match.start(1), match.end(1))
    if not who.explicit or not who.lead:
        return None
    if (
        not re.match(r"giao|đề nghị|phân công|yêu cầu", match[1], re.IGNORECASE)
        and "chủ trì" not in match[1]
        and "thực hiện" not in match[1]
    ):
        return None
    return match.start(), match.end(1) + 1
