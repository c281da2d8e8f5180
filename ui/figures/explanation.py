"""Links from a figure to the rows behind it."""

import streamlit as st

from data_model.rules.figures.measures import Measure
from ui.base.language import _
from ui.base.menu import EXPLANATION, page_of

FIGURE = "figure"
"""URL parameter of the measure that the page “Why this figure?” explains."""


def explanation_link(measure: Measure) -> None:
    """A link that keeps the filters, so that the figure next to it is explained."""
    address = {**st.query_params, FIGURE: measure.value}
    st.page_link(page_of(EXPLANATION), label=_("Why?"), query_params=address)
