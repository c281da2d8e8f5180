"""Who stands where; with an agency chosen, its tasks, its reports and what it owes."""

import streamlit as st

from data_model.rules.measures import Measure
from data_model.values import Action, GroupBy
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
from wording.groups import agency_name, group_label
from wording.labels import MEASURE, label

user = require(Action.VIEW_FIGURES)


def all_agencies(view: View) -> None:
    st.title(_("By agency"))
    show_marks(view)
    groups = view.groups(GroupBy.AGENCY)
    if not groups:
        st.info(_("No agency matches the filters. Clear a filter to see all agencies."))
        st.stop()
    st.markdown(_("Choose an agency in the filters to see its tasks and reports."))
    leading = [one for one in groups if one.figures.task_count]
    names = {one.key: group_label(one.key, by=GroupBy.AGENCY, facts=view.facts) for one in groups}
    rows = group_rows(groups, by=GroupBy.AGENCY, facts=view.facts)
    show_chart(
        _("How many tasks does each agency lead, and how do they stand?"),
        states_by_group([(names[one.key], one.figures.states) for one in leading]),
        key="by_agency_states",
        rows=rows,
    )
    with_due = [one for one in leading if one.figures[Measure.DUE_COMPLETION].d]
    with_due.sort(key=lambda one: one.figures[Measure.DUE_COMPLETION].percent or 0, reverse=True)
    show_chart(
        _("Which agency completes what is due?"),
        rate_by_group([(names[one.key], one.figures[Measure.DUE_COMPLETION]) for one in with_due]),
        key="by_agency_rates",
        rows=rows,
    )


def one_agency(view: View, agency: str) -> None:
    st.title(agency_name(agency, view.facts))
    show_marks(view)
    show_headlines(view)
    periods = view.groups(GroupBy.PERIOD)
    measures = (Measure.DUE_COMPLETION, Measure.PROGRESS, Measure.COVERAGE)
    show_chart(
        _("How has it come along from period to period?"),
        rates_by_period(
            [group_label(one.key, by=GroupBy.PERIOD, facts=view.facts) for one in periods],
            [(label(MEASURE, one), [group.figures[one] for group in periods]) for one in measures],
        ),
        key="by_agency_periods",
        rows=group_rows(periods, by=GroupBy.PERIOD, facts=view.facts),
    )
    st.subheader(_("Tasks it leads"))
    show_table(task_rows(view.tasks(), view.facts), key="by_agency_tasks", empty=_("It leads no task in force."))
    _coordinated(view, agency)
    st.subheader(_("Its reports"))
    reports = [report for period in periods for report in view.at_period_code(period.key).reports()]
    show_table(report_rows(reports, view.facts), key="by_agency_reports", empty=_("No report was asked of it yet."))


def _coordinated(view: View, agency: str) -> None:
    """Tasks that others lead; they do not count in its figures."""
    led = {task.task.code for task in view.tasks()}
    everybody = view.of_agency(None) if view.scope.agency is None else view
    coordinated = [
        task
        for task in everybody.tasks()
        if task.task.code not in led and agency in {one.agency for one in task.task.assignments}
    ]
    if coordinated:
        st.subheader(_("Tasks it coordinates"))
        show_table(task_rows(coordinated, view.facts), key="by_agency_coordinated", empty="")


def main(view: View) -> None:
    agency = view.choice.agency
    if agency is None:
        all_agencies(view)
    elif agency in view.facts.agencies:
        one_agency(view, agency)
    else:
        st.title(_("By agency"))
        st.info(_("Your agency has no task in any plan yet."))


main(chosen_view(user))
