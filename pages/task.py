"""One task: its quote in the plan, its assignments, and every reported line."""

from collections.abc import Mapping
from html import escape
from typing import NoReturn
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
from ui.base.print_view import Markup
from ui.base.reading_table import colour_mark, show_reading_table
from ui.base.report_links import REPORT_LINK, report_link
from ui.base.screen_tables import leads_of, marked_state
from ui.figures.addresses import TASK
from ui.figures.explanation import explanation_link
from ui.figures.filters import current_view
from ui.figures.notices import show_notices
from ui.figures.register_way import show_way
from ui.figures.view import View
from ui.figures.view_tables import view_table_files
from wording import formats
from wording.groups import section_path
from wording.labels import ASSIGNMENT_ROLE, LINE_STATUS, MODE, SUBMISSION_STATUS, TASK_FIELD, TASK_TYPE, label
from wording.papers import paper_words
from wording.periods import period_name
from wording.rates import reported
from wording.tasks import changed_value, due_words, flag_words, progress_words

user = require(Action.VIEW_TASK)


def main(view: View) -> None:
    tasks = {task_status.task.code: task_status for task_status in view.of_agency(None).tasks()}
    take_from_address(TASK, tasks)
    code = st.session_state.get(TASK)
    if code is None:
        _choose(view, tasks)
    with open_session() as session:
        detail = task_detail(session, view.scope, code=str(code), today=view.today)
    if detail is None:
        st.title(_("Tasks"))
        st.info(_("There is no such task, or it is not yours to see."))
        st.stop()
    task_status = tasks[str(code)]
    st.title(plain(task_status.task.title))
    show_notices(view)
    show_way(view, str(code), picker=lambda: _picker(tasks))
    _state(view, task_status)
    quote, facts = st.columns([3, 2], gap="medium")
    with quote:
        _quote(detail)
    with facts:
        _facts(detail, task_status, view.facts)
    _assignments(detail)
    _changes(detail)
    _versions(view, detail)


def _choose(view: View, tasks: Mapping[str, TaskStatus]) -> NoReturn:
    """Nobody has named a task yet."""
    st.title(_("Tasks"))
    show_notices(view)
    _picker(tasks)
    st.info(_("{count} tasks match the filters. Choose one to see its text and its reports.").format(count=len(tasks)))
    st.stop()


def _picker(tasks: Mapping[str, TaskStatus]) -> None:
    st.selectbox(
        _("Task"),
        list(tasks),
        index=None,
        key=TASK,
        format_func=lambda code: f"{code} · {tasks[code].task.title}",
        placeholder=_("Choose a task, or type a part of its name"),
    )
    write_to_address(TASK)


def _state(view: View, task_status: TaskStatus) -> None:
    """The state with its mark, the flag, and where its percentage comes from."""
    under_way = view.under_way()
    with st.container(horizontal=True, vertical_alignment="center"):
        state, flag = marked_state(task_status, under_way), flag_words(task_status, under_way)
        said = f"{colour_mark(state.colour)}<strong>{escape(state)}</strong>" + (f" · {escape(flag)}" if flag else "")
        st.html(Markup(f'<p class="task-state">{said}</p>'), width="content")
        is_continuing = task_status.task.type is TaskType.CONTINUING
        explanation_link(Measure.CONTINUING_RATE if is_continuing else Measure.PROGRESS)


def _quote(detail: TaskDetail) -> None:
    st.subheader(_("In the plan"))
    st.caption(plain(f"{detail.plan_title} › {section_path(detail.section)}"))
    if not detail.quote:
        st.info(_("The task has no quote from the plan."))
        return
    before = "…" + detail.before.lstrip() if detail.before else ""
    after = detail.after.rstrip() + "…" if detail.after else ""
    text = f"{escape(before)}<mark>{escape(detail.quote)}</mark>{escape(after)}"
    st.html(Markup(f'<blockquote class="plan-text">{text}</blockquote>'))


def _facts(detail: TaskDetail, task_status: TaskStatus, named: Facts) -> None:
    """The data of the task; the due date of a yearly task is that of its current year."""
    st.subheader(_("The task"))
    facts = {
        _("Code"): detail.code,
        _("Type"): label(TASK_TYPE, detail.type),
        _("Why this type"): detail.type_basis or formats.NO_VALUE,
        _("Due"): due_words(task_status) if task_status.due_on else _("not set"),
        _("Weight"): formats.number(task_status.task.weight),
        _("Progress"): progress_words(task_status) if task_status.is_measured else formats.NO_VALUE,
        _("Lead"): leads_of(task_status, named),
    }
    if task_status.task.supervising:
        facts[_("Supervising")] = "; ".join(task_status.task.supervising)
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
    rows = [_read(version) for version in detail.versions]
    links = {place: _about(view, detail, version) for place, version in enumerate(detail.versions)}
    empty = _("Nothing was reported on this task yet.")
    show_reading_table(rows, name=title, empty=empty, links=links if may(user, Action.VIEW_REPORT) else {})
    if rows:
        view_table_files(view, title, [_version(version) for version in detail.versions], key="task_versions")


def _read(version: VersionRow) -> dict[str, RowValue]:
    """As many columns as a page has room for, with a line in them for each thing; the file has a column for each."""
    values = version.values
    done = _("on {day}").format(day=formats.day(values.done_on)) if values.done_on else ""
    proposals = _("Proposes: {proposals}").format(proposals=values.proposals) if values.proposals else ""
    cause = _("Cause of the delay: {cause}").format(cause=values.cause) if values.cause else ""
    answers = values.responsibility
    responsibility = _("Responsibility: {responsibility}").format(responsibility=answers) if answers else ""
    review = [label(SUBMISSION_STATUS, version.status)]
    if version.reviewed_at is not None:
        review += [formats.instant(version.reviewed_at), version.reviewed_by]
    sent = _("Sent {at}").format(at=formats.instant(version.submitted_at))
    return {
        _("Reporting period"): period_name(version.period),
        _("Agency"): version.agency_name,
        _("Progress"): reported(values.percent),
        _("Status"): _in_lines(label(LINE_STATUS, values.status), done),
        _("Result"): values.result,
        _("Difficulties, proposals"): _in_lines(values.difficulties, cause, responsibility, proposals),
        _("Evidence"): values.evidence,
        _("Sent and reviewed"): _in_lines(sent, paper_words(version.paper), ", ".join(review), version.review_reason),
    }


def _in_lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


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
        _("Cause of the delay"): values.cause,
        _("Responsibility"): values.responsibility,
        _("Proposals"): values.proposals,
        _("Evidence"): values.evidence,
        _("Submitted at"): version.submitted_at,
        _("Origin"): paper_words(version.paper),
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
