"""One task: its quote in the plan, its assignments, and every reported line."""

from urllib.parse import urlencode

import streamlit as st

from data_model.rules.figures.measures import Measure
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.people.access import may
from data_model.rules.plans.facts import Facts
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store import open_session
from data_model.store.plans.task_details import TaskDetail, VersionRow, task_detail
from data_model.values import Action, TaskType
from exports.base.table_rows import RowValue
from ui.base.access import require
from ui.base.address import take_from_address, write_to_address
from ui.base.language import _
from ui.base.plain_text import plain, show_facts
from ui.base.reading_table import show_reading_table
from ui.base.report_links import REPORT_LINK, report_link
from ui.base.screen_tables import leads_of
from ui.figures.explanation import explanation_link
from ui.figures.filters import current_view
from ui.figures.notices import show_notices
from ui.figures.register_way import show_way
from ui.figures.view import View
from ui.figures.view_tables import view_table_files
from wording import formats
from wording.groups import section_path
from wording.labels import ASSIGNMENT_ROLE, LINE_STATUS, MODE, SUBMISSION_STATUS, TASK_FIELD, TASK_TYPE, label
from wording.periods import period_name
from wording.rates import reported
from wording.tasks import changed_value, due_words, flag_words, progress_words, state_words

user = require(Action.VIEW_TASK)


def main(view: View) -> None:
    st.title(_("Tasks"))
    show_notices(view)
    tasks = {task_status.task.code: task_status for task_status in view.of_agency(None).tasks()}
    take_from_address("task", tasks)
    code = st.selectbox(
        _("Task"),
        list(tasks),
        index=None,
        key="task",
        format_func=lambda code: f"{code} · {tasks[code].task.title}",
        placeholder=_("Choose a task, or type a part of its name"),
    )
    write_to_address("task")
    if code is None:
        st.info(
            _("{count} tasks match the filters. Choose one to see its text and its reports.").format(count=len(tasks))
        )
        st.stop()
    with open_session() as session:
        detail = task_detail(session, view.scope, code=code, today=view.today)
    if detail is None:
        st.info(_("There is no such task, or it is not yours to see."))
        st.stop()
    show_way(view, code)
    st.header(plain(detail.title))
    task_status = tasks[code]
    flag = flag_words(task_status, view.under_way())
    st.markdown(f"**{state_words(task_status, view.under_way())}**" + (f" · {flag}" if flag else ""))
    _quote(detail)
    _facts(detail, task_status, view.facts)
    _assignments(detail)
    _changes(detail)
    _versions(view, detail)
    explanation_link(Measure.CONTINUING_RATE if task_status.task.type is TaskType.CONTINUING else Measure.PROGRESS)


def _quote(detail: TaskDetail) -> None:
    st.subheader(_("In the plan"))
    st.caption(plain(f"{detail.plan_title} › {section_path(detail.section)}"))
    if not detail.quote:
        st.info(_("The task has no quote from the plan."))
        return
    with st.container(border=True):
        st.text("…" + detail.before.lstrip() if detail.before else "")
        st.markdown(":blue-background[" + plain(detail.quote) + "]")
        st.text(detail.after.rstrip() + "…" if detail.after else "")


def _facts(detail: TaskDetail, task_status: TaskStatus, named: Facts) -> None:
    """The data of the task; the due date of a yearly task is that of its current year."""
    facts = {
        _("Code"): detail.code,
        _("Type"): label(TASK_TYPE, detail.type),
        _("Why this type"): detail.type_basis or formats.NO_VALUE,
        _("Due"): due_words(task_status) if task_status.due_on else _("not set"),
        _("Weight"): formats.number(task_status.task.weight),
        _("Progress"): progress_words(task_status) if task_status.is_measured else formats.NO_VALUE,
        _("Lead"): leads_of(task_status, named),
    }
    if detail.notes:
        facts[_("Note")] = detail.notes
    show_facts(facts)


def _assignments(detail: TaskDetail) -> None:
    st.subheader(_("Who was given it"))
    rows: list[dict[str, RowValue]] = [
        {
            _("Agency"): assignment.agency_name,
            _("Role"): label(ASSIGNMENT_ROLE, assignment.role),
            _("Mode"): label(MODE, assignment.mode),
            _("From"): assignment.valid_from,
            _("To"): assignment.valid_to,
        }
        for assignment in detail.assignments
    ]
    empty = _("The plan's text names no agency. The consolidating office decides.")
    show_reading_table(rows, name=_("Who was given it"), empty=empty)


def _changes(detail: TaskDetail) -> None:
    """Due dates that were moved, and whatever else was changed, with the document that decided it."""
    if not detail.changes:
        return
    title = _("Changes of the task")
    st.subheader(title)
    rows: list[dict[str, RowValue]] = [
        {
            _("What was changed"): label(TASK_FIELD, change.field),
            _("Holds from"): change.valid_from,
            _("Value before"): changed_value(change.field, change.before),
            _("New value"): changed_value(change.field, change.value),
            _("Reason"): change.reason,
            _("By document"): change.document,
            _("Entered by"): change.entered_by,
            _("Entered at"): change.entered_at,
        }
        for change in detail.changes
    ]
    show_reading_table(rows, name=title, empty="")


def _versions(view: View, detail: TaskDetail) -> None:
    """Everything reported, newest first; the period leads to the messages about that report, for who may see them."""
    title = _("Everything reported")
    st.subheader(title)
    rows = [_version(version) for version in detail.versions]
    links = {place: _about(view, detail, version) for place, version in enumerate(detail.versions)}
    empty = _("Nothing was reported on this task yet.")
    show_reading_table(rows, name=title, empty=empty, links=links if may(user, Action.VIEW_REPORT) else {})
    if rows:
        view_table_files(view, title, rows, key="task_versions")


def _version(version: VersionRow) -> dict[str, RowValue]:
    values = version.values
    return {
        _("Reporting period"): period_name(version.period),
        _("Agency"): version.agency_name,
        _("Progress"): reported(values.percent),
        _("Status"): label(LINE_STATUS, values.status),
        _("Completed on"): values.done_on,
        _("Result"): values.result,
        _("Difficulties"): values.difficulties,
        _("Proposals"): values.proposals,
        _("Evidence"): values.evidence,
        _("Submitted at"): version.submitted_at,
        _("Review result"): label(SUBMISSION_STATUS, version.status),
        _("Reviewed by"): version.reviewed_by,
        _("Reviewed at"): version.reviewed_at,
        _("Reason of the review"): version.review_reason,
    }


def _about(view: View, detail: TaskDetail, version: VersionRow) -> str:
    report = view.facts.plans[detail.plan].report_for(version.period) or version.period
    about = report_link(ReportKey(version.agency, detail.plan, report))
    return f"/one-report?{urlencode({REPORT_LINK: about})}"


main(current_view(user))
