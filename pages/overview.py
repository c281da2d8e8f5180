"""The whole at a glance: headline figures, who stands where, and what needs attention."""

import streamlit as st

from data_model.rules.measures import Measure
from data_model.values import Action, GroupBy, TaskState
from figures.rates import rate_by_group, rates_by_period
from figures.states import states_by_group
from ui.access import require
from ui.charts import show_chart
from ui.filters import chosen_view
from ui.headlines import show_headlines
from ui.language import _
from ui.marks import show_marks
from ui.tables import group_rows, report_rows, show_table, task_rows
from ui.view import View
from wording.groups import group_label
from wording.labels import MEASURE, label
from wording.summary import summary

user = require(Action.VIEW_OVERVIEW)

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
        _per_directive(view)
    with right:
        _per_period(view)
    _per_agency(view)
    _attention(view)


def _per_directive(view: View) -> None:
    groups = view.groups(GroupBy.DIRECTIVE)
    rows = [
        (group_label(one.key, by=GroupBy.DIRECTIVE, facts=view.facts), one.figures[Measure.DUE_COMPLETION])
        for one in groups
    ]
    show_chart(
        _("How much of what was due is completed, per directive?"),
        rate_by_group(rows),
        key="overview_directives",
        rows=group_rows(groups, by=GroupBy.DIRECTIVE, facts=view.facts),
    )


def _per_period(view: View) -> None:
    periods = view.groups(GroupBy.PERIOD)[-SHOWN_PERIODS:]
    names = [group_label(one.key, by=GroupBy.PERIOD, facts=view.facts) for one in periods]
    measures = (Measure.DUE_COMPLETION, Measure.COMPLETENESS, Measure.TIMELINESS)
    lines = [(label(MEASURE, one), [group.figures[one] for group in periods]) for one in measures]
    show_chart(
        _("Is it getting better from period to period?"),
        rates_by_period(names, lines),
        key="overview_periods",
        rows=group_rows(periods, by=GroupBy.PERIOD, facts=view.facts),
    )


def _per_agency(view: View) -> None:
    groups = [one for one in view.groups(GroupBy.AGENCY) if one.figures.task_count]
    groups.sort(key=lambda one: (-one.figures.states[TaskState.OVERDUE], -one.figures.task_count))
    shown = groups[:SHOWN_AGENCIES]
    rows = [(group_label(one.key, by=GroupBy.AGENCY, facts=view.facts), one.figures.states) for one in shown]
    show_chart(
        _("Which agency has how many tasks in which state?"),
        states_by_group(rows),
        key="overview_agencies",
        rows=group_rows(groups, by=GroupBy.AGENCY, facts=view.facts),
    )
    if len(groups) > len(shown):
        words = _("{shown} of {count} agencies, those with the most overdue tasks first. All of them: By agency.")
        st.caption(words.format(shown=len(shown), count=len(groups)))


def _attention(view: View) -> None:
    st.header(_("Needs attention"))
    overdue = sorted(
        (task for task in view.tasks() if task.state is TaskState.OVERDUE), key=lambda task: -task.days_overdue
    )
    st.subheader(_("Overdue tasks ({count})").format(count=len(overdue)))
    show_table(task_rows(overdue, view.facts), key="overview_overdue", empty=_("No task is overdue."))
    missing = [report for report in view.reports() if not report.is_submitted]
    st.subheader(_("Reports not submitted ({count})").format(count=len(missing)))
    show_table(report_rows(missing, view.facts), key="overview_missing", empty=_("Every report has come in."))


main(chosen_view(user))
