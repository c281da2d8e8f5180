"""What waits for review: the old value beside the new one; accept, or return with a reason."""

import streamlit as st

from data_model.actions.review_submission import ReasonMissing, accept_submission, return_submission
from data_model.rules.access import CurrentUser
from data_model.rules.review_moves import MoveNotAllowed
from data_model.store import open_session
from data_model.store.submissions import LineRow, LineValues, SubmissionRow, lines_of, submissions
from data_model.values import Action, SubmissionStatus
from exports.table import TableValue
from ui.access import require
from ui.address import take_from_address, write_to_address
from ui.clock import now, today
from ui.downloads import sent_file_button
from ui.language import _
from ui.notices import leave_notice, show_notice
from ui.tables import show_table
from ui.text import plain
from wording import formats
from wording.labels import LINE_STATUS, SUBMISSION_STATUS, label
from wording.periods import period_name

user = require(Action.REVIEW_SUBMISSION)


def main(user: CurrentUser) -> None:
    st.title(_("Review"))
    show_notice()
    with open_session() as session:
        waiting = submissions(session, user.scope, today=today(), statuses=[SubmissionStatus.SUBMITTED])
    waiting.reverse()
    if not waiting:
        st.success(_("Nothing waits for review."))
        st.stop()
    names = {one.number: _name(one) for one in waiting}
    st.markdown(_("Waiting for review: {count}, the oldest first.").format(count=len(waiting)))
    asked_for = st.session_state.get("number") or st.query_params.get("number")
    if asked_for is not None and asked_for not in names:
        st.warning(
            _("The report {number} does not wait for review any more. Choose another.").format(number=plain(asked_for))
        )
    take_from_address("number", names)
    number = st.selectbox(_("Report"), list(names), format_func=lambda one: names[one], key="number")
    write_to_address("number")
    _one_report(user, next(one for one in waiting if one.number == (number or waiting[0].number)))


def _name(one: SubmissionRow) -> str:
    return f"{one.agency_name} · {period_name(one.period)} · {formats.instant(one.submitted_at)}"


def _one_report(user: CurrentUser, row: SubmissionRow) -> None:
    """Its buttons are its own: a click on a page that showed another report decides nothing here."""
    with open_session() as session:
        lines = lines_of(session, row)
    st.header(plain(row.agency_name))
    st.markdown(
        _("{period} · {plan} · sent by {who} at {at} · number {number} · {count} rows").format(
            period=period_name(row.period),
            plan=plain(row.plan_name),
            who=plain(row.sender_name),
            at=formats.instant(row.submitted_at),
            number=row.number,
            count=row.line_count,
        )
    )
    show_table([_line(line) for line in lines], key="review_lines", empty=_("The report has no rows."))
    sent_file_button(row)
    accept, return_ = st.columns(2)
    with accept:
        if st.button(_("Accept the report"), type="primary", key=f"review_accept_{row.number}", width="stretch"):
            _accept(user, row)
    with return_, st.form(f"review_return_form_{row.number}", border=False):
        reason = st.text_area(
            _("Reason for returning it, which the agency sees"), key=f"review_reason_{row.number}", max_chars=2000
        )
        if st.form_submit_button(_("Return for correction"), width="stretch"):
            _return(user, row, reason)


def _line(line: LineRow) -> dict[str, TableValue]:
    """The old value beside the new one, then what is said of the new one."""
    return {
        _("Task"): f"{line.task} · {line.title}",
        _("Before"): formats.NO_VALUE if line.before is None else _claim(line.before),
        _("Now"): _claim(line.now),
        _("Result"): line.now.result,
        _("Difficulties"): line.now.difficulties,
        _("Proposals"): line.now.proposals,
        _("Evidence"): line.now.evidence,
        _("Result before"): "" if line.before is None else line.before.result,
        _("Period before"): "" if line.before_period is None else period_name(line.before_period),
    }


def _claim(values: LineValues) -> str:
    """Percentage, status and day of completion, as far as the line gives them."""
    parts = []
    if values.percent is not None:
        parts.append(formats.percent(values.percent))
    if values.status is not None:
        parts.append(label(LINE_STATUS, values.status))
    if values.done_on is not None:
        parts.append(formats.day(values.done_on))
    return " · ".join(parts) or formats.NO_VALUE


def _accept(user: CurrentUser, row: SubmissionRow) -> None:
    try:
        accept_submission(user=user, number=row.number, at=now())
    except MoveNotAllowed as refused:
        _too_late(refused)
    else:
        leave_notice(_("The report of {agency} is accepted.").format(agency=row.agency_name))
    st.rerun()


def _return(user: CurrentUser, row: SubmissionRow, reason: str) -> None:
    try:
        return_submission(user=user, number=row.number, reason=reason, at=now())
    except ReasonMissing:
        st.error(_("Write what the agency should correct, then return the report."))
        st.stop()
    except MoveNotAllowed as refused:
        _too_late(refused)
    else:
        leave_notice(_("The report of {agency} is returned for correction.").format(agency=row.agency_name))
    st.rerun()


def _too_late(refused: MoveNotAllowed) -> None:
    words = _("Nothing was changed: somebody has moved this report already. It is now “{status}”.")
    leave_notice(words.format(status=label(SUBMISSION_STATUS, refused.current)), well=False)


main(user)
