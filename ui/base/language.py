"""The reader's language: `_` for what a page says, and the switch."""

import streamlit as st

from data_model.values import Language
from wording.labels import LANGUAGE
from wording.translation import _, language

__all__ = ["_", "language_switch"]


def language_switch() -> None:
    """A link for each other language. The whole page is loaded again, since its frame is worded too."""
    for other in Language:
        if other is not language():
            st.link_button(LANGUAGE[other], f"/language/{other}", width="stretch")
