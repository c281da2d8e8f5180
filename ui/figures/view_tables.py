"""Tables of a view with download buttons; files carry the notices and no formulas."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from data_model.rules.figures.statuses import TaskStatus
from exports.base.download import Download, ascii_name
from exports.base.table_file import table_csv, table_parquet, table_xlsx
from exports.base.table_rows import TableRows, file_columns
from ui.base.download_button import download_button
from ui.base.language import _
from ui.base.reading_table import show_reading_table
from ui.base.screen_tables import DrawnRows, attention_rows, show_table, task_table_rows
from ui.figures.addresses import task_address
from ui.figures.filters import filters_in_address
from ui.figures.notices import notes
from ui.figures.view import View, remember


@remember
def attention_table(view: View) -> DrawnRows:
    """The items that need action, as table rows."""
    return DrawnRows(attention_rows(view.attention(), view.facts))


def show_view_table(view: View, title: str, rows: TableRows, *, key: str, empty: str) -> None:
    """The table and, unless it is empty, a menu with its files, which are made on click."""
    show_table(rows, key=key, empty=empty)
    if rows:
        view_table_files(view, title, rows, key=key)


def show_tasks(view: View, title: str, tasks: Sequence[TaskStatus], *, key: str, empty: str) -> None:
    """The tasks as a table to be read, each of which opens its page."""
    rows = task_table_rows(tasks, view.facts, view.under_way())
    filters = urlencode(filters_in_address())
    links = {place: task_address(task.task.code, filters) for place, task in enumerate(tasks)}
    show_reading_table(rows, name=title, empty=empty, links=links)
    if rows:
        view_table_files(view, title, rows, key=key)


def view_table_files(view: View, title: str, rows: TableRows, *, key: str) -> None:
    """The menu with the files of a table that is not empty."""
    table_files(title, rows, notes(view), key=key)


def table_files(title: str, rows: TableRows, notes_above: Sequence[str], *, key: str) -> None:
    """The same for a table that is of no view."""
    with st.popover(_("Download"), icon=":material/download:", type="tertiary", key=f"files_{key}"):
        _file_button(_("Download the table (Excel)"), table_xlsx, "xlsx", title, rows, notes_above, key)
        _file_button(_("Download the table (CSV)"), table_csv, "csv", title, rows, notes_above, key)
        words = _("Download the table (Parquet)")
        _file_button(words, table_parquet, "parquet", title, rows, notes_above, key)


def _file_button(
    label: str,
    make: Callable[..., Download],
    ending: str,
    title: str,
    rows: TableRows,
    notes_above: Sequence[str],
    key: str,
) -> None:
    download_button(
        label,
        lambda: _made(make, title, rows, notes_above).content,
        name=f"{ascii_name(title) or 'bang'}.{ending}",
        key=f"{ending}_{key}",
        of=(title, rows, notes_above),
        kind="tertiary",
    )


def _made(make: Callable[..., Download], title: str, rows: TableRows, notes_above: Sequence[str]) -> Download:
    columns, cells = file_columns(rows)
    return make(title, columns, cells, notes=notes_above)
