"""Facts of a few tasks, written short: one plan with quarterly nd09 reports, due three days after the window."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from data_model.rules.facts import (
    AgencyFact,
    AssignmentFact,
    ExtensionFact,
    Facts,
    LineFact,
    MoveFact,
    PlanFact,
    RegimeFact,
    SubmissionFact,
    TaskFact,
)
from data_model.rules.periods import Calendar, Period
from data_model.values import (
    AssignmentRole,
    LineStatus,
    Mode,
    PeriodKind,
    SubmissionStatus,
    TaskType,
    WindowRule,
)
from tests.stores import local


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def calendar(*kinds: PeriodKind, separate: bool = False) -> Calendar:
    return Calendar(frozenset(kinds or [PeriodKind.QUARTER]), WindowRule.ND09, agency_due_days=3, separate=separate)


def plan(
    code: str = "P1",
    *,
    issued_on: str | None = "2025-12-20",
    replaced_on: str | None = None,
    regime: Calendar | None = None,
    regime_from: str = "2023-12-15",
) -> PlanFact:
    return PlanFact(
        code=code,
        number=f"{code}/KH-UBND",
        title="Kế hoạch",
        province="Tỉnh mẫu",
        issued_on=day(issued_on),
        main_directive=None,
        replaced_on=day(replaced_on),
        regimes=(RegimeFact(date.fromisoformat(regime_from), regime or calendar()),),
    )


def lead(agency: str, valid_from: str | None = None, valid_to: str | None = None) -> AssignmentFact:
    return AssignmentFact(agency, AssignmentRole.LEAD, Mode.ASSIGNED, day(valid_from), day(valid_to))


def coordinate(agency: str) -> AssignmentFact:
    return AssignmentFact(agency, AssignmentRole.COORDINATE, Mode.ASSIGNED)


def task(
    *assignments: AssignmentFact,
    code: str = "T1",
    due_on: str | None = None,
    type: TaskType = TaskType.ONE_OFF,
    weight: int = 1,
    of: str = "P1",
) -> TaskFact:
    return TaskFact(code, of, "Nhiệm vụ", "", type, day(due_on), Decimal(weight), assignments or (lead("A"),))


def line(
    percent: int | None = None, done_on: str | None = None, status: LineStatus | None = None, task: str = "T1"
) -> LineFact:
    return LineFact(task, None if percent is None else Decimal(percent), status, day(done_on))


def sent(
    at: str,
    *lines: LineFact,
    agency: str = "A",
    period: str = "2026-Q2",
    accepted: str | None = None,
    returned: str | None = None,
    withdrawn: str | None = None,
    plan: str = "P1",
) -> SubmissionFact:
    """A report sent at an instant ("2026-06-16 09:00"), with what became of it and when."""
    became = {
        SubmissionStatus.ACCEPTED: accepted,
        SubmissionStatus.RETURNED: returned,
        SubmissionStatus.WITHDRAWN: withdrawn,
    }
    moves = tuple(MoveFact(move, local(when)) for move, when in became.items() if when)
    return SubmissionFact(f"{agency} {at}", agency, plan, Period.from_code(period), local(at), lines, moves)


def extended(due: str, *, at: str, agency: str = "A", period: str = "2026-Q2") -> ExtensionFact:
    return ExtensionFact(agency, "P1", Period.from_code(period), date.fromisoformat(due), local(at))


def facts(
    *tasks: TaskFact,
    plans: Iterable[PlanFact] = (),
    submissions: Iterable[SubmissionFact] = (),
    extensions: Iterable[ExtensionFact] = (),
    agencies: Iterable[AgencyFact] = (),
) -> Facts:
    """Agencies are those that the tasks name, unless given with the days they existed."""
    named = {one.agency: AgencyFact(one.agency, f"Sở {one.agency}") for task in tasks for one in task.assignments}
    return Facts(
        plans={one.code: one for one in tuple(plans) or (plan(),)},
        agencies=named | {one.code: one for one in agencies},
        tasks=tasks,
        submissions=tuple(sorted(submissions, key=lambda one: one.submitted_at)),
        extensions=tuple(extensions),
    )


def end_of_day(text: str) -> datetime:
    return local(f"{text} 23:59:59")
