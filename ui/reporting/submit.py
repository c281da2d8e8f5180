"""Submitting a checked report, and its receipt."""

from dataclasses import dataclass, field
from datetime import date
from threading import Lock

import streamlit as st

from actions.reporting.check_report import check_report
from actions.reporting.drafts import discard_draft
from actions.reporting.submit_report import NothingToSubmit, OutOfDate, Receipt, submit_report
from actions.reporting.superseding import would_replace
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import Period, end_of, local_day
from data_model.rules.reporting.paper import PaperEntry, PaperRefused
from data_model.store import open_session
from data_model.store.base.engine import Versions
from data_model.store.figures.facts import read_facts
from data_model.store.reporting.drafts import DraftKey
from data_model.store.reporting.submissions import SubmissionRow
from data_model.values import SubmissionStatus
from exports.reporting.receipt import ReceiptDetails, ReceiptEntry, receipt
from intake.base.checked_file import ReportFile, Severity, Verdict
from ui.base.clock import now, today
from ui.base.download_button import made_file_button
from ui.base.language import _
from ui.base.plain_text import plain
from ui.figures.view import View
from wording import formats
from wording.groups import agency_name, plan_name, plan_words
from wording.papers import PAPER_PROBLEM, paper_words

_SUBMITTED = "submitted"
_MOST_NAMED = 12


@dataclass
class _Submitted:
    """The submissions of one session: their number, and the receipt of the last.

    A second click makes Streamlit end the first run at its next access to the session, and start another. So the result
    is written to this object, which was read from the session before, and a lock lets one run store at a time: the
    second sees that `turn` has changed.
    """

    turn: int = 0
    storing: Lock = field(default_factory=Lock)
    receipt: Receipt | None = None
    file_name: str = ""


def _submitted() -> _Submitted:
    noted: _Submitted = st.session_state.setdefault(_SUBMITTED, _Submitted())
    return noted


@st.cache_resource(max_entries=32, show_spinner=False)
def checked(
    content: bytes, file_name: str, agency: str, period: Period, version: Versions, on: date | None = None
) -> ReportFile:
    """The checked file at this version of the data, as of now or of the end of a day."""
    at = now() if on is None else end_of(on)
    with open_session() as session:
        return check_report(session, content, file_name=file_name, agency=agency, period=period, at=at)


def turn() -> int:
    """The number of submissions in this session; part of the keys of widgets that are reset after each."""
    return _submitted().turn


def offer_submission(
    user: CurrentUser,
    report: ReportFile,
    file_name: str,
    *,
    agency: str,
    draft: DraftKey | None = None,
    entry: PaperEntry | None = None,
    place: str = "",
) -> bool:
    """The submit button, and with errors the choice to omit the wrong rows. Returns whether the report was submitted.

    `draft` is then deleted; `entry` is what the office enters from paper; `place` names one of several on a page.
    """
    valid_only = False
    _what_it_replaces(user, report, agency)
    if report.verdict is Verdict.ERRORS and report.has_rows:
        words = _("Submit the {valid} valid rows only; {wrong} rows stay out")
        valid, wrong = _rows_in_and_out(report)
        valid_only = st.checkbox(
            words.format(valid=valid, wrong=wrong),
            key=f"submit_valid_only_{report.sha256}",
        )
    may_submit = report.has_rows and (valid_only or report.verdict is not Verdict.ERRORS)
    # The key changes with each submission, so the second of two fast clicks meets no button.
    words = _("Submit the report") if entry is None else _("Enter the report for the agency")
    pressed = st.button(words, type="primary", key=f"submit_report_{turn()}{place}", disabled=not may_submit)
    return pressed and submit_now(
        user, report, file_name, agency=agency, valid_only=valid_only, draft=draft, entry=entry
    )


def _rows_in_and_out(report: ReportFile) -> tuple[int, int]:
    """How many rows can be stored and how many can't, numbers included."""
    numbers = report.numbers
    wrong_numbers = (
        len({finding.row for finding in numbers.findings if finding.severity is Severity.ERROR}) if numbers else 0
    )
    valid_numbers = len(numbers.rows) if numbers else 0
    return len(report.rows) + valid_numbers, report.rows_read - len(report.rows) + wrong_numbers


