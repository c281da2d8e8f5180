"""What an edited row of a task grid means for the store: corrections, dated changes, assignments ended and begun."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from data_model.rules.plans.keeping import RowChange
from data_model.store import open_session
from data_model.store.folder.sheets import SHEETS
from data_model.store.plans.managed import assignments_of
from data_model.values import AssignmentRole, TaskField

Row = Mapping[str, str]
_TASK_HEADERS = next(sheet.headers for sheet in SHEETS if sheet.file_name == "tasks.csv")
_CHANGED_BY_DATE = tuple(field for field in TaskField if field is not TaskField.STOPPED)


def task_changes(
    read: Row | None, row: Row | None, *, valid_from: date, reason: str, document: str, by: str, at: datetime
) -> list[RowChange]:
    """From a row of `kept_tasks` as it was read (None is new) and as it is typed (None is taken back).

    With a reason a due date, weight, type or title changes from `valid_from` on, and a lead by ending one assignment and
    beginning another; without one they are corrected as if they had always been so.
    """
    if row is None:
        return [] if read is None else [RowChange("tasks.csv", read=_task_cells(read))]
    if read is None:
        return [RowChange("tasks.csv", row=_task_cells(row)), *_begun(row, "", _wanted(row))]
    changed = {header for header in row if row[header] != read.get(header, "")}
    dated = [field for field in _CHANGED_BY_DATE if field.value in changed] if reason else []
    corrected = (changed & set(_TASK_HEADERS)) - {field.value for field in dated}
    made = []
    if corrected:
        as_read = _task_cells(read)
        made.append(RowChange("tasks.csv", as_read, {**as_read, **{header: row[header] for header in corrected}}))
    made += [
        change_of_task(
            read["code"],
            field,
            row[field.value],
            stands=read[field.value],
            valid_from=valid_from,
            reason=reason,
            document=document,
            by=by,
            at=at,
        )
        for field in dated
    ]
    if changed & {role.value for role in AssignmentRole}:
        made += _reassigned(read, row, valid_from if reason else None)
    return made


def change_of_task(
    task: str,
    field: TaskField,
    value: str,
    *,
    stands: str,
    valid_from: date,
    reason: str,
    document: str,
    by: str,
    at: datetime,
) -> RowChange:
    """One dated change of one task; `value`, and `stands` that it replaces, as in `task_changes.csv`."""
    cells = {
        "task": task,
        "valid_from": valid_from.isoformat(),
        "field": field.value,
        "value": value,
        "reason": reason,
        "document": document,
        "by": by,
        "at": at.isoformat(),
    }
    return RowChange("task_changes.csv", row=cells, stands=stands)


def _task_cells(row: Row) -> dict[str, str]:
    """The first values of the task: without what was changed by date since."""
    changed = row.get("changed", "").split("; ")
    return {header: cell for header, cell in row.items() if header in _TASK_HEADERS and header not in changed}


def _wanted(row: Row) -> dict[str, list[str]]:
    return {role.value: [code for code in row.get(role.value, "").split("; ") if code] for role in AssignmentRole}


def _begun(row: Row, first: str, wanted: Mapping[str, list[str]]) -> list[RowChange]:
    return [
        RowChange("assignments.csv", row={"task": row["code"], "agency": agency, "role": role, "valid_from": first})
        for role, agencies in wanted.items()
        for agency in agencies
    ]


def _reassigned(read: Row, row: Row, valid_from: date | None) -> list[RowChange]:
    """Ends what is no more and begins what is new on the day; without a day takes back and adds."""
    before, after = _wanted(read), _wanted(row)
    made = []
    with open_session() as session:
        assignments = assignments_of(session, read["code"])
    for each in assignments:
        is_open = not each["valid_to"] or (valid_from is not None and each["valid_to"] >= valid_from.isoformat())
        if not is_open or each["agency"] not in before[each["role"]] or each["agency"] in after[each["role"]]:
            continue
        begins_later = valid_from is not None and each["valid_from"] >= valid_from.isoformat()
        if valid_from is None or begins_later:
            made.append(RowChange("assignments.csv", read=each))
        else:
            last = (valid_from - timedelta(days=1)).isoformat()
            made.append(RowChange("assignments.csv", each, {**each, "valid_to": last}))
    new = {role: [agency for agency in after[role] if agency not in before[role]] for role in after}
    return made + _begun(row, valid_from.isoformat() if valid_from else "", new)
