"""What a reviewer should look at in waiting lines: contradictions, falling percentages, changes, repeated texts."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from data_model.rules.plans.facts import TaskFact
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.line_years import fell, held_against, moves_done_on, says_last_years_day
from data_model.values import AssignmentRole, LineStatus, ReviewMark

WARNINGS = frozenset(
    {
        ReviewMark.CONTRADICTS,
        ReviewMark.FELL,
        ReviewMark.CHANGED_SINCE_ACCEPTED,
        ReviewMark.DONE_ON_MOVED,
        ReviewMark.DONE_BESIDE_NOTHING,
        ReviewMark.LAST_YEARS_DAY,
    }
)
"""A submission with one of these is left out when several are accepted at once; the other marks are hints."""
SHORTEST_REPEAT = 20
"""In letters; everybody writes "Đã thực hiện", so shorter texts are not compared."""

Roles = Mapping[tuple[str, str], AssignmentRole]
"""By task and agency."""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One accepted or waiting line, with its submission (`number`); `period` is that of the report."""

    number: str
    agency: str
    task: str
    period: Period
    submitted_at: datetime
    accepted: bool
    percent: Decimal | None = None
    status: LineStatus | None = None
    done_on: date | None = None
    result: str = ""
    taken_over: bool = False
    """Not sent with this submission: it stood in the one that this one superseded."""

    @property
    def claim(self) -> tuple[Decimal | None, LineStatus | None, date | None]:
        return self.percent, self.status, self.done_on

    @property
    def text(self) -> str:
        """The result as it is compared: without case, spacing and the last full stop; empty where it is too short."""
        folded = " ".join(self.result.casefold().split()).rstrip(".; ")
        return folded if len(folded) >= SHORTEST_REPEAT else ""


@dataclass(frozen=True, slots=True)
class LineMarks:
    """The marks of one line; `others` are lines of the same task in the other role that say something else."""

    marks: frozenset[ReviewMark]
    others: tuple[tuple[AssignmentRole, ReviewLine], ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the lead of a task and an agency that coordinates it say of the same period, where that differs."""

    task: str
    lead: ReviewLine
    coordinating: ReviewLine


@dataclass
class _PlanLines:
    """The lines of one plan that a report of one period is compared with, by (agency, task)."""

    before: dict[tuple[str, str], list[ReviewLine]] = field(default_factory=lambda: defaultdict(list))
    """The accepted lines of earlier periods, in order."""
    accepted: dict[tuple[str, str], ReviewLine] = field(default_factory=dict)
    of_task: dict[str, dict[str, ReviewLine]] = field(default_factory=lambda: defaultdict(dict))
    """The lines of the period, by task and agency."""
    agencies_of_text: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def roles_of(tasks: Iterable[TaskFact]) -> dict[tuple[str, str], AssignmentRole]:
    """Who leads and who coordinates; an agency that does both leads."""
    roles: dict[tuple[str, str], AssignmentRole] = {}
    for task in tasks:
        for assignment in task.assignments:
            if roles.get((task.code, assignment.agency)) is not AssignmentRole.LEAD:
                roles[task.code, assignment.agency] = assignment.role
    return roles


def marks_of_waiting(
    lines: Sequence[ReviewLine], roles: Roles, *, period: Period, yearly: Container[str] = frozenset()
) -> dict[str, dict[str, LineMarks]]:
    """By waiting submission of the period and by task: the marks of the line. `lines` are those of one plan, `yearly` the
    codes of its yearly tasks."""
    plan_lines = _plan_lines(lines, period)
    marks: dict[str, dict[str, LineMarks]] = defaultdict(dict)
    for line in lines:
        if line.period == period and not line.accepted:
            marks[line.number][line.task] = _marks(line, plan_lines, roles, yearly=line.task in yearly)
    return marks


def contradictions(lines: Sequence[ReviewLine], roles: Roles, *, period: Period) -> list[Contradiction]:
    """Of the lines of one plan, those of the period that contradict one another, accepted or waiting, by task."""
    plan_lines = _plan_lines(lines, period)
    return [
        Contradiction(task, line, other)
        for task, by_agency in sorted(plan_lines.of_task.items())
        for agency, line in by_agency.items()
        if roles.get((task, agency)) is AssignmentRole.LEAD
        for _role, other in _others(line, plan_lines, roles)
    ]


def has_warning(marks: Mapping[str, LineMarks]) -> bool:
    """Whether any line of a submission has one of the WARNINGS."""
    return any(line_marks.marks & WARNINGS for line_marks in marks.values())


def _plan_lines(lines: Sequence[ReviewLine], period: Period) -> _PlanLines:
    plan_lines = _PlanLines()
    for line in sorted(lines, key=lambda line_sent: (line_sent.period, line_sent.submitted_at)):
        key = (line.agency, line.task)
        if line.period == period:
            plan_lines.of_task[line.task][line.agency] = line
            if line.accepted:
                plan_lines.accepted[key] = line
            if line.text:
                plan_lines.agencies_of_text[line.text].add(line.agency)
        elif line.period < period and line.accepted:
            plan_lines.before[key].append(line)
    return plan_lines


def _marks(line: ReviewLine, plan_lines: _PlanLines, roles: Roles, *, yearly: bool) -> LineMarks:
    key = (line.agency, line.task)
    earlier, accepted = plan_lines.before.get(key, []), plan_lines.accepted.get(key)
    before = earlier[-1] if earlier else None
    held = held_against(line, earlier if accepted is None else [*earlier, accepted], yearly=yearly)
    others = tuple(_others(line, plan_lines, roles))
    applies_by_mark = {
        ReviewMark.CONTRADICTS: bool(others),
        ReviewMark.FELL: fell(line, held),
        ReviewMark.CHANGED_SINCE_ACCEPTED: accepted is not None
        and (accepted.claim, accepted.result) != (line.claim, line.result),
        ReviewMark.DONE_ON_MOVED: moves_done_on(line, held),
        ReviewMark.DONE_BESIDE_NOTHING: line.status is LineStatus.NOTHING_TO_REPORT and line.percent == 100,
        ReviewMark.LAST_YEARS_DAY: yearly and says_last_years_day(line),
        ReviewMark.TAKEN_OVER: line.taken_over,
        ReviewMark.REPEATS_BEFORE: bool(line.text) and before is not None and before.text == line.text,
        ReviewMark.REPEATS_OTHER: bool(plan_lines.agencies_of_text.get(line.text, set()) - {line.agency}),
    }
    return LineMarks(frozenset(mark for mark, applies in applies_by_mark.items() if applies), others)


def _others(line: ReviewLine, plan_lines: _PlanLines, roles: Roles) -> Iterable[tuple[AssignmentRole, ReviewLine]]:
    """For a coordinating agency the lead's lines, for a lead the coordinating agencies', where they differ."""
    own = roles.get((line.task, line.agency))
    for agency, other in plan_lines.of_task[line.task].items():
        role = roles.get((line.task, agency))
        if role is not None and own is not None and role is not own and other.claim != line.claim:
            yield role, other
