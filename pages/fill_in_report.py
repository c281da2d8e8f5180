"""Fill in a report on screen: a grid of the agency's tasks, checked while typing, saved as a draft until submitted."""

import streamlit as st

from data_model.rules.people.access import CurrentUser
from data_model.rules.round.rounds import ReportStatus
from data_model.store import open_session
from data_model.store.reporting.drafts import Cells, DraftKey
from data_model.store.reporting.submissions import accepted_lines
from data_model.values import Action
from exports.reporting.grid_workbook import grids_as_workbook
from exports.reporting.report_template import TemplateRow
from intake.base.checked_file import ReportFile
from intake.base.headings import Column
from intake.layout.screen_grid import FIRST_ROW, grid_as_file
from ui.base.access import require
from ui.base.language import _
from ui.figures.view import View, view_for
from ui.reporting.drafts import (
    begin_again,
    carried_forward,
    draw_grid,
    draw_numbers,
    keep_cells,
    typed_cells,
    typed_numbers,
)
from ui.reporting.due_reports import choose_report
from ui.reporting.findings import messages_by_row, show_findings_on_screen
from ui.reporting.numbers import number_messages, show_number_warnings, template_numbers
from ui.reporting.report_templates import template_rows
from ui.reporting.submit import checked, offer_submission, show_receipt, submit_now

user = require(Action.SUBMIT_REPORT)

FILE_STEM = "nhap-tren-man-hinh"
FILE_NAME = f"{FILE_STEM}.csv"
NOTHING_TO_REPORT = "Không phát sinh"


def main(user: CurrentUser, view: View) -> None:
    st.title(_("Fill in on screen"))
    show_receipt(user, view)
    report = choose_report(view)
    key = DraftKey(report.key.agency, report.key.plan, report.key.period)
    rows = template_rows(view, report, agency=key.agency)
    st.markdown(_("Type, or paste from Excel. Everything is kept as a draft until you submit it."))
    numbers = template_numbers(view, agency=key.agency, plan=key.plan, period=key.period)
    cells = {**typed_cells(key, rows), **typed_numbers(key, numbers)}
    filled = [row.task_code for row in rows if row.task_code in cells]
    counted = [number.code for number in numbers if number.code in cells]
    name, content = _as_file(filled, counted, cells)
    file = checked(content, name, key.agency, key.period, view.version) if filled or counted else None
    tasks = {FIRST_ROW + place: task for place, task in enumerate(filled)}
    said = messages_by_row(file) if file else {}
    drawn = draw_grid(user, key, rows, wrong={tasks[row]: words for row, words in said.items() if row in tasks})
    if numbers:
        st.subheader(_("Key numbers"))
        indicators = {FIRST_ROW + place: code for place, code in enumerate(counted)}
        wrong = {indicators[row]: words for row, words in number_messages(file).items() if row in indicators}
        drawn = {**drawn, **draw_numbers(key, numbers, wrong=wrong)}
    keep_cells(user, key, drawn)
    _buttons(user, key, rows, cells)
    if file:
        _submit(user, key, file, name, tasks, asked={row.task_code for row in rows if not row.is_finished})
        show_number_warnings(file, indicators=counted)
    _nothing_to_report(user, view, report, rows)


def _as_file(tasks: list[str], indicators: list[str], cells: Cells) -> tuple[str, bytes]:
    """What was typed as the file that it would have come in: with numbers a workbook."""
    if indicators:
        return f"{FILE_STEM}.xlsx", grids_as_workbook(tasks, indicators, cells)
    return FILE_NAME, grid_as_file(tasks, cells)


def _buttons(user: CurrentUser, key: DraftKey, rows: list[TemplateRow], cells: Cells) -> None:
    with st.container(horizontal=True):
        if st.button(_("Copy the last report forward"), key="fill_in_copy"):
            with open_session() as session:
                before = {
                    task: values for task, (_period, values) in accepted_lines(session, agency=key.agency).items()
                }
            begin_again(user, key, carried_forward(rows, cells, before))
            st.rerun()
        if cells:
            with st.popover(_("Throw the draft away")):
                st.markdown(_("Everything typed above is lost."))
                if st.button(_("Throw it away"), key="fill_in_drop"):
                    begin_again(user, key, None)
                    st.rerun()


def _submit(
    user: CurrentUser, key: DraftKey, file: ReportFile, name: str, tasks: dict[int, str], *, asked: set[str]
) -> None:
    """`asked`: the tasks that are not finished."""
    filled = asked & set(tasks.values())
    if len(filled) < len(asked):
        st.caption(_("{count} of {total} tasks are filled in.").format(count=len(filled), total=len(asked)))
    show_findings_on_screen(file, tasks=tasks)
    if offer_submission(user, file, name, agency=key.agency, draft=key):
        st.rerun()


def _nothing_to_report(user: CurrentUser, view: View, report: ReportStatus, rows: list[TemplateRow]) -> None:
    """Submits "không phát sinh" for all tasks with one reason; it counts as a submitted report."""
    with st.expander(_("Nothing to report for this period")), st.form("fill_in_nothing", border=False):
        reason = st.text_area(_("Reason"), key="fill_in_nothing_reason", max_chars=2000)
        if st.form_submit_button(_("Submit “nothing to report”")):
            if not reason.strip():
                st.error(_("Write the reason why there is nothing to report, then submit."))
                st.stop()
            cells = {
                row.task_code: {str(Column.STATUS): NOTHING_TO_REPORT, str(Column.RESULT): reason.strip()}
                for row in rows
            }
            content = grid_as_file([row.task_code for row in rows], cells)
            file = checked(content, FILE_NAME, report.key.agency, report.key.period, view.version)
            if submit_now(user, file, FILE_NAME, agency=report.key.agency):
                st.rerun()


main(user, view_for(user))
