"""The consolidated reports: the office sees what is missing, takes a draft and issues; leadership reads issued ones."""

import streamlit as st

from data_model.rules.people.access import may
from data_model.values import Action
from ui.access import require
from ui.issued import show_issued
from ui.issuing import compose_report
from ui.language import _
from ui.notices import show_notice

user = require(Action.VIEW_ISSUED)

st.title(_("Consolidated reports"))
show_notice()
if may(user, Action.ISSUE_REPORT):
    compose_report(user)
show_issued(user)
