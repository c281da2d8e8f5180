"""Texts that documents quote: words of report lines, citations of plans and directives, assignees by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.questions import open_question
from data_model.rules.follow_up.difficulties import Handling
from data_model.rules.indicators.facts import SentNumbers
from data_model.rules.plans.facts import Facts, is_within
from data_model.rules.reporting.paper import Paper
from data_model.values import AssignmentRole


@dataclass(frozen=True, slots=True)
class LineText:
    """The texts of one line; `submission` is its number."""

    submission: str
    task: str
    result: str = ""
    difficulties: str = ""
    proposals: str = ""
    cause: str = ""
    responsibility: str = ""
    paper: Paper | None = None
    """What stood on the paper that the office entered it from."""


@dataclass(frozen=True, slots=True)
class Citation:
    """How a plan or directive is cited; what its text does not state is empty."""

    kind: str
    number: str
    issuer: str
    issued_on: date | None
    title: str


@dataclass(frozen=True, slots=True)
class NamedAssignee:
    """An agency or a group as the plan names it for a task."""

    role: AssignmentRole
    name: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Quotations:
    """Everything that documents quote about the plans of some facts."""

    plans: Mapping[str, Citation] = field(default_factory=dict)
    directives: Mapping[str, Citation] = field(default_factory=dict)
    assignees: Mapping[str, tuple[NamedAssignee, ...]] = field(default_factory=dict)
    """By task code, in the order of the plan."""
    agency_names: Mapping[str, str] = field(default_factory=dict)
    agency_kinds: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[LineText, ...] = ()
    holds_samples: bool = False
    numbers: SentNumbers = field(default_factory=SentNumbers)
    handlings: tuple[Handling, ...] = ()


def counted_texts(facts: Facts, texts: Iterable[LineText], cutoff: AsOf) -> dict[tuple[str, str], LineText]:
    """By task and agency: the last line of the cutoff's period that counts, as in the figures."""
    by_submission: dict[str, list[LineText]] = {}
    for text in texts:
        by_submission.setdefault(text.submission, []).append(text)
    with open_question(facts, cutoff) as question:
        counted = question.counted_this_period()
    return {(text.task, sent.agency): text for sent in counted for text in by_submission.get(sent.number, ())}


def assignee_names(assignees: Iterable[NamedAssignee], role: AssignmentRole, day: date) -> list[str]:
    """The names in a role on a day, each once, in the order of the plan."""
    names = [
        assignee.name
        for assignee in assignees
        if assignee.role is role and is_within(day, assignee.valid_from, assignee.valid_to)
    ]
    return list(dict.fromkeys(names))