def _what_it_replaces(user: CurrentUser, report: ReportFile, agency: str) -> None:
    """Says which waiting submission this one would supersede, and which of its lines stay."""
    if not len(report.rows):
        return
    with open_session() as session:
        facts = read_facts(session, user.scope, today=today())
        replaced = would_replace(session, report.rows, facts, agency=agency)
    for earlier in replaced:
        words = _("This report takes the place of submission {number}, which still waits for review.")
        text = words.format(number=earlier.number)
        if earlier.left_out:
            stay = _("{count} tasks that are not in it keep their lines of that submission: {tasks}.")
            named = ", ".join(earlier.left_out[:_MOST_NAMED]) + ("…" if len(earlier.left_out) > _MOST_NAMED else "")
            text += " " + stay.format(count=len(earlier.left_out), tasks=named)
        st.info(plain(text))


def submit_now(
    user: CurrentUser,
    report: ReportFile,
    file_name: str,
    *,
    agency: str,
    valid_only: bool = False,
    draft: DraftKey | None = None,
    entry: PaperEntry | None = None,
) -> bool:
    """Submits it and keeps the receipt for the next run, or shows why nothing was stored. Returns whether it was stored."""
    submitted = _submitted()
    drawn_at = submitted.turn
    try:
        with st.spinner(_("Storing the report…")), submitted.storing:
            if submitted.turn != drawn_at:
                return True
            stored = submit_report(
                user=user,
                report=report,
                file_name=file_name,
                agency=agency,
                at=now(),
                valid_rows_only=valid_only,
                entry=entry,
            )
            submitted.receipt, submitted.file_name, submitted.turn = stored, file_name, submitted.turn + 1
            if draft is not None:
                discard_draft(user=user, key=draft)
    except NothingToSubmit:
        st.error(_("Nothing was stored: the report has rows to correct. Correct them and submit again."))
        return False
    except PaperRefused as refused:
        st.error(_(PAPER_PROBLEM[refused.problem]))
        return False
    except OutOfDate:
        st.error(_("Nothing was stored: the period was locked or a task was reassigned meanwhile. Reload the page."))
        return False
    return True


def forget_receipt() -> None:
    """Hides the receipt when another report is begun; every receipt is in the list of submissions."""
    _submitted().receipt = None


def show_receipt(user: CurrentUser, view: View) -> None:
    """Shows the result of the last submission of this session, with its receipt for download."""
    submitted = _submitted()
    stored = submitted.receipt
    if stored is None:
        return
    if not stored.numbers:
        st.info(_("Nothing changed: these {count} rows are stored already.").format(count=stored.unchanged))
        return
    words = _("Submitted at {at}: {count} rows stored, number {number}.").format(
        at=formats.instant(stored.submitted_at), count=stored.stored, number=", ".join(stored.numbers)
    )
    if stored.paper is not None:
        words = _("{count} rows were {mark}; they count from {day}. Number {number}.").format(
            count=stored.stored,
            mark=paper_words(stored.paper),
            day=formats.day(local_day(stored.submitted_at)),
            number=", ".join(stored.numbers),
        )
    if stored.values:
        words += " " + _("{count} numbers were stored.").format(count=stored.values)
    if stored.superseded:
        replaced = _("It takes the place of {numbers}; {count} lines were taken over from there.")
        words += " " + replaced.format(numbers=", ".join(stored.superseded), count=stored.taken_over)
    st.success(words)
    reports = tuple(
        ReceiptEntry(
            plan_name(view.facts.plans[stored_submission.plan]), stored_submission.period, stored_submission.number
        )
        for stored_submission in stored.reports
    )
    details = ReceiptDetails(
        agency_name=agency_name(stored.reports[0].agency, view.facts),
        reports=reports,
        submitted_at=stored.submitted_at,
        submitted_by=user.display_name,
        stored=stored.stored,
        unchanged=stored.unchanged,
        file_name=submitted.file_name,
        sha256=stored.sha256,
        paper=stored.paper,
        is_sample=view.holds_samples,
    )
    made_file_button(_("Download the receipt"), receipt(details), key="receipt")


def receipt_again_button(view: View, row: SubmissionRow) -> None:
    """A download button for the receipt of an earlier submission; none for one that no longer counts."""
    if row.status is SubmissionStatus.WITHDRAWN:
        return
    plan = view.facts.plans.get(row.plan)
    details = ReceiptDetails(
        agency_name=row.agency_name,
        reports=(ReceiptEntry(plan_name(plan) if plan else plan_words(row.naming), row.period, row.number),),
        submitted_at=row.submitted_at,
        submitted_by=row.sender_name,
        stored=row.line_count,
        unchanged=0,
        file_name=row.file_name,
        sha256=row.sha256,
        paper=row.paper,
        is_sample=view.holds_samples,
    )
    made_file_button(_("Download the receipt"), receipt(details), key=f"receipt_{row.number}")
