"""How the reports of all agencies came, and their rates; with an agency selected, its tasks, reports and due reports."""

from urllib.parse import urlencode

import streamlit as st

from data_model.rules.figures.measures import Measure
from data_model.rules.figures.register import coordinated
from data_model.rules.people.access import CurrentUser
from data_model.rules.round.rounds import OUTSTANDING, due_reports
from data_model.store import open_session
from data_model.store.people.accounts import agency_reporters
from data_model.values import Action, GroupBy
from ui.base.access import require
from ui.base.address import take_from_address, write_to_address
from ui.base.clock import now, today
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.print_view import on_screen_only
from ui.base.screen_tables import due_report_rows, report_table_rows
from ui.figures.charts import show_chart
from ui.figures.filters import current_view, filters_in_address
from ui.figures.headlines import HEADLINES, show_headlines
from ui.figures.notices import show_notices
from ui.figures.report_map import BY_KIND, BY_NAME, BY_PROVINCE, ORDER, ORDERS, WORST, report_map_html, report_map_rows
from ui.figures.task_charts import show_timeline
from ui.figures.view import View
from ui.figures.view_charts import (
    agencies_map,
    completion,
    course_beside_median,
    median_comparison,
    rates_over_periods,
    task_states,
)
from ui.figures.view_tables import show_tasks, show_view_table
from ui.indicators.key_numbers_table import show_key_numbers
from wording.groups import agency_name
from wording.labels import MEASURE, label

user = require(Action.VIEW_FIGURES)

TREND = (Measure.DUE_COMPLETION, Measure.PROGRESS, Measure.COVERAGE)
MAPPED = (Measure.COMPLETENESS, Measure.TIMELINESS, Measure.PROGRESS)
COMPARED_WITH_MEDIAN = tuple(measure for measure in Measure if measure in (*HEADLINES, Measure.COVERAGE))
MEASURE_KEY = "measure"
PART, REPORTS, RATES = "show", "reports", "rates"
SHOWN_PERIODS = 12


def all_agencies(view: View) -> None:
    st.title(_("By agency"))
    show_notices(view)
    if not view.groups(GroupBy.AGENCY):
        st.info(
            _("No agency matches the filters. Clear a filter to see all agencies.")
            if view.facts.agencies
            else _("No task has been given to an agency yet.")
        )
        st.stop()
    if _chosen_part(view) == RATES:
        _rates(view)
    else:
        _reports(view)


def _chosen_part(view: View) -> str:
    """Reports or rates, kept in the URL; rates alone before the first period has ended."""
    if not view.ended_periods():
        return RATES
    if MEASURE_KEY in st.query_params and PART not in st.query_params:  # an address kept from when rates stood alone
        st.session_state.setdefault(PART, RATES)
    take_from_address(PART, [REPORTS, RATES])
    names = {REPORTS: _("How the reports came"), RATES: _("Rates")}
    chosen = st.segmented_control(
        _("Show"),
        list(names),
        format_func=lambda part: names[part],
        default=None if st.session_state.get(PART) else REPORTS,
        required=True,
        label_visibility="collapsed",
        key=PART,
    )
    if chosen == RATES:
        write_to_address(PART)
        return RATES
    for name in (PART, MEASURE_KEY):
        st.query_params.pop(name, None)
    return REPORTS


def _reports(view: View) -> None:
    """The map of agencies and periods, in the chosen order, which is kept in the URL."""
    st.subheader(_("How did each agency's reports come in, period by period?"))
    take_from_address(ORDER, ORDERS)
    names = {
        WORST: _("Worst first"),
        BY_NAME: _("By name"),
        BY_KIND: _("By kind of agency"),
        BY_PROVINCE: _("By province"),
    }
    orders = [order for order in ORDERS if order != BY_PROVINCE or len({plan.province for plan in view.plans}) > 1]
    chosen = st.segmented_control(
        _("Order"),
        orders,
        format_func=lambda order: names[order],
        default=None if st.session_state.get(ORDER) in orders else WORST,
        required=True,
        label_visibility="collapsed",
        key=ORDER,
    )
    if chosen == WORST:
        st.query_params.pop(ORDER, None)
    else:
        write_to_address(ORDER)
    st.html(report_map_html(view, urlencode(filters_in_address()), chosen or WORST))
    rows = report_map_rows(view)
    question = _("How each agency's reports came in")
    with st.expander(
        _("The numbers as a table, and files"), key="by_agency_arrivals_numbers", on_change="rerun"
    ) as fold:
        if fold.open:
            show_view_table(view, question, rows, key="by_agency_arrivals", empty=_("No report was asked for."))


