"""The draft of a plan on screen: the upload, the grid of tasks, and the plan's text beside a chosen one."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import streamlit as st

from data_model.values import TaskType
from plan_reading.base.draft import Evidence, Named, PlanDraft, TaskDraft
from plan_reading.base.refusals import UnreadablePlan
from plan_reading.opening.open_plan import MOST_BYTES
from plan_reading.read_plan import read_plan
from ui.base.language import _
from ui.base.plain_text import marked, plain, show_facts
from ui.base.upload_box import upload_box
from ui.plans.draft_rows import Row, merged, places_to_split, row_of, split
from wording.labels import TASK_TYPE, label
from wording.plan_refusals import FLAGS, refusal

_AROUND = 1_200
"""How many letters of the plan's text are shown before and behind a task."""
_MOST_FLAGS = 30
_TURN = "plan_documents_stored"
"""Counts the documents that were stored: the upload box of the next one is empty."""
_HIDDEN = ("start", "end", "basis")


def draft_in_hand() -> PlanDraft | None:
    """The draft of the document that was chosen; a new document begins anew."""
    chosen = upload_box(
        _("Plan document (.docx, .pdf, .txt or .doc, at most 20 MB)"),
        key=f"plandoc_file_{st.session_state.get(_TURN, 0)}",
    )
    if chosen is None:
        return st.session_state.get("plandoc")
    content = chosen.getvalue() if chosen.size <= MOST_BYTES else b" " * (MOST_BYTES + 1)
    digest = sha256(content).hexdigest()
    if st.session_state.get("plandoc_of") != digest:
        _forget_rows()
        try:
            with st.spinner(_("Reading the document …")):
                draft = read_plan(content)
        except UnreadablePlan as problem:
            st.error(plain(refusal(problem)))
            return None
        st.session_state["plandoc_of"], st.session_state["plandoc"] = digest, draft
        _begin([row_of(task) for task in draft.tasks])
    draft = st.session_state["plandoc"]
    return draft if isinstance(draft, PlanDraft) else None


def _forget_rows() -> None:
    """Nothing of the draft stays but the file that was chosen."""
    for name in [str(name) for name in st.session_state if str(name).startswith("plandoc")]:
        if not name.startswith("plandoc_file"):
            del st.session_state[name]


def begin_anew() -> None:
    """After a plan was stored: another document may be chosen."""
    _forget_rows()
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _begin(rows: list[Row]) -> None:
    """The grid starts again from these rows."""
    st.session_state["plandoc_rows"] = rows
    st.session_state["plandoc_turn"] = st.session_state.get("plandoc_turn", 0) + 1


def flags_of(draft: PlanDraft) -> None:
    """What is damaged or doubtful in the document; nothing of it was repaired."""
    if not draft.flags:
        return
    with st.expander(_("To look at in the document ({count})").format(count=len(draft.flags))):
        for flag in draft.flags[:_MOST_FLAGS]:
            st.markdown(f"- {plain(_(FLAGS[flag.code]))}: “{plain(' '.join(flag.quote.split())[:200])}”")


def draft_grid(draft: PlanDraft) -> list[Row]:
    """The tasks to change, leave out and add to; returned with the places of their words."""
    st.header(_("Tasks"))
    begun: list[Row] = st.session_state["plandoc_rows"]
    shown = [
        {"number": number, **{name: cell for name, cell in row.items() if name not in (*_HIDDEN, "number")}}
        for number, row in enumerate(begun, start=1)
    ]
    st.caption(_("Untick what is no task. Add a task in the last row. Several agencies are separated by “;”."))
    edited = st.data_editor(
        shown,
        key=f"plandoc_grid_{st.session_state['plandoc_turn']}",
        num_rows="dynamic",
        hide_index=True,
        column_config=_columns(),
        height=420,
    )
    return [_with_place(row, begun) for row in edited]


