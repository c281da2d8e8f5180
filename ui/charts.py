"""A chart with what belongs to it: a text for those who do not see it, and its numbers as a table."""

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from ui.language import _
from ui.tables import show_table

_CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "select2d"]}


def show_chart(question: str, figure: go.Figure, *, key: str, rows: Sequence[dict[str, object]]) -> None:
    """The question that the figure answers, the figure, and the numbers behind it."""
    st.subheader(question)
    st.plotly_chart(figure, key=key, width="stretch", config=_CONFIG, alt=question)
    with st.expander(_("The numbers as a table")):
        show_table(rows, key=f"{key}_table", empty=_("There are no numbers yet."))
