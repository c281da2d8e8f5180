"""Upload a report: template, file, findings and preview, submit, receipt."""

import streamlit as st

from data_model.rules.people.access import CurrentUser
from data_model.rules.round.rounds import ReportStatus
from data_model.store.reporting.drafts import DraftKey
from data_model.values import Action
from intake.base.checked_file import ReportFile, Verdict
from ui.base.access import require
from ui.base.flash import show_flash
from ui.base.language import _
from ui.figures.view import View, view_for
from ui.reporting.drafts import correct_on_screen
from ui.reporting.due_reports import choose_report
from ui.reporting.findings import show_findings
from ui.reporting.heading_matches import offer_heading_match, show_remembered
from ui.reporting.numbers import show_numbers, template_numbers
from ui.reporting.report_preview import show_rows
from ui.reporting.report_templates import template_buttons
from ui.reporting.submit import offer_submission, show_receipt
from ui.reporting.uploads import choose_file, read_upload

user = require(Action.SUBMIT_REPORT)


def main(user: CurrentUser, view: View) -> None:
    st.title(_("Upload a report"))
    show_flash()
    show_receipt(user, view)
    report = choose_report(view)
    st.subheader(_("1. Take the template, with your tasks filled in"))
    template_buttons(view, report, agency=report.key.agency)
    st.subheader(_("2. Choose the file you filled in"))
    upload = choose_file()
    if upload is None:
        st.stop()
    file = read_upload(upload, agency=report.key.agency, period=report.key.period, version=view.version)
    _show_file(user, view, report, file, upload.name)


def _show_file(user: CurrentUser, view: View, report: ReportStatus, file: ReportFile, file_name: str) -> None:
    st.subheader(_("3. Look at what would be stored"))
    show_findings(file, file_name=file_name)
    offer_heading_match(user, file)
    show_remembered(user)
    if file.verdict is not Verdict.BLOCKED:
        show_rows(file, agency=report.key.agency)
        key = report.key
        show_numbers(file, template_numbers(view, agency=key.agency, plan=key.plan, period=key.period))
    if file.verdict is Verdict.ERRORS and file.header_row is not None:
        correct_on_screen(user, DraftKey(report.key.agency, report.key.plan, report.key.period), file)
    if (file.header_row is not None or file.numbers is not None) and offer_submission(
        user, file, file_name, agency=report.key.agency
    ):
        st.rerun()


main(user, view_for(user))
