"""A plan document in, a draft out."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data_model.values import Mode
from plan_reading.base.draft import Evidence, Field, Flag, FlagCode, HeadDraft, Named, PlanDraft, TaskDraft
from plan_reading.base.plan_text import PlanText, TextGrid, plan_text
from plan_reading.base.source import SourceDocument
from plan_reading.base.view import Passage
from plan_reading.damage import damage, in_order
from plan_reading.duties.likeness import is_same
from plan_reading.duties.maker import Maker
from plan_reading.duties.walk import Walker
from plan_reading.head.read_head import HeadReader
from plan_reading.opening.open_plan import open_plan, open_plan_file
from plan_reading.outline.parts import Parts, parts_of
from plan_reading.outline.sections import About
from plan_reading.outline.tree import Node, section_of, tree
from plan_reading.tables.rows import Tables

_AUTHORITIES = (
    "ủy ban nhân dân",
    "uỷ ban nhân dân",
    "ubnd",
    "tỉnh ủy",
    "thành ủy",
    "bộ ",
    "chính phủ",
    "ban thường vụ",
    "huyện ủy",
    "đảng ủy",
    "sở ",
)
"""Bodies that plan for others: what such a plan gives to nobody is nobody's."""
_STATE = (
    "sở",
    "các sở",
    "ubnd",
    "ủy ban nhân dân",
    "uỷ ban nhân dân",
    "phòng",
    "chi cục",
    "văn phòng ubnd",
    "văn phòng ủy ban",
    "thanh tra",
)


def read_plan_file(path: Path) -> PlanDraft:
    """The draft of the document at `path`. Raises UnreadablePlan."""
    return draft_of(open_plan_file(path))


def read_plan(content: bytes) -> PlanDraft:
    """The draft of an uploaded document. Raises UnreadablePlan."""
    return draft_of(open_plan(content))


def draft_of(source: SourceDocument) -> PlanDraft:
    """The draft of an opened document."""
    text = plan_text(source)
    parts = parts_of(text)
    reader = HeadReader(text, parts)
    head = reader.read()
    maker = Maker(text.text, head.year)
    body = tree(text.blocks[parts.body : parts.tail])
    walker = Walker(maker)
    tasks = walker.drafts(body)
    tasks += _in_tables(maker, text, body, parts)
    tasks.sort(key=lambda task: (task.start, task.end))
    tasks = _with_modes(_led_by_issuer(tasks, head, text), head)
    tasks = _told_twice(tasks)
    head = replace(head, reporting=_reporting(walker, text.text))
    flags = [*reader.flags, *maker.flags, *damage(text, body, head)]
    if not tasks:
        flags.append(Flag(FlagCode.NO_TASKS, "", 0, 0))
    return PlanDraft(text.text, head, tuple(tasks), tuple(in_order(flags)))


def _in_tables(maker: Maker, text: PlanText, body: Node, parts: Parts) -> list[TaskDraft]:
    """The rows of tables in the body and in appendices."""
    tables = Tables(maker)
    found: list[TaskDraft] = []
    for node in body.walk():
        for grid in node.grids:
            if node.about not in (About.MONEY,):
                found += tables.drafts(grid, section_of(node.path()))
    section: list[Passage] = []
    for place in range(parts.tail, len(text.blocks)):
        block = text.blocks[place]
        if isinstance(block, TextGrid):
            found += tables.drafts(block, section_of_appendix(section))
        elif place in parts.appendices:
            section = [block]
        elif section and len(section) < 3 and (block.is_capitals or block.bold):
            section.append(block)
    return found


def section_of_appendix(lines: Sequence[Passage]) -> str:
    """ "PHỤ LỤC I" with the title under it."""
    return " ".join(" ".join(line.view.split()) for line in lines)


def _led_by_issuer(tasks: list[TaskDraft], head: HeadDraft, text: PlanText) -> list[TaskDraft]:
    """An organisation's plan for itself gives its duties to nobody else: they are its own, to be confirmed."""
    issuer = head.issuer
    if issuer is None or issuer.value.lower().startswith(_AUTHORITIES):
        return tasks
    if any(task.lead and not _asked_or_own(task, issuer) for task in tasks):
        return tasks
    own = Named(issuer.value, issuer.evidence)
    led: list[TaskDraft] = []
    for task in tasks:
        if not task.lead or (
            task.mode is Mode.ASSIGNED and all(_is_part_of(body.name, issuer.value) for body in task.lead)
        ):
            led.append(replace(task, lead=(own,)).doubted("lead_is_issuer", 0.35))
        else:
            led.append(task)
    return led


def _asked_or_own(task: TaskDraft, issuer: Field) -> bool:
    return task.mode is Mode.REQUESTED or all(_is_part_of(body.name, issuer.value) for body in task.lead)


def _is_part_of(name: str, issuer: str) -> bool:
    """ "Thường trực Liên hiệp", "Lãnh đạo Văn phòng" are parts of the Liên hiệp that issued the plan."""
    first = issuer.split()[0].lower()
    text = name.lower()
    return text.startswith(("thường trực", "lãnh đạo", "văn phòng", "ban thường vụ", "bộ phận")) or (
        f" {first}" in f" {text}" and len(text) < len(issuer) + 20 and text.startswith(("thường trực", first))
    )


def _with_modes(tasks: list[TaskDraft], head: HeadDraft) -> list[TaskDraft]:
    """ "Đề nghị" said by a People's Committee to its own departments is a way to order, and no request."""
    issuer = head.issuer.value.lower() if head.issuer else ""
    if not issuer.startswith(("ủy ban nhân dân", "uỷ ban nhân dân", "ubnd")):
        return tasks
    return [
        replace(task, mode=Mode.ASSIGNED)
        if task.mode is Mode.REQUESTED and task.lead and all(body.name.lower().startswith(_STATE) for body in task.lead)
        else task
        for task in tasks
    ]


def _told_twice(tasks: list[TaskDraft]) -> list[TaskDraft]:
    """A row of an appendix that says what the body says notes the number of that draft."""
    from_body = [(number, task) for number, task in enumerate(tasks, start=1) if not task.from_table]
    told: list[TaskDraft] = []
    for task in tasks:
        if task.from_table:
            same = next(
                (
                    number
                    for number, other in from_body
                    if other.start < task.start and is_same(task.quote, other.quote)
                ),
                None,
            )
            task = replace(task, same_as=same)
        told.append(task)
    return told


def _reporting(walker: Walker, text: str) -> Field | None:
    """The clause that says when to report; else the part of a duty that does."""
    places: list[Evidence] = [*walker.statements.reporting, *walker.statements.weak_reporting]
    if not places:
        return None
    return Field(text[places[0].start : places[0].end], places[0])
