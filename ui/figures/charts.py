"""Shows a chart with the question that it answers, its numbers as a table, and as a picture to download."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from data_model.rules.figures.measures import Measure
from exports.base.download import ascii_name
from exports.base.table_rows import TableRows
from ui.base.language import _
from ui.base.screen_tables import DrawnRows
from ui.figures.addresses import TASK
from ui.figures.explanation import explanation_link
from ui.figures.notices import notes
from ui.figures.view import View, remember
from ui.figures.view_tables import show_view_table

_CLICKS = "clicks"
"""URL parameter of the page “Tasks”; not a filter of other pages."""
_TITLE_LENGTH, _NOTE_LENGTH = 80, 130


class _FrozenFigure(go.Figure):  # type: ignore[misc]  # the library says no types
    """A finished figure whose JSON is computed once; Streamlit asks for it at each run."""

    def __init__(self, figure: go.Figure) -> None:
        object.__setattr__(self, "_plain", figure.to_dict())  # and not what Plotly needs to change it

    def to_dict(self) -> dict[str, Any]:
        return self._plain


@dataclass(frozen=True)
class Chart:
    """A figure and the numbers behind it, cached with its view and never changed.

    With `picks`, a click on a bar or cell sets these filters to the codes in its `customdata`, one for each; a click on a
    box of a tree, whose key is `filter:code`, sets that filter if it is one of `picks`.
    """

    figure: go.Figure
    rows: Callable[[], TableRows]
    """Computes the table, only when it is opened: formatting the numbers takes longer than drawing the figure."""
    picks: tuple[str, ...] = ()
    wide: bool = False
    """Has too many columns for a phone and scrolls sideways there."""
    explained: Measure | None = None
    """The measure that it shows, for the link to its explanation."""
    words: str = ""
    """The content of the figure in a sentence, for screen readers."""
    note: str = ""
    """What the figure omits, if the table has more."""

    @cached_property
    def shown(self) -> go.Figure:
        return _FrozenFigure(self.figure)

    @cached_property
    def table(self) -> DrawnRows:
        return DrawnRows(self.rows())


def show_chart(view: View, question: str, chart: Chart, *, key: str) -> None:
    """The question that the figure answers, the figure, and its numbers."""
    st.subheader(question)
    alt = f"{question} {chart.words}".strip()
    config = _config(view, question)
    drawn = f"{key}_{st.session_state.get(_CLICKS, 0)}" if chart.picks else key
    with st.container(key=f"wide_{drawn}") if chart.wide else nullcontext():
        if chart.picks:
            st.plotly_chart(
                chart.shown,
                key=drawn,
                config=config,
                alt=alt,
                selection_mode="points",
                on_select=lambda: take_click(drawn, chart.picks),
            )
        else:
            st.plotly_chart(chart.shown, key=drawn, config=config, alt=alt)
    if chart.note:
        st.caption(chart.note)
    numbers = st.expander(_("The numbers as a table, and files"), key=f"numbers_{key}", on_change="rerun")
    if numbers.open:  # nothing in it is sent before somebody opens it: half of what the page would weigh
        with numbers:
            _show_numbers(view, question, chart, drawn)


def _show_numbers(view: View, question: str, chart: Chart, key: str) -> None:
    show_view_table(view, question, chart.table, key=f"{key}_table", empty=_("There are no numbers yet."))
    _picture_buttons(key)
    if chart.explained is not None:
        explanation_link(chart.explained)


def take_click(key: str, picks: tuple[str, ...]) -> None:
    """Sets the filters of a clicked bar or cell. The chart gets a new key, so that nothing stays selected."""
    points = st.session_state[key]["selection"]["points"]
    if not points:
        return
    box_of, _colon, code = str(points[0].get("id", "")).partition(":")
    codes = dict(zip(picks, points[0].get("customdata") or (), strict=False)) or {box_of: code}
    chosen = {name: code for name, code in codes.items() if code and name in picks}
    st.session_state.update(chosen)
    if set(chosen) - {TASK}:
        st.session_state[_CLICKS] = st.session_state.get(_CLICKS, 0) + 1


@remember
def _config(view: View, question: str) -> dict[str, object]:
    """`lines` go above the picture that somebody saves (web/assets/page.js)."""
    lines = wrap(question, _TITLE_LENGTH) + wrap(" · ".join(notes(view)), _NOTE_LENGTH)
    return {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["lasso2d", "select2d"],
        "toImageButtonOptions": {
            "filename": ascii_name(question).lower() or "bieu-do",
            "scale": 2,
            "lines": [escape(line) for line in lines],
        },
    }


def _picture_buttons(key: str) -> None:
    """The browser itself answers these two (web/assets/page.js); the server hears nothing of a click."""
    with st.container(horizontal=True):
        for ending, words in (("png", _("Save the chart (PNG)")), ("svg", _("Save the chart (SVG)"))):
            st.button(words, key=f"picture_{ending}_{key}", type="tertiary", icon=":material/image:")
