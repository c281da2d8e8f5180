"""Overview: three lines in words, four figures, the states of the tasks, the reports by period, what needs action, and
the key numbers."""

from urllib.parse import urlencode

import streamlit as st

from data_model.rules.people.access import may
from data_model.values import Action, GroupBy
from ui.base.access import require
from ui.base.address import take_from_address, write_to_address
from ui.base.language import _
from ui.figures.filters import current_view, filters_in_address
from ui.figures.needs import SHOWN, needs_html
from ui.figures.notices import show_notices
from ui.figures.opening import opening_html
from ui.figures.report_map import WORST, report_map_html
from ui.figures.state_bars import state_bars_html
from ui.figures.tiles import tiles_html
from ui.figures.view import View
from ui.figures.view_tables import attention_table, show_view_table
from ui.indicators.key_numbers_table import show_key_numbers
from ui.plans.setup import show_steps
from wording.labels import GROUP_BY, label
from wording.summary import needs_title, nothing_needed

user = require(Action.VIEW_OVERVIEW)

SHOWN_AGENCIES, SHOWN_PERIODS, SHOWN_NUMBERS = 5, 5, 6
STATES_BY = "states_by"
BY = (GroupBy.PLAN, GroupBy.DIRECTIVE, GroupBy.AGENCY)


def main(view: View) -> None:
    st.title(_("Overview"))
    show_notices(view)
    if not view.total().task_count:
        _nothing_there(view)
        st.stop()
    filters = urlencode(filters_in_address())
    st.html(opening_html(view, filters))
    st.html(tiles_html(view, filters))
    with st.container(key="overview_parts"):
        states, reports = st.columns([1.08, 1])
        with states.container(border=True, key="overview_states"):
            _states(view, filters)
        with reports.container(border=True, key="overview_reports"):
            st.subheader(_("How each agency's reports came in"))
            st.html(report_map_html(view, filters, WORST, SHOWN_AGENCIES, SHOWN_PERIODS))
    with st.container(border=True, key="overview_needs"):
        _needs(view, filters)
    show_key_numbers(view, filters, most=SHOWN_NUMBERS)


def _nothing_there(view: View) -> None:
    """Filters that match nothing, or a store that is still to be set up."""
    if view.facts.tasks:
        st.info(_("No task in force matches the filters. Clear a filter."))
    elif may(user, Action.MANAGE_PLANS):
        st.subheader(_("From nothing to a first reporting round"))
        show_steps(user)
    else:
        st.info(_("There is no plan with tasks yet. The consolidating office and the administrator set it up."))


def _states(view: View, filters: str) -> None:
    take_from_address(STATES_BY, BY)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("States of the tasks by"), width="content")
        by = st.segmented_control(
            _("States of the tasks by"),
            BY,
            format_func=lambda group: label(GROUP_BY, group),
            default=None if STATES_BY in st.session_state else BY[0],
            required=True,
            label_visibility="collapsed",
            key=STATES_BY,
        )
    if by == BY[0]:
        st.query_params.pop(STATES_BY, None)
    else:
        write_to_address(STATES_BY)
    st.html(state_bars_html(view, GroupBy(by or BY[0]), filters))


def _needs(view: View, filters: str) -> None:
    count = len(view.attention())
    title = needs_title(count, past_day=view.past_day)
    st.header(title)
    if not count:
        st.info(nothing_needed(view.past_day))
        return
    st.html(needs_html(view, filters))
    words = _("All {count}, to sort and to download") if count > SHOWN else _("To sort and to download")
    whole = st.expander(words.format(count=count), key="numbers_needs", on_change="rerun")
    if whole.open:
        with whole:
            empty = nothing_needed(view.past_day)
            show_view_table(view, title, attention_table(view), key="overview_attention", empty=empty)


main(current_view(user))
