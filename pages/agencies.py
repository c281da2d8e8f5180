"""Agencies, groups of agencies and their members, as the office and the administrator keep them."""

import streamlit as st

from data_model.values import Action
from ui.base.access import require
from ui.base.flash import show_flash
from ui.base.language import _
from ui.plans.agency_grids import agency_grid, group_grid, member_grid

user = require(Action.MANAGE_PLANS)

st.title(_("Agencies and groups"))
show_flash()
agency_grid(user)
st.header(_("Groups of agencies"))
st.caption(_("A task given to a group is given to each agency that belongs to it on the day."))
group_grid(user)
st.subheader(_("Members of the groups"))
member_grid(user)
