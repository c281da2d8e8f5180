"""A message about an action, shown once on the next page run."""

import streamlit as st

from ui.base.plain_text import plain

_KEY = "notice"


def flash(sentence: str, *, well: bool = True) -> None:
    """Shows the sentence at the top of the next run."""
    st.session_state[_KEY] = (sentence, well)


def show_flash() -> None:
    left = st.session_state.pop(_KEY, None)
    if left is not None:
        sentence, well = left
        (st.success if well else st.error)(plain(sentence))
