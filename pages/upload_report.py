"""Upload one agency's progress report: template, file, what would be stored and what is wrong, submit, receipt."""

import streamlit as st

from data_model.actions.check_report import check_report
from data_model.actions.submit_report import NothingToSubmit, OutOfDate, Receipt, submit_report
from data_model.rules.access import CurrentUser
from data_model.rules.owed import OwedReport, owed_reports
from data_model.rules.periods import Period
from data_model.store import open_session
from data_model.values import Action
from exports.receipt import ReceiptDetails, ReceiptReport, receipt
from intake.report import ReportFile, Verdict
from ui.access import require
from ui.address import take_from_address, write_to_address
from ui.clock import now
from ui.downloads import download_button
from ui.language import _
from ui.problems import show_findings
from ui.report_preview import show_rows
from ui.templates import template_buttons
from ui.view import View, view_for
from wording import formats
from wording.groups import agency_name, plan_name
from wording.periods import period_name

user = require(Action.SUBMIT_REPORT)

FILE_TYPES = ["csv", "tsv", "xlsx", "xls", "ods"]


def main(user: CurrentUser) -> None:
    st.title(_("Upload a progress report"))
    view = view_for(user)
    _show_receipt(user, view)
    agency = user.agency or ""
    owed = owed_reports(view.facts, agency=agency, today=view.today) if agency in view.facts.agencies else []
    if not owed:
        st.info(_("No report is open for your agency. The next one opens when the period before it has ended."))
        st.stop()
    report = _choose(view, owed)
    st.subheader(_("1. Take the template, with your tasks filled in"))
    template_buttons(view, report, agency=agency)
    st.subheader(_("2. Choose the file you filled in"))
    upload = st.file_uploader(
        _("Report file (Excel or CSV, at most 20 MB)"), type=FILE_TYPES, key=f"upload_file_{_turn()}"
    )
    if upload is None:
        st.stop()
    with st.spinner(_("Reading the file…")):
        checked = _checked(upload.getvalue(), upload.name, agency, report.period, view.version)
    _show_checked(user, checked, upload.name)


def _choose(view: View, owed: list[OwedReport]) -> OwedReport:
    """The report that the file is for; a link from the list of owed reports names it."""
    reports = {f"{one.plan}~{one.period.code}": one for one in owed}
    take_from_address("report", reports)
    chosen = st.selectbox(
        _("Report"),
        list(reports),
        format_func=lambda key: _report_name(view, reports[key]),
        key="report",
        required=True,
    )
    write_to_address("report")
    return reports[chosen or next(iter(reports))]


def _report_name(view: View, report: OwedReport) -> str:
    due = _("due {day}").format(day=formats.day(report.due_on))
    return f"{period_name(report.period)} · {plan_name(view.facts.plans[report.plan])} · {due}"


@st.cache_resource(max_entries=32, show_spinner=False)
def _checked(content: bytes, file_name: str, agency: str, period: Period, version: int) -> ReportFile:
    with open_session() as session:
        return check_report(session, content, file_name=file_name, agency=agency, period=period, at=now())


def _show_checked(user: CurrentUser, checked: ReportFile, file_name: str) -> None:
    st.subheader(_("3. Look at what would be stored"))
    show_findings(checked, file_name=file_name)
    if not checked.rows:
        st.stop()
    show_rows(checked, agency=user.agency or "")
    valid_only = False
    if checked.verdict is Verdict.ERRORS:
        left_out = checked.rows_read - len(checked.rows)
        valid_only = st.checkbox(
            _("Submit the {valid} valid rows only; {wrong} rows stay out").format(
                valid=len(checked.rows), wrong=left_out
            ),
            key=f"upload_valid_only_{checked.sha256}",
        )
    may_submit = valid_only or checked.verdict is not Verdict.ERRORS
    if st.button(_("Submit the report"), type="primary", key="upload_submit", disabled=not may_submit):
        _submit(user, checked, file_name, valid_only=valid_only)


def _submit(user: CurrentUser, checked: ReportFile, file_name: str, *, valid_only: bool) -> None:
    try:
        stored = submit_report(
            user=user, report=checked, file_name=file_name, agency=user.agency, at=now(), valid_rows_only=valid_only
        )
    except NothingToSubmit:
        st.error(_("Nothing was stored: the file has rows to correct. Correct them and upload it again."))
    except OutOfDate:
        st.error(_("Nothing was stored: the period was locked or a task was reassigned meanwhile. Reload the page."))
    else:
        st.session_state["upload_receipt"] = (stored, file_name)
        st.session_state["upload_turn"] = _turn() + 1  # an uploader without the file that is stored now
        st.rerun()


def _turn() -> int:
    return int(st.session_state.get("upload_turn", 0))


def _show_receipt(user: CurrentUser, view: View) -> None:
    left = st.session_state.get("upload_receipt")
    if left is None:
        return
    stored: Receipt
    stored, file_name = left
    if not stored.numbers:
        st.info(_("Nothing changed: the {count} rows of this file are stored already.").format(count=stored.unchanged))
        return
    st.success(
        _("Submitted at {at}: {count} rows stored, number {number}.").format(
            at=formats.instant(stored.submitted_at), count=stored.stored, number=", ".join(stored.numbers)
        )
    )
    details = ReceiptDetails(
        agency_name=agency_name(user.agency or "", view.facts),
        reports=tuple(
            ReceiptReport(plan_name(view.facts.plans[one.plan]), one.period, one.number) for one in stored.reports
        ),
        submitted_at=stored.submitted_at,
        submitted_by=user.display_name,
        stored=stored.stored,
        unchanged=stored.unchanged,
        file_name=file_name,
        sha256=stored.sha256,
        is_sample=view.holds_samples,
    )
    download_button(receipt(details), label=_("Download the receipt"), key="receipt")


main(user)
