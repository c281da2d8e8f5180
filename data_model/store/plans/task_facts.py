"""Reads the tasks of plans with their assignments and changes, for `catalogue.py`."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from data_model.rules.plans.facts import AssignmentFact, PlanFact, TaskChangeFact, TaskFact
from data_model.store.base.scoping import of_plans
from data_model.store.base.typed_select import columns
from data_model.store.folder.cell_values import read_task_value
from data_model.tables import Agency, Assignment, GroupMember, Plan, Task, TaskChange
from data_model.values import AgencyKind


def read_tasks(session: Session, plans: Mapping[str, PlanFact]) -> Iterator[TaskFact]:
    """The tasks of the plans, with the assignments of every agency."""
    assignments = _assignments(session, plans)
    changes = _changes(session, plans)
    dated = (Task.due_on, Task.weight, Task.first_on, Task.entered_at, Task.supervising)
    query = columns(Task.id, Task.code, Plan.code, Task.title, Task.section, Task.type, *dated)
    query = query.join(Plan, col(Plan.id) == col(Task.plan_id)).where(col(Plan.code).in_(plans)).order_by(col(Task.id))
    for task_id, code, plan, title, section, type_, due_on, weight, first_on, entered_at, watched in session.execute(
        query
    ):
        given, changed = tuple(assignments[task_id]), tuple(changes[task_id])
        yield TaskFact(code, plan, title, section, type_, due_on, weight, given, first_on, entered_at, changed, watched)


def _changes(session: Session, plans: Collection[str]) -> dict[int, list[TaskChangeFact]]:
    """By task id: the changes, in order of the day from which they hold."""
    query = (
        select(TaskChange)
        .join(Task, col(Task.id) == col(TaskChange.task_id))
        .where(*of_plans(Task, plans))
        .order_by(col(TaskChange.valid_from), col(TaskChange.entered_at), col(TaskChange.id))
    )
    changes: dict[int, list[TaskChangeFact]] = defaultdict(list)
    for row in session.exec(query):
        changes[row.task_id].append(
            TaskChangeFact(
                field=row.field,
                valid_from=row.valid_from,
                value=read_task_value(row.field, row.value),
                at=row.entered_at,
                reason=row.reason,
                document=row.document,
            )
        )
    return changes


def _assignments(session: Session, plans: Collection[str]) -> dict[int, list[AssignmentFact]]:
    """By task id; an assignment of a group becomes one per member, while both the assignment and the membership hold."""
    members = _members(session)
    own_days = (Assignment.valid_from, Assignment.valid_to)
    query = columns(Assignment.task_id, Agency.id, Agency.code, Assignment.role, Assignment.mode, *own_days)
    query = query.join(Agency, col(Agency.id) == col(Assignment.agency_id)).order_by(col(Assignment.id))
    query = query.join(Task, col(Task.id) == col(Assignment.task_id)).where(*of_plans(Task, plans))
    assignments: dict[int, list[AssignmentFact]] = defaultdict(list)
    for task_id, agency_id, agency, role, mode, since, until in session.execute(query):
        for member, valid_from, valid_to in members.get(agency_id, [(agency, None, None)]):
            first = max(filter(None, (since, valid_from)), default=None)
            last = min(filter(None, (until, valid_to)), default=None)
            if first is None or last is None or first <= last:
                assignments[task_id].append(AssignmentFact(member, role, mode, first, last))
    return assignments


Membership = tuple[str, date | None, date | None]


def _members(session: Session) -> dict[int, list[Membership]]:
    """By group id: the members; groups without members are included."""
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
