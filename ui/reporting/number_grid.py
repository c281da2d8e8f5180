"""The grid of numbers on screen: one row for each indicator, its cells as typed."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from data_model.store.reporting.drafts import Cells
from exports.reporting.grid_workbook import NUMBER_COLUMNS
from exports.reporting.number_sheet import TemplateNumber
from intake.base.headings import ERROR_HEADER
from intake.indicators.headings import NUMBER_DISPLAY, NumberColumn
from ui.base.language import _
from wording import formats


def number_frame(numbers: Sequence[TemplateNumber], cells: Cells, wrong: Mapping[str, str]) -> pd.DataFrame:
    """One row for each indicator; every column is of texts, also an empty one, so that the grid keeps what was typed."""
    rows = [_row(number, cells.get(number.code, {}), wrong.get(number.code, "")) for number in numbers]
    return pd.DataFrame(rows).astype("object")


def _row(number: TemplateNumber, typed: Mapping[str, str], wrong: str) -> dict[str, str | None]:
    given: dict[str, str | None] = {
        _("Code"): number.code,
        ERROR_HEADER: wrong,
        _("Indicator"): number.name,
        _("Unit"): number.unit,
        _("Before"): formats.amount(number.last),
        _("Running total before"): formats.amount(number.total),
    }
    return given | {NUMBER_DISPLAY[column]: typed.get(column) for column in NUMBER_COLUMNS}


def number_columns() -> dict[str, ColumnConfig | str | None]:
    """Cells are typed as in a file and read by the same reader."""
    text = st.column_config.TextColumn
    return {
        _("Code"): None,  # which of them it is, its name and unit say
        ERROR_HEADER: text(width=110, help=_("What is to be corrected in this row; click on it to read it whole")),
        _("Indicator"): text(width=240),
        _("Unit"): text(width=80),
        NUMBER_DISPLAY[NumberColumn.IN_PERIOD]: text(
            width=130, help=_("For example 56, 1.500.000 or 1,5 tỷ. Empty is “not known”, not 0.")
        ),
    }


def fixed_number_columns() -> list[str]:
    """What is not typed into."""
    return [_("Code"), ERROR_HEADER, _("Indicator"), _("Unit"), _("Before"), _("Running total before")]


def number_cells(frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    """By indicator and column the typed texts, without empty cells."""
    return filled_cells(frame, {str(column): NUMBER_DISPLAY[column] for column in NUMBER_COLUMNS})


def filled_cells(frame: pd.DataFrame, headings: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """By the code of its row and by column, whose headings in the grid these are: the typed texts, without empty cells."""
    cells: dict[str, dict[str, str]] = {}
    for row in frame.to_dict("records"):
        typed = {column: _text(row[heading]) for column, heading in headings.items()}
        filled = {column: text for column, text in typed.items() if text}
        if filled:
            cells[row[_("Code")]] = filled
    return cells


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
