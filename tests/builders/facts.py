"""Facts of a few tasks, written short: one plan with quarterly nd09 reports, due three days after the window."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from data_model.rules.plans.facts import AgencyFact, AssignmentFact, Facts, PlanFact, TaskChangeFact, TaskFact
from data_model.rules.plans.periods import Calendar, Period
from data_model.rules.plans.regime_facts import RegimeFact, RoundFact
from data_model.rules.plans.report_facts import ExtensionFact, LineFact, WaiverFact
from data_model.values import (
    AssignmentRole,
    LineStatus,
    Mode,
    PeriodKind,
    SubmissionStatus,
    TaskField,
    TaskType,
    WindowRule,
)
from tests.builders.stores import local
from tests.builders.submission_columns import LittleColumns, Move, Sending


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def calendar(*kinds: PeriodKind, separate: bool = False, **more: Any) -> Calendar:
    kinds_asked = frozenset(kinds or [PeriodKind.QUARTER])
    return Calendar(kinds_asked, WindowRule.ND09, agency_due_days=3, separate=separate, **more)


def plan(
    code: str = "P1",
    *,
    issued_on: str | None = "2025-12-20",
    replaced_on: str | None = None,
    regime: Calendar | None = None,
    regime_from: str = "2023-12-15",
    ends_on: str | None = None,
    rounds: Iterable[RoundFact] = (),
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
        ends_on=day(ends_on),
        rounds=tuple(rounds),
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
    first_on: str | None = None,
    entered_at: str | None = None,
    changes: Iterable[TaskChangeFact] = (),
) -> TaskFact:
    return TaskFact(
        code=code,
        plan=of,
        title="Nhiệm vụ",
        section="",
        type=type,
        due_on=day(due_on),
        weight=Decimal(weight),
        assignments=assignments or (lead("A"),),
        first_on=day(first_on),
        entered_at=None if entered_at is None else local(entered_at),
        changes=tuple(sorted(changes, key=lambda change: (change.valid_from, change.at))),
    )


def change(field: TaskField, value: Any, *, holds_from: str, entered: str | None = None) -> TaskChangeFact:
    """Entered at nine on the day from which it holds, unless said otherwise ("2026-07-10 09:00")."""
    return TaskChangeFact(field, date.fromisoformat(holds_from), value, local(entered or f"{holds_from} 09:00"))


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
    superseded: str | None = None,
    taken_back: str | None = None,
    accepted_again: str | None = None,
    entered: str | None = None,
    plan: str = "P1",
) -> Sending:
    """A report sent at an instant ("2026-06-16 09:00"), with what became of it and when; `entered` is of a paper one."""
    became = (
        (SubmissionStatus.ACCEPTED, accepted),
        (SubmissionStatus.SUBMITTED, taken_back),
        (SubmissionStatus.ACCEPTED, accepted_again),
        (SubmissionStatus.RETURNED, returned),
        (SubmissionStatus.WITHDRAWN, withdrawn),
        (SubmissionStatus.SUPERSEDED, superseded),
    )
    moves = sorted((Move(move, local(when)) for move, when in became if when), key=lambda move: move.at)
    return Sending(
        number=f"{agency} {at}",
        agency=agency,
        plan=plan,
        period=Period.from_code(period),
        submitted_at=local(at),
        lines=lines,
        moves=tuple(moves),
        entered_at=None if entered is None else local(entered),
    )


def called(period: str, *, due_on: str | None = None, opens_on: str | None = None, at: str) -> RoundFact:
    return RoundFact(Period.from_code(period), local(at), opens_on=day(opens_on), due_on=day(due_on))


def waived(*, at: str, lifted: str | None = None, agency: str = "A", period: str = "2026-Q2") -> WaiverFact:
    lifted_at = None if lifted is None else local(lifted)
    return WaiverFact(agency, "P1", Period.from_code(period), "Đang sắp xếp", local(at), lifted_at)


def extended(due: str, *, at: str, agency: str = "A", period: str = "2026-Q2") -> ExtensionFact:
    return ExtensionFact(agency, "P1", Period.from_code(period), date.fromisoformat(due), local(at))


def facts(
    *tasks: TaskFact,
    plans: Iterable[PlanFact] = (),
    submissions: Iterable[Sending] = (),
    extensions: Iterable[ExtensionFact] = (),
    waivers: Iterable[WaiverFact] = (),
    agencies: Iterable[AgencyFact] = (),
) -> Facts:
    """Agencies are those that the tasks name, unless given with the days they existed."""
    named = {
        assignment.agency: AgencyFact(assignment.agency, f"Sở {assignment.agency}")
        for task in tasks
        for assignment in task.assignments
    }
    found = Facts(
        plans={known_plan.code: known_plan for known_plan in tuple(plans) or (plan(),)},
        agencies=named | {agency.code: agency for agency in agencies},
        tasks=tasks,
        extensions=tuple(extensions),
        waivers=tuple(waivers),
    )
    return replace(found, source=LittleColumns(found, tuple(submissions)))


def end_of_day(text: str) -> datetime:
    return local(f"{text} 23:59:59")
