"""The grid in which a report is filled in on screen, and its draft in the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from actions.reporting.drafts import discard_draft, save_draft
from data_model.rules.people.access import CurrentUser
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store import open_session
from data_model.store.reporting.drafts import Cells, DraftChanged, DraftKey, draft
from data_model.store.reporting.submissions import LineValues
from exports.reporting.number_sheet import TemplateNumber
from exports.reporting.report_template import TemplateRow
from intake.base.cells import STATUS_TEXT
from intake.base.checked_file import ReportFile
from intake.base.headings import DISPLAY, ERROR_HEADER, Column
from intake.layout.screen_grid import GRID_COLUMNS, cells_by_task
from ui.base.clock import now
from ui.base.language import _
from ui.base.report_links import REPORT, report_address
from ui.figures.view import view_for
from ui.reporting.number_grid import filled_cells, fixed_number_columns, number_cells, number_columns, number_frame
from ui.reporting.submit import forget_receipt, turn
from wording import formats
from wording.labels import LINE_STATUS, label

_GRID, _NUMBER = "draft_grid", "draft_grid_number"
"""Session key of the cells that the grid started with. Streamlit keeps what was typed since, as long as the start cells
and the key stay the same; a new number makes a new grid."""


def correct_on_screen(user: CurrentUser, key: DraftKey, file: ReportFile) -> None:
    """A button that copies the cells of a file, wrong ones included, into the grid; asks first if there is a draft."""
    with open_session() as session:
        saved = draft(session, key)
    if saved is None or not saved.cells:
        agreed = st.button(_("Correct it on screen"), key="draft_correct")
    else:
        with st.popover(_("Correct it on screen")):
            words = _("A draft of this report was saved at {at}. The rows of the file take its place.")
            st.markdown(words.format(at=formats.instant(saved.saved_at)))
            agreed = st.button(_("Replace the draft"), key="draft_replace")
    if agreed:
        tasks = [task.code for task in view_for(user).facts.tasks if task.plan == key.plan]
        _overwrite_draft(user, key, cells_by_task(file, tasks))
        report = ReportKey(key.agency, key.plan, key.period)
        st.switch_page("pages/fill_in_report.py", query_params={REPORT: report_address(report, own=user.agency)})


def typed_cells(key: DraftKey, rows: list[TemplateRow]) -> Cells:
    """The cells of the grid that `draw_grid` will draw: its start cells and what was typed since."""
    grid = _grid(key)
    return typed_into(_grid_key(grid), rows, grid.start)


def typed_numbers(key: DraftKey, numbers: Sequence[TemplateNumber]) -> Cells:
    """The cells of the grid of numbers, by indicator."""
    grid = _grid(key)
    edits = st.session_state.get(_number_grid_key(grid), {}).get("edited_rows", {})
    frame = number_frame(numbers, grid.start, {})
    for place, edited in edits.items():
        for column, value in edited.items():
            frame.at[int(place), column] = value
    return number_cells(frame)


def draw_numbers(key: DraftKey, numbers: Sequence[TemplateNumber], *, wrong: Mapping[str, str]) -> Cells:
    """Draws the grid of numbers with a column of the errors by indicator. Returns its cells."""
    grid = _grid(key)
    edited = st.data_editor(
        number_frame(numbers, grid.start, wrong),
        column_config=number_columns(),
        disabled=fixed_number_columns(),
        hide_index=True,
        num_rows="fixed",
        width="stretch",
        height="content",
        placeholder="",
        key=_number_grid_key(grid),
    )
    return number_cells(edited)


def draw_grid(user: CurrentUser, key: DraftKey, rows: list[TemplateRow], *, wrong: Mapping[str, str]) -> Cells:
    """Draws the grid with a column of the errors by task (`wrong`). Returns its cells."""
    grid = _grid(key)
    return report_grid(_grid_key(grid), rows, grid.start, wrong)


def report_grid(widget: str, rows: list[TemplateRow], start: Cells, wrong: Mapping[str, str]) -> Cells:
    """The grid of a report under this key, begun with the cells of `start`. Returns its cells."""
    edited = st.data_editor(
        _frame(rows, start, wrong),
        column_config=_column_config(),
        disabled=[_("Code"), _("Task"), _("Before"), ERROR_HEADER],
        hide_index=True,
        num_rows="fixed",
        width="stretch",
        height="content",
        row_height=66,
        placeholder="",
        key=widget,
    )
    return _cells(edited)


def typed_into(widget: str, rows: list[TemplateRow], start: Cells) -> Cells:
    """The cells of the grid that `report_grid` will draw: its start cells and what was typed since."""
    frame = _frame(rows, start, {})
    for place, edited in st.session_state.get(widget, {}).get("edited_rows", {}).items():
        for column, value in edited.items():
            frame.at[int(place), column] = value
    return _cells(frame)


def keep_cells(user: CurrentUser, key: DraftKey, cells: Cells) -> None:
    """Saves what stands in the grids, if it changed."""
    _save(user, key, cells, _grid(key))


def begin_again(user: CurrentUser, key: DraftKey, cells: Cells | None) -> None:
    """Starts a new grid with these cells, or deletes the draft (None)."""
    if cells is None:
        discard_draft(user=user, key=key)
        st.session_state.pop(_GRID, None)
    else:
        _overwrite_draft(user, key, cells)


def carried_forward(rows: list[TemplateRow], cells: Cells, before: dict[str, LineValues]) -> Cells:
    """The cells, and for tasks without any the status or percentage last accepted, except of those that are finished."""
    asked = {row.task_code for row in rows if not row.is_finished}
    copied = {task: _as_cells(values) for task, values in before.items() if task in asked}
    return copied | {task: dict(typed) for task, typed in cells.items() if typed}


def _as_cells(values: LineValues) -> dict[str, str]:
    cells = {
        Column.PERCENT: formats.plain_number(values.percent),
        Column.STATUS: STATUS_TEXT[values.status] if values.status else "",
        Column.DONE_ON: formats.day(values.done_on) if values.done_on else "",
        Column.RESULT: values.result,
    }
    return {column: text for column, text in cells.items() if text}


@dataclass
class _Grid:
    """The grid of one report in this session: its start cells, and the cells and version saved last."""

    key: DraftKey
    start: Cells
    saved: Cells
    version: int
    number: int
    turn: int
    """`ui.reporting.submit.turn`: after a submission the grid starts anew."""


def _grid(key: DraftKey) -> _Grid:
    """The grid of this session; a new one starts with the saved draft."""
    state = st.session_state
    held: _Grid | None = state.get(_GRID)
    if held is None or held.key != key or held.turn != turn():
        with open_session() as session:
            saved = draft(session, key)
        cells = saved.cells if saved else {}
        state[_NUMBER] = state.get(_NUMBER, 0) + 1
        state[_GRID] = held = _Grid(key, cells, cells, saved.version if saved else 0, state[_NUMBER], turn())
    return held


def _grid_key(grid: _Grid) -> str:
    return f"draft_cells_{grid.number}"


def _number_grid_key(grid: _Grid) -> str:
    return f"draft_numbers_{grid.number}"


def _save(user: CurrentUser, key: DraftKey, cells: Cells, grid: _Grid) -> None:
    if cells == grid.saved:
        return
    try:
        grid.version = save_draft(user=user, key=key, cells=cells, version=grid.version, at=now())
        grid.saved = cells
        forget_receipt()
    except DraftChanged:
        st.session_state.pop(_GRID)
        st.error(
            _(
                "This draft was changed meanwhile, by somebody else or in another tab. Reload the page to see it; your last "
                "entry is not in it."
            )
        )
        st.stop()


def _overwrite_draft(user: CurrentUser, key: DraftKey, cells: Cells) -> None:
    """Replaces the draft, whatever its version, and starts a new grid with these cells."""
    with open_session() as session:
        saved = draft(session, key)
    save_draft(user=user, key=key, cells=cells, version=saved.version if saved else 0, at=now())
    st.session_state.pop(_GRID, None)


def _frame(rows: list[TemplateRow], cells: Cells, wrong: Mapping[str, str]) -> pd.DataFrame:
    """One row per task; every column is of texts, also an empty one.

    Streamlit keeps what was typed as long as the columns and their types are the same; the error texts may change.
    """
    lines = [_grid_row(row, cells.get(row.task_code, {}), wrong.get(row.task_code, "")) for row in rows]
    return pd.DataFrame(lines).astype("object")


def _grid_row(row: TemplateRow, typed: Mapping[str, str], wrong: str) -> dict[str, str | None]:
    given: dict[str, str | None] = {
        _("Code"): row.task_code,
        ERROR_HEADER: wrong,
        _("Task"): row.title,
        _("Before"): _before(row),
    }
    return given | {DISPLAY[column]: typed.get(column) for column in GRID_COLUMNS}


def _before(row: TemplateRow) -> str:
    """The last accepted percentage, or the status of a task without one; a finished task asks for nothing."""
    if row.is_finished:
        return _("Done on {day}; may stay empty").format(day=formats.day(row.last_done_on))
    if row.last_percent is None:
        return label(LINE_STATUS, row.last_status)
    done_on = f" · {formats.day(row.last_done_on)}" if row.last_done_on else ""
    return formats.percent(row.last_percent) + done_on


def _column_config() -> dict[str, ColumnConfig | str | None]:
    """Cells are typed as in a file (75,5 or 30/9/2026) and read by the same reader."""
    text = st.column_config.TextColumn
    return {
        _("Code"): text(width=85),
        ERROR_HEADER: text(width=110, help=_("What is to be corrected in this row; click on it to read it whole")),
        _("Task"): text(width=210),
        _("Before"): text(width=120),
        DISPLAY[Column.PERCENT]: text(width=105),
        DISPLAY[Column.STATUS]: st.column_config.SelectboxColumn(options=list(STATUS_TEXT.values()), width=125),
        DISPLAY[Column.DONE_ON]: text(width=145, help=_("For example 30/09/2026")),
        DISPLAY[Column.RESULT]: text(width=280),
    }


def _cells(frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    """By task and column the typed texts, without empty cells."""
    return filled_cells(frame, {str(column): DISPLAY[column] for column in GRID_COLUMNS})
