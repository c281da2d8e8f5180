"""A message about an action, shown once on the next page run; that something was done goes away by itself."""

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
        if well:
            st.toast(plain(sentence), icon=":material/check_circle:", duration="long")
        else:
            st.error(plain(sentence))
