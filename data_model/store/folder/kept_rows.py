"""Single rows of the folder's sheets for the screens that keep them: reading, taking back, and what rests on one."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, inspect, true
from sqlmodel import Session, SQLModel, col

from data_model.rules.plans.keeping import Resting
from data_model.store.base.typed_select import columns
from data_model.store.folder.dump import sheet_rows
from data_model.store.folder.sheets import SHEETS, Sheet
from data_model.tables import (
    Agency,
    Assignment,
    Directive,
    DirectiveLink,
    GroupMember,
    Plan,
    PlanDirective,
    Regime,
    RegimeConfirmation,
    ReportingRound,
    ReportLine,
    RoundLock,
    Submission,
    Task,
    TaskChange,
)

Cells = Mapping[str, str]

SHEET = {sheet.file_name: sheet for sheet in SHEETS}

_PARTS: dict[type[SQLModel], tuple[tuple[type[SQLModel], str], ...]] = {
    Plan: (
        (PlanDirective, "plan_id"),
        (RegimeConfirmation, "plan_id"),
        (ReportingRound, "plan_id"),
        (RoundLock, "plan_id"),
        (Regime, "plan_id"),
        (Task, "plan_id"),
    ),
    Task: ((TaskChange, "task_id"), (Assignment, "task_id")),
    Agency: ((GroupMember, "group_id"),),
    Directive: ((DirectiveLink, "directive_id"),),
}
"""What belongs to a row and goes with it when it is taken back; anything else rests on it."""


def rows(session: Session, file_name: str, *conditions: ColumnElement[bool]) -> list[dict[str, str]]:
    """The rows of a sheet as cells, in the order in which they were entered."""
    return [cells for _row_id, cells in sheet_rows(session, SHEET[file_name], *conditions)]


def row_named(session: Session, file_name: str, cells: Cells) -> tuple[int, dict[str, str]] | None:
    """The stored row with the key of these cells: its id and its cells; None if there is none."""
    sheet = SHEET[file_name]
    condition: ColumnElement[bool] = true()
    for attribute in sheet.key:
        column = next(column for column in sheet.columns if column.attribute == attribute)
        text = cells.get(column.header, "").strip()
        stored: Any = getattr(sheet.table, attribute)
        if not text:
            condition = condition & stored.is_(None)
        elif column.refers_to is not None:
            code: Any = Submission.number if column.refers_to is Submission else column.refers_to.code  # type: ignore[attr-defined]
            condition = condition & stored.in_(columns(column.refers_to.id).where(code == text))  # type: ignore[attr-defined]
        else:
            condition = condition & (stored == column.kind.read(text))
    return next(sheet_rows(session, sheet, condition), None)


def name_of(file_name: str, cells: Cells) -> str:
    """The key of a row as a reader may see it."""
    sheet: Sheet = SHEET[file_name]
    headers = [column.header for key in sheet.key for column in sheet.columns if column.attribute == key]
    return " ".join(filter(None, (cells.get(header, "") for header in headers)))


def take_back(session: Session, file_name: str, row_id: int) -> tuple[Resting, ...]:
    """Deletes the row and its parts. Where anything rests on it, nothing is deleted and the answer says what it is."""
    table = SHEET[file_name].table
    resting = _resting(session, table, [row_id])
    if resting:
        return tuple(Resting(name, count) for name, count in sorted(resting.items()))
    _delete(session, table, [row_id])
    return ()


def _delete(session: Session, table: type[SQLModel], ids: list[int]) -> None:
    for part, attribute in _PARTS.get(table, ()):
        column = getattr(part, attribute)
        if part in _PARTS:
            _delete(session, part, list(session.scalars(columns(part.id).where(column.in_(ids)))))  # type: ignore[attr-defined]
        else:
            session.execute(delete(part).where(column.in_(ids)))
    session.execute(delete(table).where(table.id.in_(ids)))  # type: ignore[attr-defined]


def _resting(session: Session, table: type[SQLModel], ids: list[int]) -> dict[str, int]:
    """By table: how many rows rest on these rows or on their parts."""
    found: dict[str, int] = {}
    parts = _PARTS.get(table, ())
    own = {(_table(part).name, attribute) for part, attribute in parts}
    for other in SQLModel.metadata.sorted_tables:
        for column in other.columns:
            refers = any(key.column.table is _table(table) for key in column.foreign_keys)
            if refers and (other.name, column.name) not in own:
                _count(session, found, other, column.in_(ids))
    if table is Assignment:
        _count(session, found, _table(ReportLine), _lines_under(ids))
    if table is GroupMember:
        _count(session, found, _table(ReportLine), _lines_of_member(ids))
    for part, attribute in parts:
        if part in _PARTS:
            inner = list(session.scalars(columns(part.id).where(getattr(part, attribute).in_(ids))))  # type: ignore[attr-defined]
            for name, count in _resting(session, part, inner).items():
                found[name] = found.get(name, 0) + count
    return found


def _count(session: Session, found: dict[str, int], table: Table, condition: ColumnElement[bool]) -> None:
    count = session.scalar(columns(func.count()).select_from(table).where(condition)) or 0
    if count:
        found[table.name] = found.get(table.name, 0) + count


def _lines_under(assignments: list[int]) -> ColumnElement[bool]:
    """Lines of a task that were sent by an assigned agency or by a member of the assigned group."""
    members = (
        columns(Submission.id)
        .join(Assignment, col(Assignment.id).in_(assignments))
        .join(GroupMember, col(GroupMember.group_id) == col(Assignment.agency_id), isouter=True)
        .where(
            (col(Submission.agency_id) == col(Assignment.agency_id))
            | (col(Submission.agency_id) == col(GroupMember.member_id))
        )
    )
    tasks = columns(Assignment.task_id).where(col(Assignment.id).in_(assignments))
    return col(ReportLine.submission_id).in_(members) & col(ReportLine.task_id).in_(tasks)


def _lines_of_member(memberships: list[int]) -> ColumnElement[bool]:
    """Lines that a member sent on tasks of its group."""
    chosen = col(GroupMember.id).in_(memberships)
    sent = columns(Submission.id).join(GroupMember, col(GroupMember.member_id) == col(Submission.agency_id))
    tasks = columns(Assignment.task_id).join(GroupMember, col(GroupMember.group_id) == col(Assignment.agency_id))
    return col(ReportLine.submission_id).in_(sent.where(chosen)) & col(ReportLine.task_id).in_(tasks.where(chosen))


def _table(table: type[SQLModel]) -> Table:
    found: Table = inspect(table).local_table
    return found
