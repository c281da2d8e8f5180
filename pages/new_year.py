"""Prepare a year: holidays, the rounds to come, due dates of yearly tasks and assumed regimes, confirmed in one go."""

import streamlit as st

from data_model.rules.people.access import CurrentUser
from data_model.rules.round.new_year import year_ahead
from data_model.values import Action
from ui.base.access import require
from ui.base.address import take_from_address, write_to_address
from ui.base.clock import today
from ui.base.flash import show_flash
from ui.base.language import _
from ui.base.office_facts import round_facts
from ui.plans.new_year import confirm_form, date_grid, show_rounds, show_year_of_holidays

user = require(Action.MANAGE_ROUND)

YEAR = "new_year"


def main(user: CurrentUser) -> None:
    st.title(_("Prepare a new year"))
    show_flash()
    facts = round_facts(user)
    if not facts.plans:
        st.info(_("Your office consolidates no plan at the moment."))
        st.stop()
    year = _choose_year()
    ahead = year_ahead(facts, year)
    st.subheader(_("1. Holidays"))
    show_year_of_holidays(year)
    st.subheader(_("2. Reporting rounds"))
    show_rounds(ahead, facts)
    st.subheader(_("3. Due dates of yearly tasks"))
    st.caption(_("Each keeps its day and month of other years; change those that are due on another day in this year."))
    dates = date_grid(ahead, facts, year)
    st.subheader(_("4. What would be made"))
    confirm_form(user, ahead, facts, year, dates)


def _choose_year() -> int:
    """The coming one first."""
    years = [str(today().year + 1), str(today().year)]
    take_from_address(YEAR, years)
    chosen = st.selectbox(_("Year"), years, key=YEAR, required=True)
    write_to_address(YEAR)
    return int(chosen or years[0])


main(user)
