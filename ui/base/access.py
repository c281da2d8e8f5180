"""The signed-in user, read from the store in each run. The first line of each page is `user = require(Action.…)`."""

from datetime import datetime

import streamlit as st

from actions.audit import acting_from, record_alone
from data_model.rules.people.access import CurrentUser, may
from data_model.store import open_session
from data_model.store.people import accounts
from data_model.values import UTC, Action
from ui.base.run_cache import shared_visit
from wording.translation import _, use


def signed_in() -> accounts.Visit | None:
    """The session that the gate let in, if it has not ended; sets the language of this run.

    `st.user` does not change after the page was opened, so role, agency and disabling are read from the store.
    """
    token_hash = st.user.get("session")
    if not isinstance(token_hash, str):
        return None
    with open_session() as session:
        visit = accounts.visit(session, token_hash=token_hash, at=datetime.now(UTC))
    if visit is not None:
        use(visit.language)
        acting_from.set(visit.address)
    return visit


def require(action: Action) -> CurrentUser:
    """The user, if signed in and allowed to do this; otherwise shows a sentence and ends the run.

    Streamlit runs callbacks and fragments without the top of the page: begin those with `require` too.
    """
    visit = shared_visit() or signed_in()
    if visit is None:
        st.info(_("You are signed out. Reload the page to sign in again."))
        st.stop()
    if not may(visit.user, action):
        record_alone(user=visit.user, what="page_refused", subject=action, at=datetime.now(UTC))
        st.warning(_("This page is not for your role. Choose another page in the menu."))
        st.stop()
    return visit.user
