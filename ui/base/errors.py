"""Handles uncaught errors of a page: a sentence on screen, the details in the log."""

import logging
import secrets

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from data_model.rules.people.access import NotAllowed
from wording.translation import _, mark

log = logging.getLogger(__name__)

_STORE_IS_BUSY = mark(
    "The data cannot be reached or is busy at the moment. Nothing was stored; what you typed is still here. "
    "Try again in a minute."
)


def show_error(error: Exception) -> bool:
    """For `st.App(on_script_error=…)`: one sentence with a reference on screen, everything else in the log."""
    if isinstance(error, NotAllowed):
        log.warning("refused: %s", error)
        st.warning(_("You may not do this. Choose another page in the menu."))
        return True
    if isinstance(error, SQLAlchemyError):
        st.error(store_is_busy(error))
        return True
    reference = secrets.token_hex(4).upper()
    log.error("a page failed, reference %s", reference, exc_info=error)
    st.error(
        _("Something went wrong. Try again; if it stays so, tell your administrator this reference: {reference}")
        .format(reference=reference)
    )  # fmt: skip
    return True


def store_is_busy(error: SQLAlchemyError) -> str:
    """The sentence for what a click did not store. A callback shows it itself and leaves what was typed: for an error in one,
    Streamlit draws nothing of the page."""
    log.error("the store did not take what was asked for", exc_info=error)
    return _(_STORE_IS_BUSY)
