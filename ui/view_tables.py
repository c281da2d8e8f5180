"""A table of a view, with itself as a spreadsheet to take away: marked, and with no formula in it."""

from contextvars import copy_context

import streamlit as st

from exports.download import XLSX_TYPE, ascii_name
from exports.table import CellKind, TableColumn, table_xlsx
from ui.language import _
from ui.marks import notes
from ui.tables import TableRows, filled_columns, show_table
from ui.view import View


def show_view_table(view: View, title: str, rows: TableRows, *, key: str, empty: str) -> None:
    """The table and, where there is one, a button that makes the spreadsheet when it is clicked."""
    show_table(rows, key=key, empty=empty)
    if not rows:
        return
    notes_above = notes(view)
    in_this_language = copy_context()

    def made_when_clicked() -> bytes:
        return in_this_language.copy().run(_workbook, title, rows, notes_above)

    st.download_button(
        _("Download the table (Excel)"),
        made_when_clicked,
        file_name=f"{ascii_name(title) or 'bang'}.xlsx",
        mime=XLSX_TYPE,
        key=f"download_{key}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _workbook(title: str, rows: TableRows, notes_above: list[str]) -> bytes:
    names = filled_columns(rows)
    columns = [
        TableColumn(name, CellKind.COUNT if isinstance(_first(rows, name), int) else CellKind.TEXT) for name in names
    ]
    return table_xlsx(title, columns, [[row[name] for name in names] for row in rows], notes=notes_above).content


def _first(rows: TableRows, name: str) -> object:
    return next((row[name] for row in rows if row[name] not in (None, "")), None)
