"""Organisations over time: renamed, merged, split, dissolved, or with another's duties; by date, and with undo."""

import streamlit as st

from data_model.values import Action
from ui.base.access import require
from ui.base.flash import show_flash
from ui.base.language import _
from ui.plans.successions import succession_form, successions_made

user = require(Action.MANAGE_PLANS)

st.title(_("Successions"))
show_flash()
st.caption(
    _(
        "From the day on tasks, memberships in groups and the consolidation of plans go to the successor. What was "
        "reported until then stays with who reported it. Accounts of an agency that is renamed or merged act for its "
        "successor from that day; of one that is split, choose their agency on the page Accounts."
    )
)
succession_form(user)
st.header(_("Successions so far"))
successions_made(user)
