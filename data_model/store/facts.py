"""Read what the figures of one scope are computed from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from data_model.round_tables import RegimeConfirmation, Waiver
from data_model.rules.access import Scope
from data_model.rules.facts import (
    AgencyFact,
    AssignmentFact,
    DirectiveFact,
    ExtensionFact,
    Facts,
    LineFact,
    MoveFact,
    PlanFact,
    RegimeFact,
    SubmissionFact,
    TaskFact,
    WaiverFact,
)
from data_model.rules.periods import Calendar, Period
from data_model.store.columns import columns
from data_model.store.folder.cells import SEPARATE
from data_model.store.scoping import plans_in
from data_model.tables import (
    Agency,
    Assignment,
    Directive,
    Extension,
    GroupMember,
    Plan,
    Regime,
    ReportLine,
    Review,
    Submission,
    Task,
)
from data_model.values import UTC, AgencyKind, PeriodKind, SubmissionStatus, WindowRule


def read_facts(
    session: Session,
    scope: Scope,
    *,
    today: date,
    plans: Collection[str] | None = None,
    with_submissions: bool = True,
    with_lines: bool = True,
) -> Facts:
    """Everything in scope, or of these plans in it. For the scope of one agency it holds that agency's rows alone.

    Who only asks who owes what reads it without the lines of the reports. Without submissions it tells what is
    expected, and not what came: a small part of a large store.
    """
    found = _plans(session, scope, today, plans)
    tasks = tuple(_tasks(session, scope, found))
    if scope.agency is not None:
        found = {code: plan for code, plan in found.items() if code in {task.plan for task in tasks}}
    facts = Facts(
        plans=found,
        directives=_directives(session, found.values()),
        agencies=_agencies(session, {one.agency for task in tasks for one in task.assignments}),
        tasks=tasks,
    )
    facts = add_decisions_to(session, facts, agency=scope.agency)
    if not with_submissions:
        return facts
    lines_of = None if with_lines else ()
    return add_submissions_to(session, facts, agencies=scope.agency and [scope.agency], lines_of=lines_of)


def add_decisions_to(session: Session, facts: Facts, *, agency: str | None = None) -> Facts:
    """The facts with the extensions and waivers of their plans, of one agency or of all."""
    return replace(
        facts,
        extensions=tuple(_extensions(session, facts.plans, agency)),
        waivers=tuple(_waivers(session, facts.plans, agency)),
    )


def add_submissions_to(
    session: Session,
    facts: Facts,
    *,
    agencies: Collection[str] | None = None,
    tasks: Collection[str] | None = None,
    waiting_at: datetime | None = None,
    lines_of: Collection[SubmissionStatus] | None = None,
) -> Facts:
    """The facts with what came in for their plans, from these agencies, with the lines on these tasks: of all, or of
    what stands in one of these ways. Of what waits for review at an instant, all is among it, and little else."""
    conditions = _of_plans(Submission, facts.plans)
    if agencies is not None:
        conditions.append(col(Submission.agency_id).in_(select(Agency.id).where(col(Agency.code).in_(agencies))))
    if waiting_at is not None:
        at = waiting_at.astimezone(UTC)
        moved_later = select(Review.submission_id).where(col(Review.decided_at) > at)
        is_open = col(Submission.status) == SubmissionStatus.SUBMITTED
        conditions += [col(Submission.submitted_at) <= at, is_open | col(Submission.id).in_(moved_later)]
    with_lines = conditions if lines_of is None else [*conditions, col(Submission.status).in_(lines_of)]
    lines = _lines(session, with_lines, tasks) if lines_of is None or lines_of else {}
    return replace(facts, submissions=tuple(_submissions(session, conditions, lines)))


def plans_reported_by(session: Session, agency: str) -> set[str]:
    """The codes of the plans on which an agency has ever sent something, whether it has a task in them or not."""
    query = columns(Plan.code).join(Submission, col(Submission.plan_id) == col(Plan.id)).distinct()
    return set(
        session.scalars(
            query.join(Agency, col(Agency.id) == col(Submission.agency_id)).where(col(Agency.code) == agency)
        )
    )


def _of_plans(table: Any, plans: Collection[str]) -> list[ColumnElement[bool]]:
    """That a row is of one of the plans."""
    return [col(table.plan_id).in_(select(Plan.id).where(col(Plan.code).in_(plans)))]


def _plans(session: Session, scope: Scope, today: date, codes: Collection[str] | None) -> dict[str, PlanFact]:
    regimes = _regimes(session)
    replacements = _replacements(session, regimes)
    query = (
        select(Plan, Directive.code)
        .join(Directive, col(Directive.id) == col(Plan.main_directive_id), isouter=True)
        .where(plans_in(session, scope, today=today))
        .order_by(col(Plan.id))
    )
    if codes is not None:
        query = query.where(col(Plan.code).in_(codes))
    return {
        plan.code: PlanFact(
            code=plan.code,
            number=plan.number,
            title=plan.title,
            province=plan.province,
            issued_on=plan.issued_on,
            main_directive=directive,
            replaced_on=replacements.get(plan.id, _NEVER)[0],
            replaced_by=replacements.get(plan.id, _NEVER)[1],
            regimes=tuple(regimes[plan.id or 0]),
        )
        for plan, directive in session.exec(query)
    }


Replacement = tuple[date | None, str | None]
_NEVER: Replacement = (None, None)


def _replacements(session: Session, regimes: Mapping[int, list[RegimeFact]]) -> dict[int | None, Replacement]:
    """By replaced plan: when the first plan that replaces it came into force, and its code."""
    query = columns(Plan.replaces_id, Plan.issued_on, Plan.id, Plan.code).where(col(Plan.replaces_id).is_not(None))
    found: dict[int | None, Replacement] = {}
    for replaced, issued_on, plan_id, code in session.execute(query.order_by(col(Plan.id))):
        in_force = issued_on or next((regime.valid_from for regime in regimes[plan_id or 0]), None)
        earlier = found.get(replaced, _NEVER)[0]
        if earlier is None or (in_force is not None and in_force < earlier):
            found[replaced] = (in_force, code)
    return found


def _regimes(session: Session) -> dict[int, list[RegimeFact]]:
    """The regimes of each plan, in order of date."""
    query = select(Regime, Agency.code).join(Agency, col(Agency.id) == col(Regime.consolidator_id), isouter=True)
    confirmed = {
        (row[0], row[1]): row[2]
        for row in session.execute(
            columns(RegimeConfirmation.plan_id, RegimeConfirmation.valid_from, RegimeConfirmation.confirmed_at)
        )
    }
    regimes: dict[int, list[RegimeFact]] = defaultdict(list)
    for regime, consolidator in session.exec(query.order_by(col(Regime.valid_from))):
        calendar = Calendar(
            kinds=frozenset(PeriodKind(kind) for kind in regime.kinds if kind != SEPARATE),
            window=WindowRule(regime.window_rule),
            agency_due_days=regime.agency_due_days,
            lock_after_days=regime.lock_after_days,
            separate=SEPARATE in regime.kinds,
        )
        confirmed_at = confirmed.get((regime.plan_id, regime.valid_from))
        regimes[regime.plan_id].append(
            RegimeFact(regime.valid_from, calendar, consolidator, regime.basis, confirmed_at)
        )
    return regimes


def _directives(session: Session, plans: Iterable[PlanFact]) -> dict[str, DirectiveFact]:
    codes = {plan.main_directive for plan in plans}
    return {
        code: DirectiveFact(code, number, title)
        for code, number, title in session.exec(select(Directive.code, Directive.number, Directive.title))
        if code in codes
    }


def _agencies(session: Session, codes: Collection[str]) -> dict[str, AgencyFact]:
    query = columns(Agency.code, Agency.name, Agency.province, Agency.valid_from, Agency.valid_to)
    return {row[0]: AgencyFact(*row) for row in session.execute(query.where(col(Agency.code).in_(codes)))}


def _tasks(session: Session, scope: Scope, plans: Mapping[str, PlanFact]) -> Iterator[TaskFact]:
    assignments = _assignments(session, plans)
    wanted = (Task.id, Task.code, Plan.code, Task.title, Task.section, Task.type, Task.due_on, Task.weight)
    query = columns(*wanted).join(Plan, col(Plan.id) == col(Task.plan_id)).where(col(Plan.code).in_(plans))
    query = query.order_by(col(Task.id))
    for task_id, code, plan, title, section, type_, due_on, weight in session.execute(query):
        own = tuple(one for one in assignments[task_id] if scope.agency in (None, one.agency))
        if own or scope.agency is None:
            yield TaskFact(code, plan, title, section, type_, due_on, weight, own)


def _assignments(session: Session, plans: Collection[str]) -> dict[int, list[AssignmentFact]]:
    """By task of the plans; an assignment of a group becomes one per member, for as long as both hold."""
    members = _members(session)
    own_days = (Assignment.valid_from, Assignment.valid_to)
    query = columns(Assignment.task_id, Agency.id, Agency.code, Assignment.role, Assignment.mode, *own_days)
    query = query.join(Agency, col(Agency.id) == col(Assignment.agency_id)).order_by(col(Assignment.id))
    query = query.join(Task, col(Task.id) == col(Assignment.task_id)).where(*_of_plans(Task, plans))
    found: dict[int, list[AssignmentFact]] = defaultdict(list)
    for task_id, agency_id, agency, role, mode, since, until in session.execute(query):
        for member, valid_from, valid_to in members.get(agency_id, [(agency, None, None)]):
            fact = AssignmentFact(
                agency=member,
                role=role,
                mode=mode,
                valid_from=max(filter(None, (since, valid_from)), default=None),
                valid_to=min(filter(None, (until, valid_to)), default=None),
            )
            found[task_id].append(fact)
    return found


Membership = tuple[str, date | None, date | None]


def _members(session: Session) -> dict[int, list[Membership]]:
    """By group, also of those that have no member yet."""
    member = aliased(Agency)
    query = (
        columns(Agency.id, member.code, GroupMember.valid_from, GroupMember.valid_to)
        .join(GroupMember, col(GroupMember.group_id) == col(Agency.id), isouter=True)
        .join(member, col(member.id) == col(GroupMember.member_id), isouter=True)
        .where((col(Agency.kind) == AgencyKind.GROUP) | col(GroupMember.id).is_not(None))
        .order_by(col(GroupMember.id))
    )
    members: dict[int, list[Membership]] = {}
    for group_id, code, valid_from, valid_to in session.execute(query):
        memberships = members.setdefault(group_id, [])
        if code is not None:
            memberships.append((code, valid_from, valid_to))
    return members


def _submissions(
    session: Session, conditions: Sequence[ColumnElement[bool]], lines: Mapping[int, list[LineFact]]
) -> Iterator[SubmissionFact]:
    moves = _moves(session, conditions)
    query = (
        columns(
            Submission.id,
            Submission.number,
            Agency.code,
            Plan.code,
            Submission.period,
            Submission.submitted_at,
            Submission.status,
        )
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .join(Plan, col(Plan.id) == col(Submission.plan_id))
        .where(*conditions)
        .order_by(col(Submission.submitted_at), col(Submission.id))
    )
    for submission_id, number, agency, plan, code, submitted_at, status in session.execute(query):
        yield SubmissionFact(
            number=number,
            agency=agency,
            plan=plan,
            period=_period(code),
            submitted_at=submitted_at,
            lines=tuple(lines.get(submission_id, ())),
            moves=_with_status(moves[submission_id], status, submitted_at),
        )


@cache
def _period(code: str) -> Period:
    """Thousands of submissions share a few periods."""
    return Period.from_code(code)


def _with_status(moves: list[MoveFact], status: SubmissionStatus, submitted_at: datetime) -> tuple[MoveFact, ...]:
    """A loaded submission may carry a status without the move that led to it; it then held from the start."""
    if not moves and status is not SubmissionStatus.SUBMITTED:
        return (MoveFact(status, submitted_at),)
    return tuple(moves)


def _lines(
    session: Session, conditions: Sequence[ColumnElement[bool]], tasks: Collection[str] | None
) -> dict[int, list[LineFact]]:
    query = (
        columns(ReportLine.submission_id, Task.code, ReportLine.percent, ReportLine.status, ReportLine.done_on)
        .join(Task, col(Task.id) == col(ReportLine.task_id))
        .join(Submission, col(Submission.id) == col(ReportLine.submission_id))
        .where(*conditions)
    )
    if tasks is not None:
        query = query.where(col(ReportLine.task_id).in_(select(Task.id).where(col(Task.code).in_(tasks))))
    lines: dict[int, list[LineFact]] = defaultdict(list)
    for submission_id, *line in session.execute(query):
        lines[submission_id].append(LineFact(*line))
    return lines


def _moves(session: Session, conditions: Sequence[ColumnElement[bool]]) -> dict[int, list[MoveFact]]:
    query = (
        columns(Review.submission_id, Review.decision, Review.decided_at)
        .join(Submission, col(Submission.id) == col(Review.submission_id))
        .where(*conditions)
        .order_by(col(Review.decided_at))
    )
    moves: dict[int, list[MoveFact]] = defaultdict(list)
    for submission_id, decision, at in session.execute(query):
        moves[submission_id].append(MoveFact(decision, at))
    return moves


def _decisions(table: type[Extension] | type[Waiver], plans: Collection[str], agency: str | None) -> Select[Any]:
    """What was granted for reports on the plans, of one agency or of all, with the codes of the two; oldest first."""
    return (
        columns(table, Agency.code, Plan.code)
        .join(Agency, col(Agency.id) == col(table.agency_id))
        .join(Plan, col(Plan.id) == col(table.plan_id))
        .where(*_of_plans(table, plans), true() if agency is None else col(Agency.code) == agency)
        .order_by(col(table.granted_at))
    )


def _extensions(session: Session, plans: Collection[str], agency: str | None) -> Iterator[ExtensionFact]:
    for extension, of_agency, plan in session.execute(_decisions(Extension, plans, agency)):
        yield ExtensionFact(
            agency=of_agency,
            plan=plan,
            period=Period.from_code(extension.period),
            due_on=extension.due_on,
            granted_at=extension.granted_at,
            reason=extension.reason,
        )


def _waivers(session: Session, plans: Collection[str], agency: str | None) -> Iterator[WaiverFact]:
    for waiver, of_agency, plan in session.execute(_decisions(Waiver, plans, agency)):
        yield WaiverFact(
            agency=of_agency,
            plan=plan,
            period=Period.from_code(waiver.period),
            reason=waiver.reason,
            granted_at=waiver.granted_at,
            lifted_at=waiver.lifted_at,
        )
