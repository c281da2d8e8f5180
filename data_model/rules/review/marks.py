"""What a reviewer should look at in the lines that wait: contradictions, falls, changes, and texts said before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from data_model.rules.plans.facts import TaskFact
from data_model.rules.plans.periods import Period
from data_model.values import AssignmentRole, LineStatus, ReviewMark

WARNINGS = frozenset({ReviewMark.CONTRADICTS, ReviewMark.FELL, ReviewMark.CHANGED_SINCE_ACCEPTED})
"""Such a report is looked at by itself; the other marks are hints."""
SHORTEST_REPEAT = 20
"""Letters; "Đã thực hiện" is said by everybody and tells nothing."""

Roles = Mapping[tuple[str, str], AssignmentRole]
"""By task and agency."""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line that was accepted or waits for review, with where it stands. `period` is that of the report."""

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
    """The marks of one line; `others` say something else of the same task, from the other side of it."""

    marks: frozenset[ReviewMark]
    others: tuple[tuple[AssignmentRole, ReviewLine], ...] = ()


@dataclass
class _PlanLines:
    """The lines of one plan, as far as the report of one period is held against them."""

    before: dict[tuple[str, str], ReviewLine] = field(default_factory=dict)
    accepted: dict[tuple[str, str], ReviewLine] = field(default_factory=dict)
    of_task: dict[str, dict[str, ReviewLine]] = field(default_factory=lambda: defaultdict(dict))
    """What stands now, by task and agency."""
    agencies_of_text: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def roles_of(tasks: Iterable[TaskFact]) -> dict[tuple[str, str], AssignmentRole]:
    """Who leads and who coordinates; an agency that does both leads."""
    roles: dict[tuple[str, str], AssignmentRole] = {}
    for task in tasks:
        for assignment in task.assignments:
            if roles.get((task.code, assignment.agency)) is not AssignmentRole.LEAD:
                roles[task.code, assignment.agency] = assignment.role
    return roles


def marks_of_waiting(lines: Sequence[ReviewLine], roles: Roles, *, period: Period) -> dict[str, dict[str, LineMarks]]:
    """By submission that waits in this period, by task: its marks. `lines` are those of one plan."""
    known = _plan_lines(lines, period)
    found: dict[str, dict[str, LineMarks]] = defaultdict(dict)
    for line in lines:
        if line.period == period and not line.accepted:
            found[line.number][line.task] = _marks(line, known, roles)
    return found


def has_warning(marks: Mapping[str, LineMarks]) -> bool:
    """Whether anything in a submission asks to be looked at by itself."""
    return any(line_marks.marks & WARNINGS for line_marks in marks.values())


def _plan_lines(lines: Sequence[ReviewLine], period: Period) -> _PlanLines:
    known = _PlanLines()
    for line in sorted(lines, key=lambda sent_line: (sent_line.period, sent_line.submitted_at)):
        key = (line.agency, line.task)
        if line.period == period:
            known.of_task[line.task][line.agency] = line
            if line.accepted:
                known.accepted[key] = line
            if line.text:
                known.agencies_of_text[line.text].add(line.agency)
        elif line.period < period and line.accepted:
            known.before[key] = line
    return known


def _marks(line: ReviewLine, known: _PlanLines, roles: Roles) -> LineMarks:
    key = (line.agency, line.task)
    before, accepted = known.before.get(key), known.accepted.get(key)
    others = tuple(_others(line, known, roles))
    holds = {
        ReviewMark.CONTRADICTS: bool(others),
        ReviewMark.FELL: _fell(line, accepted or before),
        ReviewMark.CHANGED_SINCE_ACCEPTED: accepted is not None
        and (accepted.claim, accepted.result) != (line.claim, line.result),
        ReviewMark.REPEATS_BEFORE: bool(line.text) and before is not None and before.text == line.text,
        ReviewMark.REPEATS_OTHER: bool(known.agencies_of_text.get(line.text, set()) - {line.agency}),
    }
    return LineMarks(frozenset(mark for mark, is_so in holds.items() if is_so), others)


def _fell(line: ReviewLine, earlier: ReviewLine | None) -> bool:
    if earlier is None or earlier.percent is None or line.percent is None:
        return False
    return line.percent < earlier.percent


def _others(line: ReviewLine, known: _PlanLines, roles: Roles) -> Iterable[tuple[AssignmentRole, ReviewLine]]:
    """The lead's claim for who coordinates, the coordinating agencies' for the lead, where they differ."""
    own = roles.get((line.task, line.agency))
    for agency, other in known.of_task[line.task].items():
        role = roles.get((line.task, agency))
        if role is not None and own is not None and role is not own and other.claim != line.claim:
            yield role, other
