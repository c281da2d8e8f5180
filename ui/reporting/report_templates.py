"""Download of the template of one report with the agency's tasks."""

from collections.abc import Sequence

import streamlit as st

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import tasks_in_force
from data_model.rules.plans.facts import TaskFact
from data_model.rules.plans.periods import end_of
from data_model.rules.round.rounds import ReportStatus
from data_model.store import open_session
from data_model.store.reporting.submissions import PastLine, accepted_history
from data_model.values import AssignmentRole
from exports.reporting.number_sheet import number_template_csv
from exports.reporting.report_template import TemplateRow, report_template_csv, report_template_xlsx, template_stem
from ui.base.download_button import download_button
from ui.base.language import _
from ui.figures.view import View
from ui.reporting.numbers import template_numbers
from wording.groups import agency_name, plan_name


def template_buttons(view: View, report: ReportStatus, *, agency: str) -> None:
    """XLSX and CSV, side by side."""
    rows = template_rows(view, report, agency=agency)
    period = report.key.period
    numbers = template_numbers(view, agency=agency, plan=report.key.plan, period=period)
    names = {
        "agency_name": agency_name(agency, view.facts),
        "plan_name": plan_name(view.facts.plans[report.key.plan]),
    }

    def workbook() -> bytes:
        return report_template_xlsx(
            rows, agency=agency, period=period, due_on=report.due_on, numbers=numbers, **names
        ).content

    def text() -> bytes:
        return report_template_csv(rows, agency=agency, period=period).content

    def text_of_numbers() -> bytes:
        return number_template_csv(numbers, agency=agency, period=period).content

    of = (agency, report.key, report.due_on, rows, numbers)
    stem = template_stem(agency, period)
    with st.container(horizontal=True):
        download_button(_("Excel template"), workbook, name=f"{stem}.xlsx", key="template_xlsx", of=of)
        download_button(_("CSV template"), text, name=f"{stem}.csv", key="template_csv", of=of)
        if numbers:
            name = f"so-lieu_{stem}.csv"
            download_button(_("CSV template of the numbers"), text_of_numbers, name=name, key="template_numbers", of=of)


def template_rows(view: View, report: ReportStatus, *, agency: str) -> list[TemplateRow]:
    """One row per task of the plan that the agency is assigned on the last day of the period."""
    plan = view.facts.plans[report.key.plan]
    day = plan.last_day_of(report.key.period)
    cutoff = AsOf(max(view.cutoff.as_of, end_of(day)), report.key.period)
    with open_session() as session:
        history = accepted_history(session, agency=agency)
    rows = []
    for task in tasks_in_force(view.facts, plan=report.key.plan, cutoff=cutoff).values():
        roles = [
            assignment.role
            for assignment in task.assignments
            if assignment.agency == agency and assignment.is_active_on(day)
        ]
        if roles:
            role = min(roles, key=list(type(roles[0])).index)
            before = [line for line in history.get(task.code, []) if plan.last_day_of(line.period) <= day]
            rows.append(_row(task, role, before))
    return rows


def _row(task: TaskFact, role: AssignmentRole, before: Sequence[PastLine]) -> TemplateRow:
    """`before` are the accepted lines up to this report, in order; one without a percentage means "as before"."""
    last = before[-1] if before else None
    claim = next((line for line in reversed(before) if line.percent is not None), last)
    return TemplateRow(
        task_code=task.code,
        title=task.title,
        section=task.section,
        role=role,
        type=task.type,
        due_on=task.due_on,
        last_percent=claim.percent if claim else None,
        last_status=claim.values.status if claim else None,
        last_done_on=claim.done_on if claim else None,
        last_period=last.period if last else None,
        last_result=last.values.result if last else "",
    )
