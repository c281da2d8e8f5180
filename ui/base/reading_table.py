"""A table to be read rather than worked with: HTML with rows as high as their texts, for screen and paper alike.

Where rows are sorted, searched or chosen, `screen_tables.py` draws a grid instead.
"""

from collections.abc import Mapping
from decimal import Decimal
from html import escape

import streamlit as st

from exports.base.table_rows import RowValue, TableRows, cell_words, filled_columns
from ui.base.print_view import MANY_COLUMNS, Markup
from ui.base.screen_tables import Marked
from wording.rates import Amount, Change, Rate

_SHORT = 18
"""Letters of a text that stays on one line."""


def show_reading_table(rows: TableRows, *, name: str, empty: str, links: Mapping[int, str] | None = None) -> None:
    """The rows, or the sentence `empty`. `name` is what a screen reader calls the table; `links` by row is where its first
    cell leads."""
    if not rows:
        st.info(empty)
        return
    columns = filled_columns(rows)
    heads = "".join(f'<th scope="col"{_looks(rows[0].get(column))}>{escape(column)}</th>' for column in columns)
    body = "".join(_row(row, columns, (links or {}).get(place, "")) for place, row in enumerate(rows))
    looks = "many-columns" if len(columns) >= MANY_COLUMNS else ""
    table = f'<table class="{looks}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    st.html(
        Markup(f'<div class="register reading" tabindex="0" role="region" aria-label="{escape(name)}">{table}</div>')
    )


def _row(row: Mapping[str, RowValue], columns: list[str], link: str) -> str:
    first, *others = columns
    name = escape(cell_words(row.get(first)))
    head = f'<a href="{escape(link)}">{name}</a>' if link else name
    cells = (
        f'<td{_looks(row.get(column))} data-name="{escape(column)}">{_cell(row.get(column))}</td>' for column in others
    )
    return f'<tr><th scope="row">{head}</th>{"".join(cells)}</tr>'


def _cell(value: RowValue) -> str:
    words = escape(cell_words(value))
    return f"{colour_mark(value.colour)}{words}" if isinstance(value, Marked) else words


def _looks(value: RowValue) -> str:
    """Numbers to the right; what is short, such as a day, on one line."""
    if isinstance(value, int | float | Decimal | Rate | Change | Amount):
        return ' class="number"'
    return ' class="day"' if len(cell_words(value)) <= _SHORT else ""


def colour_mark(colour: str) -> str:
    """The square before the word that says the same."""
    return f'<i class="mark" style="background:{colour}"></i>'
