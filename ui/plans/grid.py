"""A grid of rows of one sheet that takes a paste from a spreadsheet: rows are added, corrected and taken back in it.

What stands in it stays until it is stored or given up, whatever else happens on the page. Every cell is a text, so that a
paste never loses one: what it means is checked when it is stored.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from data_model.store.folder.load_problem import LoadProblem
from ui.base.language import _
from wording import formats

Row = Mapping[str, str]


@dataclass(frozen=True)
class GridColumn:
    """One column: its header in the sheet, its heading on screen, and how a cell is shown.

    `words` are the values of a closed list as shown; `spellings` what else may be typed for a value. `is_day` shows a day as
    dd/mm/yyyy. `several` splits the cell at ";".
    """

    header: str
    heading: str
    words: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    is_day: bool = False
    several: bool = False
    width: Literal["small", "medium", "large"] = "medium"
    help: str = ""

    def shown(self, cell: str) -> str:
        if self.words:
            parts = cell.split("; ") if self.several else [cell]
            return "; ".join(self.words.get(part, part) for part in parts)
        if self.is_day and cell:
            return formats.day(date.fromisoformat(cell))
        return cell

    def stored(self, text: str) -> tuple[str, str]:
        """The cell, and what in it is not in the closed list."""
        text = text.strip()
        if not self.words or not text:
            return text, ""
        by_word = {word.casefold(): value for value, word in self.words.items()}
        by_word |= {spelling.casefold(): value for spelling, value in self.spellings.items()}
        by_word |= {value.casefold(): value for value in self.words}
        parts = [part.strip() for part in text.split(";") if part.strip()] if self.several else [text]
        unknown = [part for part in parts if part.casefold() not in by_word]
        return "; ".join(by_word.get(part.casefold(), part) for part in parts), "; ".join(unknown)


@dataclass(frozen=True)
class Edited:
    """A row as it stands in the grid: the row as it was read (None is new), its cells (None is taken back), and its place."""

    read: Row | None
    row: Row | None
    place: int


@dataclass(frozen=True)
class GridState:
    edited: Sequence[Edited]
    problems: Sequence[LoadProblem]


def draw_grid(
    key: str,
    sheet: str,
    columns: Sequence[GridColumn],
    read: Callable[[], Sequence[Row]],
    *,
    locked: Sequence[str] = (),
) -> GridState:
    """Draws the grid and returns what was changed in it. `read` gives the rows when the grid begins anew; `locked` are headers
    that cannot be changed."""
    start = _start(key, read)
    frame = pd.DataFrame(
        [{column.header: column.shown(row.get(column.header, "")) for column in columns} for row in start],
        columns=[column.header for column in columns],
        dtype="str",
    )
    st.data_editor(
        frame,
        column_config={column.header: _config(column) for column in columns},
        disabled=list(locked),
        hide_index=True,
        num_rows="dynamic",
        width="stretch",
        placeholder="",
        key=_grid_key(key),
    )
    return _changes(key, sheet, columns, start)


def begin_again(key: str) -> None:
    """Gives up what stands in the grid: its next drawing reads the rows anew."""
    st.session_state.pop(f"{key}_start", None)
    st.session_state[f"{key}_turn"] = st.session_state.get(f"{key}_turn", 0) + 1


def give_up_button(key: str) -> None:
    """A button for who wants the stored rows back."""
    if st.button(_("Read the stored rows again"), key=f"{key}_again", help=_("Drops what was typed and not stored.")):
        begin_again(key)
        st.rerun()


def _grid_key(key: str) -> str:
    return f"{key}_grid_{st.session_state.get(f'{key}_turn', 0)}"


def _start(key: str, read: Callable[[], Sequence[Row]]) -> Sequence[Row]:
    state = st.session_state
    if f"{key}_start" not in state:
        state[f"{key}_start"] = list(read())
    start: Sequence[Row] = state[f"{key}_start"]
    return start


def _config(column: GridColumn) -> ColumnConfig:
    return st.column_config.TextColumn(column.heading, help=column.help or None, width=column.width)


def _changes(key: str, sheet: str, columns: Sequence[GridColumn], start: Sequence[Row]) -> GridState:
    """From what the browser tells of the grid: by place the cells that were edited, the rows added and deleted."""
    state = st.session_state.get(_grid_key(key)) or {}
    problems: list[LoadProblem] = []
    edited: list[Edited] = []
    for place, cells in sorted((int(place), cells) for place, cells in state.get("edited_rows", {}).items()):
        if place < len(start) and place not in state.get("deleted_rows", []):
            row = {**start[place], **_cells(sheet, columns, cells, place + 1, problems)}
            if row != start[place]:
                edited.append(Edited(start[place], row, place + 1))
    edited += [Edited(start[place], None, place + 1) for place in state.get("deleted_rows", []) if place < len(start)]
    number = len(start)
    for cells in state.get("added_rows", []):
        number += 1
        if any(str(text or "").strip() for text in cells.values()):
            empty = {column.header: "" for column in columns}
            edited.append(Edited(None, empty | _cells(sheet, columns, cells, number, problems), number))
    return GridState(edited, problems)


def _cells(
    sheet: str,
    columns: Sequence[GridColumn],
    typed: Mapping[str, object],
    place: int,
    problems: list[LoadProblem],
) -> dict[str, str]:
    cells = {}
    for column in columns:
        if column.header not in typed:
            continue
        value = typed[column.header]
        cells[column.header], unknown = column.stored("" if value is None else str(value))
        if unknown:
            allowed = "; ".join(column.words.values())
            problems.append(LoadProblem(sheet, "not_in_list", place, column.header, unknown, allowed))
    return cells
