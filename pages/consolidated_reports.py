"""Consolidated reports: the office sees missing reports, makes drafts and issues; leadership reads issued ones."""

import streamlit as st

from data_model.rules.people.access import may
from data_model.values import Action
from ui.base.access import require
from ui.base.flash import show_flash
from ui.base.language import _
from ui.consolidated.issue import compose_report
from ui.consolidated.issued_reports import show_issued
from ui.consolidated.office_due import show_office_due

user = require(Action.VIEW_ISSUED)

st.title(_("Consolidated reports"))
show_flash()
show_office_due(user)
if may(user, Action.ISSUE_REPORT):
    compose_report(user)
show_issued(user)
