"""Reads one task for its page."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, or_
from sqlmodel import Session, col, select

from data_model.rules.people.access import Scope
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.paper import Paper
from data_model.store.base.scoping import agency_in, plans_in
from data_model.store.base.typed_select import columns
from data_model.store.folder.cell_values import read_task_value
from data_model.store.reporting.submissions import VALUES, LineValues, papers
from data_model.tables import (
    Agency,
    Assignment,
    GroupMember,
    Plan,
    ReportLine,
    Review,
    Submission,
    Task,
    TaskChange,
    User,
)
from data_model.values import AssignmentRole, Mode, SubmissionStatus, TaskField, TaskType


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    agency_name: str
    role: AssignmentRole
    mode: Mode
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One reported line of a task; every submission has its own."""

    agency: str
    agency_name: str
    period: Period
    submitted_at: datetime
    status: SubmissionStatus
    number: str
    values: LineValues
    reviewed_by: str = ""
    """Who moved its submission last; empty where nobody did, or a load brought it as it is."""
    reviewed_at: datetime | None = None
    review_reason: str = ""
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of the task; `before` and `value` are of the field's own type, None for no due date. `before` is what held
    until then by the changes that are known today."""

    field: TaskField
    valid_from: date
    before: Any
    value: Any
    reason: str
    document: str
    entered_by: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """A task with the text that it comes from; `before` and `after` are the plan's text around the quote."""

    code: str
    plan: str
    plan_title: str
    section: str
    title: str
    quote: str
    before: str
    after: str
    type: TaskType
    type_basis: str
    due_on: date | None
    weight: Decimal
    notes: str
    assignments: tuple[AssignmentRow, ...]
    versions: tuple[VersionRow, ...]
    changes: tuple[ChangeRow, ...] = ()


_AROUND = 400
"""Letters of the plan's text shown before and after the quote."""


def task_detail(session: Session, scope: Scope, *, code: str, today: date) -> TaskDetail | None:
    """The task with its versions in scope, newest first; None where there is no such task in scope."""
    query = (
        select(Task, Plan)
        .join(Plan, col(Plan.id) == col(Task.plan_id))
        .where(Task.code == code, plans_in(session, scope, today=today))
    )
    if scope.agency is not None:
        query = query.where(col(Task.id).in_(_tasks_of(scope)))
    row = session.exec(query).first()
    if row is None:
        return None
    task, plan = row
    start, end = task.quote_start or 0, task.quote_end or 0
    return TaskDetail(
        code=task.code,
        plan=plan.code,
        plan_title=plan.title,
        section=task.section,
        title=task.title,
        quote=task.quote,
        before=plan.text[max(start - _AROUND, 0) : start] if end else "",
        after=plan.text[end : end + _AROUND] if end else "",
        type=task.type,
        type_basis=task.type_basis,
        due_on=task.due_on,
        weight=task.weight,
        notes=task.notes,
        assignments=_assignments(session, task),
        versions=_versions(session, scope, task),
        changes=tuple(_changes(session, task)),
    )


def task_codes(session: Session) -> frozenset[str]:
    """The codes of all tasks."""
    return frozenset(session.scalars(columns(Task.code)))


def _tasks_of(scope: Scope) -> Select[Any]:
    """The ids of the tasks that the agencies of the scope are or were assigned, by name or as members of a group."""
    own = columns(Agency.id).where(agency_in(scope))
    groups = columns(GroupMember.group_id).where(col(GroupMember.member_id).in_(own))
    return columns(Assignment.task_id).where(
        or_(col(Assignment.agency_id).in_(own), col(Assignment.agency_id).in_(groups))
    )


def _assignments(session: Session, task: Task) -> tuple[AssignmentRow, ...]:
    query = (
        columns(Agency.name, Assignment.role, Assignment.mode, Assignment.valid_from, Assignment.valid_to)
        .join(Assignment, col(Assignment.agency_id) == col(Agency.id))
        .where(col(Assignment.task_id) == task.id)
        .order_by(col(Assignment.id))
    )
    return tuple(AssignmentRow(*row) for row in session.execute(query))


def _changes(session: Session, task: Task) -> Iterator[ChangeRow]:
    """In the order of the days from which they hold."""
    query = (
        columns(TaskChange, User.display_name)
        .outerjoin(User, col(User.name) == col(TaskChange.entered_by))
        .where(col(TaskChange.task_id) == task.id)
        .order_by(col(TaskChange.valid_from), col(TaskChange.entered_at), col(TaskChange.id))
    )
    held = {field: getattr(task, field, None) for field in TaskField}
    for change, name in session.execute(query):
        value = read_task_value(change.field, change.value)
        yield ChangeRow(
            field=change.field,
            valid_from=change.valid_from,
            before=held[change.field],
            value=value,
            reason=change.reason,
            document=change.document,
            entered_by=name or change.entered_by,
            entered_at=change.entered_at,
        )
        held[change.field] = value


def _versions(session: Session, scope: Scope, task: Task) -> tuple[VersionRow, ...]:
    sent = (Submission.id, Submission.period, Submission.submitted_at, Submission.status, Submission.number)
    query = (
        columns(Agency.code, Agency.name, *sent, *VALUES)
        .join(Submission, col(Submission.agency_id) == col(Agency.id))
        .join(ReportLine, col(ReportLine.submission_id) == col(Submission.id))
        .where(col(ReportLine.task_id) == task.id, agency_in(scope))
        .order_by(col(Submission.submitted_at).desc())
    )
    found = session.execute(query).all()
    reviews = _last_reviews(session, [row[2] for row in found])
    entered = papers(session, col(Submission.id).in_([row[2] for row in found]))
    versions = [
        VersionRow(
            code, name, Period.from_code(period), at, status, number, LineValues(*values), *reviews.get(place, ())
        )
        for code, name, place, period, at, status, number, *values in found
    ]
    return tuple(replace(version, paper=entered.get(version.number)) for version in versions)


def _last_reviews(session: Session, submissions: Collection[int]) -> dict[int, tuple[str, datetime, str]]:
    """By the id of a submission: who moved it last, when, and why."""
    query = (
        columns(Review.submission_id, User.display_name, Review.decided_by, Review.decided_at, Review.reason)
        .outerjoin(User, col(User.name) == col(Review.decided_by))
        .where(col(Review.submission_id).in_(submissions))
        .order_by(col(Review.decided_at))
    )
    return {place: (name or account, at, reason) for place, name, account, at, reason in session.execute(query)}
