"""Makes drafts of duties out of places in passages, with the evidence of every field."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data_model.values import Mode, TaskType
from plan_reading.base.draft import Evidence, Flag, FlagCode, Named, TaskDraft
from plan_reading.base.view import Passage
from plan_reading.bodies.lists import bodies_at, printed_items
from plan_reading.bodies.names import Found
from plan_reading.duties.labels import Label
from plan_reading.duties.recurrence import recurrence
from plan_reading.times.due import Due, due_in_cell, due_in_sentence

SURE = 0.9


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a label says: its value at `start`:`end` of the passage's view."""

    label: Label
    passage: Passage
    start: int
    end: int


class Maker:
    """Drafts of one plan. `year` is that of the plan, for days that are printed without one."""

    def __init__(self, text: str, year: int | None) -> None:
        self._text = text
        self._year = year
        self.flags: list[Flag] = []

    def flag(self, code: FlagCode, start: int, end: int) -> None:
        self.flags.append(Flag(code, self._text[start:end], start, end))

    def named(self, passage: Passage, bodies: Iterable[Found]) -> tuple[Named, ...]:
        return tuple(Named(body.name, Evidence(*passage.span(body.start, body.end))) for body in bodies)

    def draft(
        self,
        passage: Passage,
        start: int,
        end: int,
        *,
        section: str,
        lead: tuple[Named, ...] = (),
        coordinating: tuple[Named, ...] = (),
        requested: bool = False,
        confidence: float = SURE,
    ) -> TaskDraft:
        """One duty that stands at `start`:`end` of the passage's view."""
        due = due_in_sentence(passage.view, start, end, self._year)
        first, last = passage.span(start, end)
        made = TaskDraft(
            section=section,
            start=first,
            end=last,
            quote=self._text[first:last],
            lead=lead,
            coordinating=tuple(
                body for body in coordinating if body.name.casefold() not in {one.name.casefold() for one in lead}
            ),
            mode=Mode.REQUESTED if requested else Mode.ASSIGNED,
            confidence=confidence,
        )
        if due is not None:
            made = self._with_due(made, passage, due)
        return self._with_recurrence(made, passage, start, end)

    def with_attributes(self, draft: TaskDraft, attributes: Iterable[Attribute]) -> TaskDraft:
        """The draft with what labels say of it; a label goes before what the sentence says."""
        for one in attributes:
            draft = self._with_attribute(draft, one)
        return draft

    def _with_attribute(self, draft: TaskDraft, one: Attribute) -> TaskDraft:
        place = Evidence(*one.passage.span(one.start, one.end))
        words = self._text[place.start : place.end]
        if not words:
            return draft
        if one.label is Label.TIME:
            return self.with_time(draft, one.passage, one.start, one.end)
        if one.label is Label.PRODUCT:
            return replace(draft, product=words, product_evidence=place)
        bodies = self.bodies_of(one.passage, one.start, one.end)
        if one.label is Label.LEAD:
            return self.led_by(draft, bodies)
        if one.label is Label.COORDINATING:
            return replace(draft, coordinating=_more(draft.coordinating, bodies))
        if one.label is Label.SUPERVISING:
            return replace(draft, supervising=_more(draft.supervising, bodies))
        return draft

    def led_by(self, draft: TaskDraft, bodies: tuple[Named, ...]) -> TaskDraft:
        names = {body.name.casefold() for body in bodies}
        others = tuple(body for body in draft.coordinating if body.name.casefold() not in names)
        return replace(draft, lead=bodies, coordinating=others)

    def with_time(self, draft: TaskDraft, passage: Passage, start: int, end: int) -> TaskDraft:
        """The draft with what a phrase says about time."""
        view = passage.view[start:end]
        due = due_in_cell(view, self._year)
        if due is None:
            return draft
        shifted = Due(due.on, due.start + start, due.end + start, due.several, due.impossible)
        made = self._with_due(draft, passage, shifted)
        kind, words = recurrence(passage.view, start, end, has_due=due.on is not None)
        if due.on is not None and kind is TaskType.ONE_OFF:
            return replace(made, recurrence=kind, recurrence_basis=made.due_text, recurrence_evidence=made.due_evidence)
        if words is not None:
            return self._based(made, passage, kind, words)
        return made

    def bodies_of(self, passage: Passage, start: int, end: int) -> tuple[Named, ...]:
        """The bodies in a phrase that is all about who; a reference to another document stays one, and is flagged."""
        view = passage.view
        if _is_reference(view[start:end]):
            first, last = passage.span(start, end)
            self.flag(FlagCode.LEAD_BY_REFERENCE, first, last)
            return (Named(self._text[first:last], Evidence(first, last)),)
        return tuple(
            Named(body.name, Evidence(*passage.span(body.start, body.end))) for body in _bodies_in(view, start, end)
        )

    def _with_due(self, draft: TaskDraft, passage: Passage, due: Due) -> TaskDraft:
        first, last = passage.span(due.start, due.end)
        if due.several:
            self.flag(FlagCode.SEVERAL_DATES, first, last)
        if due.impossible:
            self.flag(FlagCode.IMPOSSIBLE_DATE, first, last)
        made = replace(draft, due=due.on, due_text=self._text[first:last], due_evidence=Evidence(first, last))
        if due.several or due.impossible:
            made = made.doubted("dates", 0.2)
        return made

    def _with_recurrence(self, draft: TaskDraft, passage: Passage, start: int, end: int) -> TaskDraft:
        kind, words = recurrence(passage.view, start, end, has_due=draft.due is not None)
        if words is not None:
            return self._based(draft, passage, kind, words)
        if draft.due is not None:
            return replace(
                draft, recurrence=kind, recurrence_basis=draft.due_text, recurrence_evidence=draft.due_evidence
            )
        return replace(draft, recurrence=kind).doubted("recurrence", 0.1)

    def _based(self, draft: TaskDraft, passage: Passage, kind: TaskType, words: tuple[int, int]) -> TaskDraft:
        first, last = passage.span(*words)
        return replace(
            draft, recurrence=kind, recurrence_basis=self._text[first:last], recurrence_evidence=Evidence(first, last)
        )


def _more(known: tuple[Named, ...], others: tuple[Named, ...]) -> tuple[Named, ...]:
    names = {body.name.casefold() for body in known}
    return (*known, *(body for body in others if body.name.casefold() not in names))


def _is_reference(words: str) -> bool:
    text = words.strip().lower()
    return text.startswith(
        (
            "theo phân công",
            "theo quyết định",
            "theo kế hoạch",
            "theo sự phân công",
            "như ",
            "theo quy định",
            "theo danh sách",
            "theo phụ lục",
            "theo thông báo",
            "theo chức năng",
        )
    )


def _bodies_in(view: str, start: int, end: int) -> list[Found]:
    """The bodies of the phrase; what no rule knows stays one body, as printed."""
    found: list[Found] = []
    place = start
    while place < end:
        bodies = bodies_at(view[:end], place, titles=True)
        if bodies is not None:
            found += bodies.bodies
            place = bodies.end
        else:
            stop = next((match for match in (view.find(sign, place, end) for sign in (",", ";")) if match >= 0), end)
            found += [
                Found(text, place + first, place + last, "")
                for text, first, last in printed_items(view[place:stop])
                if len(text) > 1
            ]
            place = stop
        while place < end and view[place] in " ,;.&+-/)":
            place += 1
    return found
