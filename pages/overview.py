"""Overview: summary in words, six headline figures, charts, and what needs action."""

import streamlit as st

from data_model.rules.people.access import may
from data_model.values import Action, GroupBy
from ui.base.access import require
from ui.base.language import _
from ui.base.print_view import on_screen_only
from ui.figures.charts import show_chart
from ui.figures.filters import current_view
from ui.figures.headlines import show_headlines, show_summary
from ui.figures.notices import show_notices
from ui.figures.view import View
from ui.figures.view_charts import completion, timeliness_over_periods
from ui.figures.view_tables import attention_table, show_view_table
from ui.plans.setup import show_steps
from wording.summary import needs_title, nothing_needed

user = require(Action.VIEW_OVERVIEW)

SHOWN_PERIODS, SHOWN_AGENCIES = 6, 12


def main(view: View) -> None:
    st.title(_("Overview"))
    show_notices(view)
    if not view.total().task_count:
        _nothing_there(view)
        st.stop()
    st.markdown(show_summary(view))
    show_headlines(view)
    charts = {
        "agencies": (_("Which agency completes what is due?"), completion(view, GroupBy.AGENCY, SHOWN_AGENCIES)),
        "arrivals": (_("Do the reports come in on time?"), timeliness_over_periods(view, SHOWN_PERIODS)),
        "directives": (_("How much of what was due is completed, per directive?"), completion(view, GroupBy.DIRECTIVE)),
    }
    with st.container(key="overview_charts"):  # side by side if the screen is wide enough (web/assets/app.css)
        for place, (key, (question, chart)) in zip(st.columns(len(charts)), charts.items(), strict=True):
            with place:
                show_chart(view, question, chart, key=f"overview_{key}", folds=True)
    with on_screen_only("overview_hint"):
        st.caption(_("Click a bar to narrow the page to it; take it off again under the filters."))
    _attention(view)


def _nothing_there(view: View) -> None:
    """Filters that match nothing, or a store that is still to be set up."""
    if view.facts.tasks:
        st.info(_("No task in force matches the filters. Clear a filter."))
    elif may(user, Action.MANAGE_PLANS):
        st.subheader(_("From nothing to a first reporting round"))
        show_steps(user)
    else:
        st.info(_("There is no plan with tasks yet. The consolidating office and the administrator set it up."))


def _attention(view: View) -> None:
    items = view.attention()
    title = needs_title(len(items), past_day=view.past_day)
    st.header(title)
    empty = nothing_needed(view.past_day)
    show_view_table(view, title, attention_table(view), key="overview_attention", empty=empty)


main(current_view(user))
