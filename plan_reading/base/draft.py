"""The draft that a plan document becomes: nothing in it is active before a person confirms it.

Every field says which words it rests on (`Evidence`: a place in `PlanDraft.text`), so a page can show them beside it; an
empty field is one that the text does not state.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from data_model.values import Mode, TaskType

LOW_CONFIDENCE = 0.6
"""A draft below this wants a person's eye before the others."""


class Evidence(NamedTuple):
    """The place in the plan's text that a value was read from."""

    start: int
    end: int


class FlagCode(StrEnum):
    """What is damaged or doubtful in a document; nothing of it is repaired."""

    CUT_TEXT = "cut_text"
    SECTION_SKIPS = "section_skips"
    SECTION_REPEATS = "section_repeats"
    MISPRINT = "misprint"
    MIXED_DATES = "mixed_dates"
    SEVERAL_DATES = "several_dates"
    IMPOSSIBLE_DATE = "impossible_date"
    NUMBER_BLANK = "number_blank"
    NUMBER_MISPRINTED = "number_misprinted"
    DATE_BLANK = "date_blank"
    SPACED_LETTERS = "spaced_letters"
    LEAD_BY_REFERENCE = "lead_by_reference"
    AMENDS = "amends"
    WEB_PAGE = "web_page"
    NO_TASKS = "no_tasks"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at, and the words it is about."""

    code: FlagCode
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A body as it is printed ("Sở" before each department of a list that writes it once), and where."""

    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """One duty. `same_as` is the number (from 1) of the earlier draft that says the same."""

    section: str
    start: int
    end: int
    quote: str
    lead: tuple[Named, ...] = ()
    coordinating: tuple[Named, ...] = ()
    supervising: tuple[Named, ...] = ()
    mode: Mode = Mode.ASSIGNED
    recurrence: TaskType = TaskType.CONTINUING
    recurrence_basis: str | None = None
    recurrence_evidence: Evidence | None = None
    due: date | None = None
    due_text: str | None = None
    due_evidence: Evidence | None = None
    product: str | None = None
    product_evidence: Evidence | None = None
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    same_as: int | None = None
    from_table: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether the draft should be looked at before the others."""
        return self.confidence < LOW_CONFIDENCE

    def doubted(self, reason: str, by: float) -> "TaskDraft":
        """The same draft, less sure for a reason."""
        return replace(self, confidence=round(max(0.05, self.confidence - by), 2), doubts=(*self.doubts, reason))


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the plan's head and the words it stands in."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class HeadDraft:
    """What the document says of itself."""

    number: Field | None = None
    issued_on: date | None = None
    issued_on_evidence: Evidence | None = None
    issuer: Field | None = None
    signer: Field | None = None
    title: Field | None = None
    directives: tuple[Field, ...] = ()
    main_directive: Field | None = None
    replaces: Field | None = None
    reporting: Field | None = None
    year: int | None = None
    """The year that the title or the opening states ("năm 2026")."""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A whole document; places count in `text`."""

    text: str
    head: HeadDraft
    tasks: tuple[TaskDraft, ...] = ()
    flags: tuple[Flag, ...] = field(default=())
