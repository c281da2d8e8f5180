"""The office's own reports to the People's Committee, each with its day and whether it was kept."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.rules.consolidated.office_due import FrozenReport, OfficeReport, office_reports
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import PlanFact
from data_model.store import open_session
from data_model.store.consolidated.issued_reports import issued_reports
from ui.base.clock import now, today
from ui.base.language import _
from ui.base.plain_text import plain
from ui.figures.view import view_for
from wording import formats
from wording.groups import plan_name
from wording.periods import period_name


def show_office_due(user: CurrentUser) -> None:
    """A line for each plan that the user may see; nothing where no plan has such a day."""
    plans = view_for(user).facts.plans
    with open_session() as session:
        issued = issued_reports(session, user.scope)
    frozen = [FrozenReport(report.selection, report.period, report.issued_on) for report in issued]
    lines = office_due_lines(office_reports(plans.values(), frozen, as_of=now()), plans, today=today())
    if lines:
        st.markdown("  \n".join(lines))


def office_due_lines(reports: Sequence[OfficeReport], plans: Mapping[str, PlanFact], *, today: date) -> list[str]:
    """The late ones first."""
    in_order = sorted(reports, key=lambda report: -report.days_late(today))
    return [_line(report, plans[report.plan], today) for report in in_order]


def _line(report: OfficeReport, plan: PlanFact, today: date) -> str:
    late = report.days_late(today)
    if report.issued_on is not None:
        words = _("{name}: report to the People's Committee frozen on {day}, due {due}.")
        if late:
            words = _("{name}: report to the People's Committee frozen on {day}, {days} days after {due}.")
    elif late:
        words = _("**{name}: the report to the People's Committee was due {due}, {days} days ago, and is not frozen.**")
    else:
        words = _("{name}: the report to the People's Committee is due {due}, in {left} days.")
    return words.format(
        name=f"{period_name(report.period)} · {plain(plan_name(plan))}",
        day=formats.day(report.issued_on or today),
        due=formats.day(report.due_on),
        days=formats.number(late),
        left=formats.number((report.due_on - today).days),
    )
