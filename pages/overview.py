"""The whole at a glance: headline figures, who stands where, and what needs attention."""

import streamlit as st

from data_model.rules.measures import Measure
from data_model.values import Action, GroupBy, TaskState
from ui.access import require
from ui.charts import show_chart
from ui.filters import chosen_view
from ui.headlines import show_headlines
from ui.language import _
from ui.marks import show_marks
from ui.tables import report_rows, task_rows
from ui.view import View
from ui.view_charts import completion, rates_over_periods, task_states
from ui.view_tables import show_view_table
from wording.summary import summary

user = require(Action.VIEW_OVERVIEW)

TREND = (Measure.DUE_COMPLETION, Measure.COMPLETENESS, Measure.TIMELINESS)
SHOWN_PERIODS = 8
SHOWN_AGENCIES = 12


def main(view: View) -> None:
    st.title(_("Overview"))
    show_marks(view)
    now = view.total()
    if not now.task_count:
        st.info(_("No task in force matches the filters. Clear a filter, or ask the administrator to load a plan."))
        st.stop()
    st.markdown(summary(now, as_of=view.lens.as_of))
    show_headlines(view)
    left, right = st.columns(2)
    with left:
        question = _("How much of what was due is completed, per directive?")
        show_chart(view, question, completion(view, GroupBy.DIRECTIVE), key="overview_directives")
    with right:
        question = _("Is it getting better from period to period?")
        show_chart(view, question, rates_over_periods(view, TREND, SHOWN_PERIODS), key="overview_periods")
    question = _("Which agency has how many tasks in which state?")
    show_chart(view, question, task_states(view, GroupBy.AGENCY, SHOWN_AGENCIES), key="overview_agencies")
    if sum(one.figures.task_count > 0 for one in view.groups(GroupBy.AGENCY)) > SHOWN_AGENCIES:
        words = _("At most {count} agencies, those with the most overdue tasks first.")
        st.caption(words.format(count=SHOWN_AGENCIES))
    _attention(view)


def _attention(view: View) -> None:
    st.header(_("Needs attention"))
    overdue = sorted(
        (task for task in view.tasks() if task.state is TaskState.OVERDUE), key=lambda task: -task.days_overdue
    )
    title = _("Overdue tasks ({count})").format(count=len(overdue))
    st.subheader(title)
    rows = task_rows(overdue, view.facts)
    show_view_table(view, title, rows, key="overview_overdue", empty=_("No task is overdue."))
    missing = [report for report in view.reports() if not report.is_submitted]
    title = _("Reports not submitted ({count})").format(count=len(missing))
    st.subheader(title)
    rows = report_rows(missing, view.facts)
    show_view_table(view, title, rows, key="overview_missing", empty=_("Every report has come in."))


main(chosen_view(user))
