"""Keeps widget values in the URL by their codes, so that a link opens the same view in either language.

Streamlit's own `bind` writes what is shown instead of the code, and loses a value when the page changes.
"""

from collections.abc import Callable, Collection
from datetime import date

import streamlit as st


def take_from_address(key: str, allowed: Collection[str]) -> None:
    """Call before drawing a widget: sets its value from the URL, if allowed; otherwise removes the parameter."""
    state = st.session_state
    if key not in state and st.query_params.get(key) in allowed:
        state[key] = st.query_params[key]
    if state.get(key) is not None and state[key] not in allowed:
        state[key] = None


def take_parsed(key: str, parse: Callable[[str], object]) -> None:
    """Like `take_from_address` for a value that `parse` reads; ignored if `parse` raises ValueError."""
    text = st.query_params.get(key)
    if key not in st.session_state and text is not None:
        try:
            st.session_state[key] = parse(text)
        except ValueError:
            return


def write_to_address(key: str) -> None:
    """Call after drawing a widget: writes its value into the URL, or removes the parameter."""
    value = st.session_state.get(key)
    if value in (None, False, ""):
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = value.isoformat() if isinstance(value, date) else str(value)
