"""Accounts: role, and agency or province, of each user."""

import streamlit as st

from data_model.store import open_session
from data_model.values import Action
from ui.base.access import require
from ui.base.language import _
from ui.people.account_import import import_from_list
from ui.people.accounts import account_list, add_account, change_accounts

user = require(Action.MANAGE_USERS)

st.title(_("Accounts"))
with open_session() as session:
    with st.expander(_("Add an account")):
        add_account(session, user)
    with st.expander(_("Add accounts from a list")):
        import_from_list(user)
    with st.expander(_("Change an account")):
        change_accounts(session, user)

with open_session() as session:  # a new one, to see what has just been changed
    st.subheader(_("All accounts"))
    account_list(session)
