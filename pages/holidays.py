"""Public holidays and swapped working days, year by year: due days that move to a working day follow them."""

import streamlit as st

from data_model.rules.people.access import keeps_everything
from data_model.values import Action
from ui.base.access import require
from ui.base.flash import show_flash
from ui.base.language import _
from ui.plans.holiday_grid import choose_year, holiday_grid

user = require(Action.MANAGE_PLANS)

st.title(_("Holidays and working days"))
show_flash()
st.markdown(
    _(
        "Where a regime says so, a due day on a day off moves to the next working day. Saturdays, Sundays, 1/1, 30/4, 1/5 and "
        "2/9 are off of themselves; enter the other holidays, days in lieu and swapped days of each year here."
    )
)
if not keeps_everything(user):
    st.caption(_("The administrator keeps these days."))
holiday_grid(user, choose_year())
