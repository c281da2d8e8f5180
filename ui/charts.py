"""A chart with what belongs to it: the question it answers, and its numbers as a table."""

from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from ui.language import _
from ui.tables import TableRows
from ui.view import View
from ui.view_tables import show_view_table

_CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "select2d"]}


@dataclass(frozen=True)
class Chart:
    """A figure and the numbers behind it. Made once for a view and remembered; never changed after."""

    figure: go.Figure
    rows: TableRows


def show_chart(view: View, question: str, chart: Chart, *, key: str) -> None:
    """The question that the figure answers, the figure, and the numbers behind it."""
    st.subheader(question)
    st.plotly_chart(chart.figure, key=key, width="stretch", config=_CONFIG, alt=question)
    with st.expander(_("The numbers as a table")):
        show_view_table(view, question, chart.rows, key=f"{key}_table", empty=_("There are no numbers yet."))
