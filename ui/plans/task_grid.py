"""The tasks of one plan as a grid: added, corrected, changed by date, taken back; a paste from a spreadsheet is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from actions.plans.task_changes import task_changes
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.codes import task_code_from
from data_model.rules.plans.keeping import RowChange
from data_model.store import open_session
from data_model.store.folder.kept_rows import rows
from data_model.store.plans.kept_tasks import kept_tasks
from data_model.values import TaskType
from ui.base.clock import now, today
from ui.base.language import _
from ui.plans.agency_grids import agencies_kept, spellings_of
from ui.plans.grid import Edited, GridColumn, begin_again, draw_grid, give_up_button
from ui.plans.save import save, show_findings
from wording.labels import TASK_TYPE, label

TASKS = "tasks.csv"


def task_headings() -> dict[str, str]:
    """The name on screen of each column of the grid."""
    return {
        "code": _("Code"),
        "section": _("Section of the plan"),
        "title": _("Task"),
        "type": _("Type"),
        "due_on": _("Due"),
        "lead": _("Lead"),
        "coordinate": _("Coordinating"),
        "product": _("Product"),
        "supervising": _("Supervising"),
        "weight": _("Weight"),
        "notes": _("Note"),
    }


def task_grid(user: CurrentUser, plan: str, *, reported: bool) -> None:
    """Draws the tasks as they are today, and stores what was changed. With `reported` a due date, a weight, a type, a title
    or a lead changes from a day on and for a reason; before, it may be a correction too."""
    key = f"tasks_{plan}"
    columns = _columns(user)
    st.caption(
        _(
            "Paste rows from a spreadsheet at the end of the table, or type in a cell. Several agencies are separated by “;”. "
            "The code of a new task is made for you. Without a type, a task with a due date is done once, another continues."
        )
    )
    state = draw_grid(key, TASKS, columns, lambda: _read(plan), locked=["code"])
    decided = _decided(key, reported=reported)
    with st.container(horizontal=True):
        asked = st.button(_("Save the tasks"), type="primary", key=f"{key}_save")
        give_up_button(key)
    if not asked:
        return
    headings = {column.header: column.heading for column in columns}
    if state.problems:
        show_findings(state.problems, headings=headings, rows={})
        return
    if not decided.reason and any(_needs_reason(edited, reported=reported) for edited in state.edited):
        st.error(
            _(
                "Write the reason of the change: it holds from its day on, so that what was reported until then stays as "
                "it was."
            )
        )
        return
    changes, places = _changes(user, plan, state.edited, decided)
    save(
        user,
        changes,
        done=_("The tasks are saved."),
        headings=headings | {"value": _("New value"), "reason": _("Reason"), "agency": _("Lead")},
        rows={TASKS: places},
        after=lambda: begin_again(key),
    )


@dataclass(frozen=True)
class Decided:
    """From which day a change holds, why, and by which document. Without a reason it is a correction."""

    valid_from: date
    reason: str
    document: str


FIGURES = ("due_on", "weight", "type", "title", "lead", "coordinate")
"""What a figure or a list of an earlier day reads."""


def _needs_reason(edited: Edited, *, reported: bool) -> bool:
    """Where reports were sent, and for what was changed by date before."""
    read, row = edited.read, edited.row
    if read is None or row is None:
        return False
    names = FIGURES if reported else read["changed"].split("; ")
    return any(read.get(name) != row.get(name) for name in names)


def _decided(key: str, *, reported: bool) -> Decided:
    with st.expander(_("Change of due date, weight, type, title or lead: from which day, and why"), expanded=reported):
        left, middle, right = st.columns([1, 2, 2])
        valid_from = left.date_input(_("Holds from"), value=today(), format="DD/MM/YYYY", key=f"{key}_from")
        reason = middle.text_input(
            _("Reason"),
            key=f"{key}_reason",
            max_chars=1000,
            help=None if reported else _("Leave it empty to correct a mistake of entry."),
        )
        document = right.text_input(_("By document"), key=f"{key}_document", max_chars=200)
    return Decided(valid_from or today(), reason.strip(), document.strip())


def _columns(user: CurrentUser) -> tuple[GridColumn, ...]:
    agencies = agencies_kept(user)
    names, spellings = {row["code"]: row["name"] for row in agencies}, spellings_of(agencies)
    types = {kind.value: label(TASK_TYPE, kind) for kind in TaskType}
    heading = task_headings()
    known = _("Names or other names of the page Agencies and groups, with “;” between them.")
    return (
        GridColumn("code", heading["code"], width="small"),
        GridColumn("title", heading["title"], width="large"),
        GridColumn("lead", heading["lead"], names, spellings, several=True, help=known),
        GridColumn("coordinate", heading["coordinate"], names, spellings, several=True, help=known),
        GridColumn("due_on", heading["due_on"], is_day=True, width="small", help="31/12/2026"),
        GridColumn("product", heading["product"]),
        GridColumn("supervising", heading["supervising"]),
        GridColumn("type", heading["type"], types, help="; ".join(types.values())),
        GridColumn("weight", heading["weight"], width="small"),
        GridColumn("section", heading["section"]),
        GridColumn("notes", heading["notes"]),
    )


def _read(plan: str) -> Sequence[Mapping[str, str]]:
    with open_session() as session:
        return kept_tasks(session, plan, day=today())


def _changes(
    user: CurrentUser, plan: str, edited: Sequence[Edited], decided: Decided
) -> tuple[list[RowChange], list[int]]:
    """What to store, and the row on screen of each task that is stored."""
    with open_session() as session:
        taken = {row["code"] for row in rows(session, TASKS)}
    changes: list[RowChange] = []
    places: list[int] = []
    for each in edited:
        row = each.row
        if each.read is None and row is not None:
            code = task_code_from(plan, taken)
            taken.add(code)
            kind = TaskType.ONE_OFF if row["due_on"] else TaskType.CONTINUING
            row = {"type": kind.value, "weight": "1", **{name: cell for name, cell in row.items() if cell}}
            row = {**row, "code": code, "plan": plan}
        made = task_changes(
            each.read,
            row,
            valid_from=decided.valid_from,
            reason=decided.reason,
            document=decided.document,
            by=user.name,
            at=now(),
        )
        changes += made
        places += [each.place] * sum(change.sheet == TASKS and change.row is not None for change in made)
    return changes, places