def _rates(view: View) -> None:
    with on_screen_only("by_agency_hint"):
        st.markdown(_("Click an agency, or choose it in the filters, to see its tasks and reports."))
    _map(view)
    question = _("How many tasks does each agency lead, and how do they stand?")
    show_chart(view, question, task_states(view, GroupBy.AGENCY), key="by_agency_states")
    question = _("Which agency completes what is due?")
    show_chart(view, question, completion(view, GroupBy.AGENCY), key="by_agency_rates")


def _map(view: View) -> None:
    """A map of agency × period for the chosen measure, which is kept in the URL."""
    if not view.ended_periods():
        return
    take_from_address(MEASURE_KEY, [measure.value for measure in MAPPED])
    chosen = st.segmented_control(
        _("Measure"),
        [measure.value for measure in MAPPED],
        format_func=lambda value: label(MEASURE, Measure(value)),
        default=None if st.session_state.get(MEASURE_KEY) else MAPPED[0].value,
        required=True,
        key=MEASURE_KEY,
    )
    write_to_address(MEASURE_KEY)
    question = _("How has each agency done, period by period?")
    show_chart(view, question, agencies_map(view, Measure(chosen or MAPPED[0]), SHOWN_PERIODS), key="by_agency_map")
    st.caption(_("Percentages; a darker cell is a higher rate, “—” on grey is a period without such figures."))


def one_agency(view: View, agency: str) -> None:
    st.title(plain(agency_name(agency, view.facts)))
    show_notices(view)
    _answers_for_it(user, agency)
    show_headlines(view)
    _due_reports(view, agency)
    show_key_numbers(view, urlencode(filters_in_address()))
    st.subheader(_("Tasks it leads"))
    empty = _("It leads no task in force.")
    show_tasks(view, _("Tasks it leads"), view.tasks(), key="by_agency_tasks", empty=empty)
    show_timeline(view, key="by_agency_timeline")
    _course(view, agency)
    _coordinated(view, agency)
    st.subheader(_("Its reports"))
    reports = [report for period in view.ended_periods() for report in view.at_period(period).reports()]
    rows = report_table_rows(reports, view.facts)
    show_view_table(view, _("Its reports"), rows, key="by_agency_reports", empty=_("No report was asked of it yet."))


def _course(view: View, agency: str) -> None:
    """How it has come along, beside the province where its reader sees others."""
    if view.scope.agency is None:
        question = _("How does it stand beside the other agencies of the province?")
        show_chart(view, question, median_comparison(view, agency, COMPARED_WITH_MEDIAN), key="by_agency_median")
        if view.ended_periods():
            question = _("How has its progress gone beside the median of the province?")
            chart = course_beside_median(view, agency, Measure.PROGRESS, SHOWN_PERIODS)
            show_chart(view, question, chart, key="by_agency_course")
    question = _("How has it come along from period to period?")
    show_chart(view, question, rates_over_periods(view, TREND, SHOWN_PERIODS), key="by_agency_periods")


def _answers_for_it(user: CurrentUser, agency: str) -> None:
    """The accounts that report for it; an agency itself knows them."""
    if user.scope.agency is not None:
        return
    with open_session() as session:
        names = agency_reporters(session, agency, today=today())
    if names:
        st.markdown(_("Reports for it: {names}").format(names=plain("; ".join(names))))
    else:
        st.markdown(_("No account reports for it yet."))


def _due_reports(view: View, agency: str) -> None:
    """What is still to be sent today, whatever the cutoff: open, late or being mended."""
    title = _("Reports it has to send now")
    st.subheader(title)
    own = [code for code in view.facts.agencies if view.organisation.account_of(code) == agency]
    found = [report for code in own for report in due_reports(view.facts, agency=code, as_of=now())]
    due = sorted((report for report in found if report.state in OUTSTANDING), key=lambda report: report.due_on)
    rows = due_report_rows(due, view.facts, today=view.today, agency=agency)
    show_view_table(view, title, rows, key="by_agency_owed", empty=_("No report of it is open."))


def _coordinated(view: View, agency: str) -> None:
    """The tasks that it coordinates; they are not in its figures."""
    if view.scope.agency is not None:
        return  # they show what other leads reported
    found = coordinated(view.facts, agency=agency, cutoff=view.cutoff, selection=view.selection)
    if found:
        st.subheader(_("Tasks it coordinates"))
        tasks = [task.status for task in found]
        show_tasks(view, _("Tasks it coordinates"), tasks, key="by_agency_coordinated", empty="")


def main(view: View) -> None:
    agency = view.selection.agency
    if agency is None:
        all_agencies(view)
    elif agency in view.facts.agencies:
        one_agency(view, agency)
    else:
        st.title(_("By agency"))
        st.info(_("Your agency has no task in any plan yet."))


main(current_view(user))
