"""What is still to be set up: the steps to a first reporting round, and what is missing at any time."""

import streamlit as st

from data_model.values import Action
from ui.base.access import require
from ui.base.language import _
from ui.plans.setup import show_gaps, show_steps

user = require(Action.MANAGE_PLANS)

st.title(_("Setting up"))
show_steps(user)
st.header(_("What is missing"))
show_gaps(user)
