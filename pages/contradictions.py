"""What the lead of a task and an agency that coordinates it report differently, waiting or accepted, in one period."""

from urllib.parse import urlencode

import streamlit as st

from data_model.rules.review.marks import Contradiction, ReviewLine, contradictions, roles_of
from data_model.store import open_session
from data_model.store.review.lines import review_lines
from data_model.values import Action, SubmissionStatus
from exports.base.table_rows import RowValue
from ui.base.access import require
from ui.base.language import _
from ui.base.reading_table import show_reading_table
from ui.figures.addresses import task_address
from ui.figures.filters import current_view, filters_in_address
from ui.figures.notices import show_notices
from ui.figures.view import View, remember
from ui.figures.view_tables import view_table_files
from ui.review.marks import claim_words
from wording.groups import agency_name, plan_name
from wording.labels import SUBMISSION_STATUS, label
from wording.periods import period_name

user = require(Action.VIEW_OVERVIEW)


def main(view: View) -> None:
    title = _("Reports that disagree")
    st.title(title)
    show_notices(view)
    if view.period is None:
        st.info(_("No reporting period has ended yet."))
        return
    found = contradictions_of(view)
    st.subheader(_("{period} ({count})").format(period=period_name(view.period), count=len(found)))
    st.caption(_("A task is listed where its lead and a coordinating agency report another percentage, status or day."))
    if view.past_day is not None:
        st.caption(_("The list stands as of today, whatever day is chosen."))
    titles = {task.code: task.title for task in view.facts.tasks}
    rows = [_row(plan, of, titles[of.task], view) for plan, of in found]
    filters = urlencode(filters_in_address())
    links = {place: task_address(of.task, filters) for place, (_plan, of) in enumerate(found)}
    show_reading_table(rows, name=title, empty=_("No reports disagree in this period."), links=links)
    if rows:
        view_table_files(view, title, rows, key="contradictions")


@remember
def contradictions_of(view: View) -> list[tuple[str, Contradiction]]:
    """With the code of the plan; of a selected agency those that it leads or coordinates."""
    found: list[tuple[str, Contradiction]] = []
    if view.period is None:
        return found
    for plan in view.plans:
        report = plan.report_or_period(view.period)
        with open_session() as session:
            lines = review_lines(session, plan, report)
        roles = roles_of(task for task in view.facts.tasks if task.plan == plan.code)
        found += [(plan.code, of) for of in contradictions(lines, roles, period=report) if _is_of(view, plan.code, of)]
    return found


def _is_of(view: View, plan: str, of: Contradiction) -> bool:
    bodies = [view.body_of(plan, line.agency) for line in (of.lead, of.coordinating)]
    return view.selection.agency in (None, *bodies)


def _row(plan: str, of: Contradiction, title: str, view: View) -> dict[str, RowValue]:
    return {
        _("Task"): title,
        _("Plan"): plan_name(view.facts.plans[plan]),
        _("The lead reports"): _said(of.lead, view),
        _("The coordinating agency reports"): _said(of.coordinating, view),
    }


def _said(line: ReviewLine, view: View) -> str:
    status = SubmissionStatus.ACCEPTED if line.accepted else SubmissionStatus.SUBMITTED
    return f"{agency_name(line.agency, view.facts)}: {claim_words(line)} ({label(SUBMISSION_STATUS, status).lower()})"


main(current_view(user))
