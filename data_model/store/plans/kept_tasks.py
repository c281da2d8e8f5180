"""The tasks of one plan with the values of a day, as rows of a grid."""

from collections import defaultdict
from datetime import date

from sqlmodel import Session, col

from data_model.store.folder.cell_values import DAY
from data_model.store.folder.kept_rows import row_named, rows
from data_model.store.plans.managed import rows_of_plan
from data_model.tables import TaskChange
from data_model.values import AssignmentRole, TaskField

Row = dict[str, str]


def kept_tasks(session: Session, plan: str, *, day: date) -> list[Row]:
    """The cells of `tasks.csv` as they hold on the day, and in `lead` and `coordinate` the agencies of that day.

    A stopped task has "yes" in `stopped`; `changed` names the columns that were changed by date.
    """
    changes = _latest(rows_of_plan(session, "task_changes.csv", plan), day)
    agencies = _agencies(rows_of_plan(session, "assignments.csv", plan), day)
    return [
        {
            **task,
            **changes.get(task["code"], {}),
            "changed": "; ".join(changes.get(task["code"], {})),
            **{role.value: "; ".join(agencies.get((task["code"], role.value), [])) for role in AssignmentRole},
        }
        for task in rows_of_plan(session, "tasks.csv", plan)
    ]


def value_on(session: Session, task: str, field: TaskField, day: date) -> str | None:
    """The value of one task on a day, as in `task_changes.csv`; None where there is no such task."""
    stored = row_named(session, "tasks.csv", {"code": task})
    if stored is None:
        return None
    found = rows(session, "task_changes.csv", col(TaskChange.task_id) == stored[0])
    first = "no" if field is TaskField.STOPPED else stored[1][field.value]
    return _latest(found, day).get(task, {}).get(field.value, first)


def _latest(changes: list[Row], day: date) -> dict[str, Row]:
    """By task: the values that the changes which hold on the day give it."""
    values: dict[str, Row] = defaultdict(dict)
    for change in sorted(changes, key=lambda change: (change["valid_from"], change["at"])):
        if DAY.read(change["valid_from"]) <= day:
            values[change["task"]][change["field"]] = change["value"]
    return values


def _agencies(assignments: list[Row], day: date) -> dict[tuple[str, str], list[str]]:
    """By task and role: who has it on the day."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in assignments:
        begins = not each["valid_from"] or DAY.read(each["valid_from"]) <= day
        if begins and (not each["valid_to"] or DAY.read(each["valid_to"]) >= day):
            found[each["task"], each["role"]].append(each["agency"])
    return found
