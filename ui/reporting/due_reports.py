"""The reports that the user's agency has to send, and the choice of one."""

import streamlit as st

from data_model.rules.people.access import CurrentUser, Scope
from data_model.rules.plans.facts import Facts
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.rounds import ReportStatus, due_reports
from ui.base.address import take_from_address, write_to_address
from ui.base.clock import now
from ui.base.language import _
from ui.base.report_links import REPORT, report_address
from ui.figures.view import View
from wording import formats
from wording.groups import agency_name, plan_name, round_name


def due_reports_of_view(view: View) -> list[ReportStatus]:
    """The open and late reports of the view's agency, those of agencies that it goes on with among them."""
    return _due_reports(view.facts, view.scope)


def due_report_keys(user: CurrentUser, facts: Facts) -> list[ReportKey]:
    """The open and late reports of the user's agency; none for a user without agency."""
    return [due_report.key for due_report in _due_reports(facts, user.scope)]


def _due_reports(facts: Facts, scope: Scope) -> list[ReportStatus]:
    due = [report for agency in scope.own_agencies or () for report in due_reports(facts, agency=agency, as_of=now())]
    return sorted(due, key=lambda report: (report.due_on, report.key.plan, report.key.agency))


def choose_report(view: View) -> ReportStatus:
    """Lets the user choose one; without any, shows a sentence and ends the run."""
    own = view.scope.agency
    reports = {report_address(due_report.key, own=own): due_report for due_report in due_reports_of_view(view)}
    if not reports:
        st.info(_("No report is open for your agency. The next one opens when the period before it has ended."))
        st.stop()
    if REPORT not in st.session_state and st.query_params.get(REPORT, next(iter(reports))) not in reports:
        st.warning(_("The report of this link is not open any more. Below is the next one that is."))
    take_from_address(REPORT, reports)
    chosen = st.selectbox(
        _("Report"), list(reports), format_func=lambda key: _name(view, reports[key]), key=REPORT, required=True
    )
    write_to_address(REPORT)
    return reports[chosen or next(iter(reports))]


def _name(view: View, report: ReportStatus) -> str:
    due = _("due {day}").format(day=formats.day(report.due_on))
    plan = view.facts.plans[report.key.plan]
    name = f"{round_name(plan, report.key.period)} · {plan_name(plan)} · {due}"
    return name if report.key.agency == view.scope.agency else f"{name} · {agency_name(report.key.agency, view.facts)}"
