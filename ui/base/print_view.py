"""Elements for print only. Streamlit draws a grid as a picture, which a printer would cut off, so its rows are added once
more as an HTML table that a browser can wrap and break into pages."""

import re
from collections.abc import Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from exports.base.table_rows import RowValue, TableRows, cell_words
from ui.base.language import _

MOST_ROWS = 300
"""Most rows that are printed (about five pages); the file has all."""
MANY_COLUMNS = 10
"""From so many columns on the paper is landscape (web/assets/page.js)."""
_SHORT, _LONG, _LONG_WORD = 12, 20, 24
"""Letters of a text that stays on one line, as a date does; of one that needs room; of a word that must be broken,
as an address must."""


class Markup(str):
    """Finished HTML: Streamlit takes it as it is, without checking whether it is a file name."""

    def _repr_html_(self) -> str:
        return self


def paper_table(rows: TableRows, columns: Sequence[str]) -> Markup:
    """These columns of the rows as HTML, for print (web/assets/app.css hides them on screen and the grid on paper)."""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(_cell(row.get(name)) for name in columns)}</tr>" for row in rows[:MOST_ROWS])
    more = _("The first {shown} of {count} rows; the file has all.").format(shown=MOST_ROWS, count=len(rows))
    below = f"<p>{escape(more)}</p>" if len(rows) > MOST_ROWS else ""
    looks = "many-columns" if len(columns) >= MANY_COLUMNS else ""
    table = f'<table class="{looks}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    return Markup(f'<div class="on-paper">{table}{below}</div>')


def paper_notes(notes: Sequence[str]) -> None:
    """Day and filters for print, under the title and on top of every sheet (web/assets/page.js)."""
    words = escape(" · ".join(note.rstrip(".") for note in notes))
    st.html(Markup(f'<div class="on-paper"><p class="paper-notes">{words}</p></div>'))


def on_screen_only(key: str) -> DeltaGenerator:
    """A container that is not printed, for what is of no use on paper."""
    return st.container(key=f"screen_{key}")


def _cell(value: RowValue) -> str:
    text = cell_words(value)
    looks = ["number"] if isinstance(value, int | float) else []
    looks += ["short"] if len(text) <= _SHORT else []
    looks += ["long"] if len(text) > _LONG else []
    looks += ["broken"] if max(map(len, re.split(r"[\s-]+", text))) > _LONG_WORD else []
    return f'<td class="{" ".join(looks)}">{escape(text)}</td>'
