"""The user's language: `_` for the texts of pages, and the language switch."""

import streamlit as st

from data_model.values import Language
from wording.labels import LANGUAGE
from wording.translation import _, language

__all__ = ["_", "language_switch"]


def language_switch() -> None:
    """A link for each other language. The whole page is reloaded, since its frame is translated too."""
    for other in Language:
        if other is not language():
            st.link_button(LANGUAGE[other], f"/language/{other}", type="tertiary")
