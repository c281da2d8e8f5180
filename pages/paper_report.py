"""Enter a report for an agency whose report came on paper: what stood on it, then its rows by file or in a grid."""

import streamlit as st

from data_model.rules.people.access import CurrentUser
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.reporting.paper import PaperEntry
from data_model.rules.round.rounds import ReportStatus
from data_model.values import Action
from exports.reporting.report_template import TemplateRow
from intake.base.checked_file import ReportFile, Verdict
from intake.layout.screen_grid import FIRST_ROW, grid_as_file
from ui.base.access import require
from ui.base.language import _
from ui.base.office_facts import round_facts
from ui.base.report_links import report_link
from ui.base.upload_box import upload_box
from ui.figures.view import View, view_for
from ui.reporting.drafts import report_grid, typed_into
from ui.reporting.findings import messages_by_row, show_findings, show_findings_on_screen
from ui.reporting.numbers import show_numbers, template_numbers
from ui.reporting.paper import choose_paper_report, counted_on, paper_fields
from ui.reporting.report_preview import show_rows
from ui.reporting.report_templates import template_buttons, template_rows
from ui.reporting.submit import checked, offer_submission, show_receipt, turn

user = require(Action.ENTER_REPORT)

FILE_NAME = "nhap-tu-van-ban-giay.csv"


def main(user: CurrentUser, view: View) -> None:
    st.title(_("Enter a report from paper"))
    st.markdown(
        _(
            "For an agency whose report came on paper. It is marked as entered from paper wherever it is shown, and is reviewed "
            "like every other report."
        )
    )
    show_receipt(user, view)
    facts = round_facts(user)
    if not facts.plans:
        st.info(_("Your office consolidates no plan at the moment."))
        st.stop()
    st.subheader(_("1. Whose report it is"))
    report = choose_paper_report(facts)
    st.subheader(_("2. What stands on the document"))
    paper = paper_fields(facts.plans[report.key.plan], report.key)
    st.subheader(_("3. What the agency reports"))
    if paper is None:
        st.caption(_("Fill in the fields above first."))
        st.stop()
    entry = PaperEntry(report.key, paper)
    grid, file = st.tabs([_("Type it in"), _("From a file")])
    with grid:
        _typed(user, view, report, entry)
    with file:
        _uploaded(user, view, report, entry)


def _typed(user: CurrentUser, view: View, report: ReportStatus, entry: PaperEntry) -> None:
    key = report.key
    rows = template_rows(view, report, agency=key.agency)
    widget = f"paper_cells_{report_link(key)}_{turn()}"
    cells = typed_into(widget, rows, {})
    filled = [row.task_code for row in rows if row.task_code in cells]
    file = _checked(view, entry, grid_as_file(filled, cells), FILE_NAME) if filled else None
    tasks = {FIRST_ROW + place: task for place, task in enumerate(filled)}
    said = messages_by_row(file) if file else {}
    report_grid(widget, rows, {}, {tasks[row]: words for row, words in said.items() if row in tasks})
    if file is None:
        st.caption(_("Nothing is typed in yet."))
        return
    _count(rows, filled)
    show_findings_on_screen(file, tasks=tasks)
    if offer_submission(user, file, FILE_NAME, agency=entry.report.agency, entry=entry):
        st.rerun()


def _count(rows: list[TemplateRow], filled: list[str]) -> None:
    asked = {row.task_code for row in rows if not row.is_finished}
    if asked - set(filled):
        words = _("{count} of {total} tasks are filled in.")
        st.caption(words.format(count=len(asked & set(filled)), total=len(asked)))


def _uploaded(user: CurrentUser, view: View, report: ReportStatus, entry: PaperEntry) -> None:
    key = report.key
    template_buttons(view, report, agency=key.agency)
    name = f"paper_file_{report_link(key)}_{turn()}"
    chosen = upload_box(_("Report file (Excel or CSV, at most 20 MB)"), key=name)
    if chosen is None:
        return
    with st.spinner(_("Reading the file…")):
        file = _checked(view, entry, chosen.getvalue(), chosen.name)
    show_findings(file, file_name=chosen.name)
    if file.verdict is Verdict.BLOCKED:
        return
    show_rows(file, agency=key.agency)
    show_numbers(file, template_numbers(view, agency=key.agency, plan=key.plan, period=key.period))
    if offer_submission(user, file, chosen.name, agency=key.agency, entry=entry, place="_file"):
        st.rerun()


def _checked(view: View, entry: PaperEntry, content: bytes, name: str) -> ReportFile:
    """As of the day from which it counts: a round that was locked since takes it still."""
    key: ReportKey = entry.report
    on = counted_on(view.facts.plans[key.plan], key, entry.paper)
    return checked(content, name, key.agency, key.period, view.version, on)


main(user, view_for(user))
