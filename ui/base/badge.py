"""A line that marks all below it, as samples or as not reviewed."""

from html import escape

import streamlit as st

from ui.base.print_view import Markup


def show_badge(mark: str, sentence: str) -> None:
    """Shows the mark and what it means, on screen and on paper (web/assets/app.css)."""
    st.html(Markup(f'<p class="data-mark"><strong>{escape(mark)}</strong> {escape(sentence)}</p>'))
