"""Read what the figures of one scope are computed from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache

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
from data_model.values import AgencyKind, PeriodKind, SubmissionStatus, WindowRule


def read_facts(
    session: Session, scope: Scope, *, today: date, with_submissions: bool = True, with_lines: bool = True
) -> Facts:
    """Everything in scope. For the scope of one agency it holds that agency's rows alone.

    Who only asks who owes what reads it without the lines of the reports. Without submissions it tells what is
    expected, and not what came: a small part of a large store.
    """
    plans = _plans(session, scope, today)
    tasks = tuple(_tasks(session, scope, plans))
    if scope.agency is not None:
        plans = {code: plan for code, plan in plans.items() if code in {task.plan for task in tasks}}
    in_scope = _InScope(plans, scope.agency)
    agencies = _agencies(session)
    named = {one.agency for task in tasks for one in task.assignments}
    return Facts(
        plans=plans,
        directives=_directives(session, plans.values()),
        agencies={code: agency for code, agency in agencies.items() if code in named},
        tasks=tasks,
        submissions=tuple(_submissions(session, in_scope, _lines(session) if with_lines else {}))
        if with_submissions
        else (),
        extensions=tuple(_extensions(session, in_scope)),
        waivers=tuple(_waivers(session, in_scope)),
    )


class _InScope:
    """Whether a row of one agency in one plan is to be read."""

    def __init__(self, plans: Mapping[str, PlanFact], agency: str | None) -> None:
        self.plans = plans
        self.agency = agency

    def __call__(self, agency: str, plan: str) -> bool:
        return plan in self.plans and self.agency in (None, agency)


def _plans(session: Session, scope: Scope, today: date) -> dict[str, PlanFact]:
    regimes = _regimes(session)
    replacements = _replacements(session, regimes)
    query = (
        select(Plan, Directive.code)
        .join(Directive, col(Directive.id) == col(Plan.main_directive_id), isouter=True)
        .where(plans_in(session, scope, today=today))
        .order_by(col(Plan.id))
    )
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


def _agencies(session: Session) -> dict[str, AgencyFact]:
    query = columns(Agency.code, Agency.name, Agency.province, Agency.valid_from, Agency.valid_to)
    return {row[0]: AgencyFact(*row) for row in session.execute(query)}


def _tasks(session: Session, scope: Scope, plans: Mapping[str, PlanFact]) -> Iterator[TaskFact]:
    assignments = _assignments(session)
    wanted = (Task.id, Task.code, Plan.code, Task.title, Task.section, Task.type, Task.due_on, Task.weight)
    query = columns(*wanted).join(Plan, col(Plan.id) == col(Task.plan_id)).order_by(col(Task.id))
    for task_id, code, plan, title, section, type_, due_on, weight in session.execute(query):
        own = tuple(one for one in assignments[task_id] if scope.agency in (None, one.agency))
        if plan in plans and (own or scope.agency is None):
            yield TaskFact(code, plan, title, section, type_, due_on, weight, own)


def _assignments(session: Session) -> dict[int, list[AssignmentFact]]:
    """By task; an assignment of a group becomes one per member, for as long as both hold."""
    members = _members(session)
    own_days = (Assignment.valid_from, Assignment.valid_to)
    query = columns(Assignment.task_id, Agency.id, Agency.code, Assignment.role, Assignment.mode, *own_days)
    query = query.join(Agency, col(Agency.id) == col(Assignment.agency_id)).order_by(col(Assignment.id))
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


def _submissions(session: Session, in_scope: _InScope, lines: Mapping[int, list[LineFact]]) -> Iterator[SubmissionFact]:
    moves = _moves(session)
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
        .order_by(col(Submission.submitted_at), col(Submission.id))
    )
    for submission_id, number, agency, plan, code, submitted_at, status in session.execute(query):
        if in_scope(agency, plan):
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


def _lines(session: Session) -> dict[int, list[LineFact]]:
    query = columns(
        ReportLine.submission_id, Task.code, ReportLine.percent, ReportLine.status, ReportLine.done_on
    ).join(Task, col(Task.id) == col(ReportLine.task_id))
    lines: dict[int, list[LineFact]] = defaultdict(list)
    for submission_id, *line in session.execute(query):
        lines[submission_id].append(LineFact(*line))
    return lines


def _moves(session: Session) -> dict[int, list[MoveFact]]:
    query = columns(Review.submission_id, Review.decision, Review.decided_at).order_by(col(Review.decided_at))
    moves: dict[int, list[MoveFact]] = defaultdict(list)
    for submission_id, decision, at in session.execute(query):
        moves[submission_id].append(MoveFact(decision, at))
    return moves


def _extensions(session: Session, in_scope: _InScope) -> Iterator[ExtensionFact]:
    query = (
        select(Extension, Agency.code, Plan.code)
        .join(Agency, col(Agency.id) == col(Extension.agency_id))
        .join(Plan, col(Plan.id) == col(Extension.plan_id))
    )
    for extension, agency, plan in session.exec(query):
        if in_scope(agency, plan):
            yield ExtensionFact(
                agency=agency,
                plan=plan,
                period=Period.from_code(extension.period),
                due_on=extension.due_on,
                granted_at=extension.granted_at,
                reason=extension.reason,
            )


def _waivers(session: Session, in_scope: _InScope) -> Iterator[WaiverFact]:
    query = (
        select(Waiver, Agency.code, Plan.code)
        .join(Agency, col(Agency.id) == col(Waiver.agency_id))
        .join(Plan, col(Plan.id) == col(Waiver.plan_id))
        .order_by(col(Waiver.granted_at))
    )
    for waiver, agency, plan in session.exec(query):
        if in_scope(agency, plan):
            yield WaiverFact(
                agency=agency,
                plan=plan,
                period=Period.from_code(waiver.period),
                reason=waiver.reason,
                granted_at=waiver.granted_at,
                lifted_at=waiver.lifted_at,
            )