def _columns() -> dict[str, Any]:
    config = st.column_config
    return {
        "number": config.NumberColumn(_("No."), disabled=True, width="small"),
        "taken": config.CheckboxColumn(_("Take"), default=True, width="small"),
        "title": config.TextColumn(_("Task"), width="large"),
        "lead": config.TextColumn(_("Lead"), width="medium"),
        "coordinate": config.TextColumn(_("Coordinating"), width="medium"),
        "requested": config.CheckboxColumn(_("Requested"), width="small"),
        "type": config.SelectboxColumn(
            _("Type"),
            options=list(TASK_TYPE),
            format_func=lambda kind: label(TASK_TYPE, TaskType(str(kind))),
            default="one_off",
        ),
        "due_on": config.DateColumn(_("Due"), format="DD/MM/YYYY"),
        "product": config.TextColumn(_("Product")),
        "supervising": config.TextColumn(_("Supervising")),
        "section": config.TextColumn(_("Section of the plan"), width="small"),
        "doubtful": config.CheckboxColumn(_("To be checked"), disabled=True, width="small"),
    }


def _with_place(row: Row, begun: Sequence[Row]) -> Row:
    number = row.get("number")
    known = begun[int(number) - 1] if number else {}
    texts = {
        name: str(row.get(name) or "").strip()
        for name in ("title", "lead", "coordinate", "supervising", "product", "section", "type")
    }
    flags = {"taken": row.get("taken") is not False, "requested": bool(row.get("requested"))}
    return {**row, **texts, **flags, **{name: known.get(name) for name in _HIDDEN}}


def text_beside(draft: PlanDraft, rows: Sequence[Row]) -> None:
    """One task: the words that each field rests on, beside its place in the plan's text; merged and split from there."""
    placed = [number for number, row in enumerate(rows) if row["start"] is not None]
    if not placed:
        return
    left, right = st.columns(2)
    with left:
        chosen = st.selectbox(
            _("Task to look at"),
            placed,
            format_func=lambda number: f"{rows[number]['number']}. {rows[number]['title'][:80]}",
            key=f"plandoc_chosen_{st.session_state['plandoc_turn']}",
        )
        row = rows[chosen if chosen in placed else placed[0]]
        task = next((one for one in draft.tasks if (one.start, one.end) == (row["start"], row["end"])), None)
        if task is not None:
            show_facts(_words(draft, task))
        _merge_and_split(draft, rows, rows.index(row))
    with right, st.container(height=420):
        first, last = max(0, row["start"] - _AROUND), row["end"] + _AROUND
        spans = [(row["start"] - first, row["end"] - first)]
        st.markdown(marked(draft.text[first:last], spans).replace("\n", "  \n"))


def _words(draft: PlanDraft, task: TaskDraft) -> dict[str, str]:
    def at(evidence: Evidence | None) -> str:
        return f"“{' '.join(draft.text[evidence.start : evidence.end].split())}”" if evidence else ""

    def each(bodies: Sequence[Named]) -> str:
        return "; ".join(at(body.evidence) for body in bodies)

    words = {
        _("Lead"): each(task.lead),
        _("Coordinating"): each(task.coordinating),
        _("Supervising"): each(task.supervising),
        _("Due"): at(task.due_evidence),
        _("Type"): at(task.recurrence_evidence) or _("assumed; the text does not say"),
        _("Product"): at(task.product_evidence),
        _("Says the same as"): str(task.same_as or ""),
    }
    return {name: text for name, text in words.items() if text}


def _merge_and_split(draft: PlanDraft, rows: Sequence[Row], number: int) -> None:
    row = rows[number]
    may_merge = number > 0 and rows[number - 1]["start"] is not None
    if st.button(_("Merge with the task before"), disabled=not may_merge, key="plandoc_merge"):
        _begin(merged(rows, number, draft.text))
        st.rerun()
    places = places_to_split(row, draft.text)
    if not places:
        return
    place = st.selectbox(
        _("Split before"),
        places,
        format_func=lambda at: " ".join(draft.text[at : at + 60].split()),
        key=f"plandoc_place_{st.session_state['plandoc_turn']}_{number}",
    )
    if st.button(_("Split the task"), key="plandoc_split") and place:
        _begin(split(rows, number, draft.text, place))
        st.rerun()
