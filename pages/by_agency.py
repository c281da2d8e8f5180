"""Who stands where; with an agency chosen, its tasks, its reports and what it owes."""

import streamlit as st

from data_model.rules.measures import Measure
from data_model.values import Action, GroupBy
from ui.access import require
from ui.charts import show_chart
from ui.filters import chosen_view
from ui.headlines import show_headlines
from ui.language import _
from ui.marks import show_marks
from ui.tables import report_rows, task_rows
from ui.text import plain
from ui.view import View
from ui.view_charts import completion, rates_over_periods, task_states
from ui.view_tables import show_view_table
from wording.groups import agency_name

user = require(Action.VIEW_FIGURES)

TREND = (Measure.DUE_COMPLETION, Measure.PROGRESS, Measure.COVERAGE)
SHOWN_PERIODS = 12


def all_agencies(view: View) -> None:
    st.title(_("By agency"))
    show_marks(view)
    if not view.groups(GroupBy.AGENCY):
        st.info(_("No agency matches the filters. Clear a filter to see all agencies."))
        st.stop()
    st.markdown(_("Choose an agency in the filters to see its tasks and reports."))
    question = _("How many tasks does each agency lead, and how do they stand?")
    show_chart(view, question, task_states(view, GroupBy.AGENCY), key="by_agency_states")
    question = _("Which agency completes what is due?")
    show_chart(view, question, completion(view, GroupBy.AGENCY), key="by_agency_rates")


def one_agency(view: View, agency: str) -> None:
    st.title(plain(agency_name(agency, view.facts)))
    show_marks(view)
    show_headlines(view)
    question = _("How has it come along from period to period?")
    show_chart(view, question, rates_over_periods(view, TREND, SHOWN_PERIODS), key="by_agency_periods")
    st.subheader(_("Tasks it leads"))
    rows = task_rows(view.tasks(), view.facts)
    show_view_table(view, _("Tasks it leads"), rows, key="by_agency_tasks", empty=_("It leads no task in force."))
    _coordinated(view, agency)
    st.subheader(_("Its reports"))
    reports = [report for period in view.ended_periods() for report in view.at_period(period).reports()]
    rows = report_rows(reports, view.facts)
    show_view_table(view, _("Its reports"), rows, key="by_agency_reports", empty=_("No report was asked of it yet."))


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
        rows = task_rows(coordinated, view.facts)
        show_view_table(view, _("Tasks it coordinates"), rows, key="by_agency_coordinated", empty="")


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
