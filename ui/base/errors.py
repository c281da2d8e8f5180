"""Handles uncaught errors of a page: a sentence on screen, the details in the log."""

import logging
import secrets

import streamlit as st

from data_model.rules.people.access import NotAllowed
from wording.translation import _

log = logging.getLogger(__name__)


def show_error(error: Exception) -> bool:
    """For `st.App(on_script_error=…)`: one sentence with a reference on screen, everything else in the log."""
    if isinstance(error, NotAllowed):
        log.warning("refused: %s", error)
        st.warning(_("You may not do this. Choose another page in the menu."))
        return True
    reference = secrets.token_hex(4).upper()
    log.error("a page failed, reference %s", reference, exc_info=error)
    st.error(
        _("Something went wrong. Try again; if it stays so, tell your administrator this reference: {reference}")
        .format(reference=reference)
    )  # fmt: skip
    return True
