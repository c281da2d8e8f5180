"""The due reports of the user's agency, and its submissions."""

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from actions.review import PeriodLocked, withdraw_submission
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import local_day
from data_model.rules.reporting.deadlines import ReportKey, deadline
from data_model.rules.review.moves import MoveNotAllowed, may_move
from data_model.rules.round.rounds import ReportStatus
from data_model.store import open_session
from data_model.store.reporting.submissions import SubmissionRow, submissions
from data_model.values import Action, DeadlineStatus, SubmissionStatus
from exports.base.table_rows import RowValue
from ui.base.access import require
from ui.base.clock import now
from ui.base.download_button import sent_file_button
from ui.base.errors import store_is_busy
from ui.base.flash import flash, show_flash
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.report_links import REPORT, REPORT_LINK, messages_label, report_address, report_link
from ui.base.screen_tables import show_table
from ui.figures.view import View, view_for
from ui.reporting.due_reports import due_reports_of_view
from ui.reporting.submit import forget_receipt, receipt_again_button
from wording import formats
from wording.groups import agency_name, plan_name, plan_words, round_name
from wording.labels import DEADLINE_STATUS, SUBMISSION_STATUS, label
from wording.papers import paper_words
from wording.periods import period_name
from wording.translation import mark

user = require(Action.VIEW_SUBMISSIONS)

_NOT_WITHDRAWN = {
    SubmissionStatus.ACCEPTED: mark(
        "Report {number} was not withdrawn: the office has accepted it meanwhile. Send a corrected report, or ask the office "
        "to take the acceptance back."
    ),
    SubmissionStatus.RETURNED: mark(
        "Report {number} was not withdrawn: the office has returned it meanwhile. Correct it and send it again."
    ),
    SubmissionStatus.SUPERSEDED: mark(
        "Report {number} was not withdrawn: a later submission has taken its place. Withdraw that one."
    ),
}


def main(user: CurrentUser) -> None:
    st.title(_("My reports"))
    show_flash()
    view = view_for(user)
    with open_session() as session:
        sent = submissions(session, user.scope, today=view.today)
    _due_reports(view, sent)
    _waived(view)
    _sent(user, view, sent)


def _due_reports(view: View, sent: list[SubmissionRow]) -> None:
    st.header(_("To report"))
    due = due_reports_of_view(view)
    if not due:
        st.info(_("Your agency owes no report at the moment."))
    for report in due:
        of_it = [each for each in sent if ReportKey(each.agency, each.plan, each.period) == report.key]
        _due_report_card(view, report, of_it)


def _due_report_card(view: View, report: ReportStatus, sent: list[SubmissionRow]) -> None:
    with st.container(border=True):
        deadline_status = report.deadline.status_on(view.today)
        plan = view.facts.plans[report.key.plan]
        name, state = plain(round_name(plan, report.key.period)), label(DEADLINE_STATUS, deadline_status)
        st.markdown(f"**{name}** · {state} · {plain(plan_name(plan))}")
        if report.key.agency != view.scope.agency:
            words = _("Owed by {agency}, which your agency goes on with.")
            st.markdown(words.format(agency=plain(agency_name(report.key.agency, view.facts))))
        days = (report.due_on - view.today).days
        if deadline_status is DeadlineStatus.LATE:
            words = _("Was due on {day}. Still taken until {lock}, and counted as late.")
            lock = formats.day(report.deadline.locks_on)
            st.markdown(f":red[{words.format(day=formats.day(report.due_on), lock=lock)}]")
        else:
            st.markdown(_("Due on {day}, in {count} days.").format(day=formats.day(report.due_on), count=days))
        st.markdown(_last_sent(sent))
        _show_reasons(view, report, sent)
        address = report_address(report.key, own=view.scope.agency)
        with st.container(horizontal=True):
            if st.button(_("Upload this report"), type="primary", key=f"my_reports_upload_{address}"):
                st.switch_page("pages/upload_report.py", query_params={REPORT: address})
            if st.button(_("Fill in on screen"), key=f"my_reports_fill_in_{address}"):
                st.switch_page("pages/fill_in_report.py", query_params={REPORT: address})
            if st.button(messages_label(user, report.key), key=f"my_reports_messages_{address}"):
                st.switch_page("pages/one_report.py", query_params={REPORT_LINK: report_link(report.key)})


def _show_reasons(view: View, report: ReportStatus, sent: list[SubmissionRow]) -> None:
    """The reasons of the last return and of an extension."""
    if sent and sent[0].status is SubmissionStatus.RETURNED:
        why = _("Returned because: {reason}").format(reason=plain(sent[0].reason))
        st.markdown(f":red[{why}]")
    for submission in sent:
        if submission.status is SubmissionStatus.SUBMITTED and submission.reason:
            words = _("The office has taken back its acceptance of submission {number}: {reason}")
            why = words.format(number=submission.number, reason=plain(submission.reason))
            st.markdown(f":red[{why}]")
    extension = view.facts.extension_of(report.key.agency, report.key.plan, report.key.period)
    if extension is not None:
        words = _("Extended to {day}: {reason}")
        st.markdown(words.format(day=formats.day(extension.due_on), reason=plain(extension.reason)))


def _waived(view: View) -> None:
    """The reports that the office waived, with the reason, until their period is locked."""
    for (_agency, plan, period), waiver in view.facts.waivers_at(now()).items():
        plan_fact = view.facts.plans[plan]
        if plan_fact.report_for(period) is None or deadline(plan_fact, period).locks_on < view.today:
            continue
        words = _("{period} · {plan}: waived on {day}. Reason: {reason}")
        st.info(
            words.format(
                period=period_name(period),
                plan=plain(plan_name(plan_fact)),
                day=formats.day(local_day(waiver.granted_at)),
                reason=plain(waiver.reason),
            )
        )


def _last_sent(sent: list[SubmissionRow]) -> str:
    """The status of the newest submission of this report."""
    if not sent:
        return _("Nothing submitted yet.")
    newest = sent[0]
    return _("Submitted {at}: {status}.").format(
        at=formats.instant(newest.submitted_at), status=label(SUBMISSION_STATUS, newest.status).lower()
    )


def _sent(user: CurrentUser, view: View, sent: list[SubmissionRow]) -> None:
    st.header(_("Submitted"))
    rows: list[dict[str, RowValue]] = [
        {
            _("Reporting period"): period_name(submission.period),
            _("Status"): label(SUBMISSION_STATUS, submission.status),
            _("Reason"): submission.reason,
            _("Submitted at"): submission.submitted_at,
            **({_("Agency"): submission.agency_name} if view.scope.predecessors else {}),
            _("Origin"): paper_words(submission.paper),
            _("Plan"): plan_words(submission.naming),
            _("Rows"): submission.line_count,
            _("Receipt number"): submission.number,
            _("File"): submission.file_name,
        }
        for submission in sent
    ]
    show_table(rows, key="my_reports_sent", empty=_("Your agency has not submitted anything yet."))
    if sent:
        _sent_files(view, sent)
    waiting = [submission for submission in sent if may_move(submission.status, SubmissionStatus.WITHDRAWN)]
    if waiting:
        _withdraw(user, waiting)


def _sent_files(view: View, sent: list[SubmissionRow]) -> None:
    """Downloads of each file as it was sent, and of its receipt."""
    with st.expander(_("Download a file as it was sent, or its receipt")):
        names = {
            submission.number: " · ".join(
                part for part in (submission.number, period_name(submission.period), submission.file_name) if part
            )
            for submission in sent
        }
        number = st.selectbox(
            _("Report"), list(names), format_func=lambda chosen_number: names[chosen_number], key="my_reports_file"
        )
        chosen = next(submission for submission in sent if submission.number == number)
        with st.container(horizontal=True):
            sent_file_button(chosen)
            receipt_again_button(view, chosen)


def _withdraw(user: CurrentUser, waiting: list[SubmissionRow]) -> None:
    with st.expander(_("Withdraw a report that is not reviewed yet")):
        names = {
            submission.number: f"{submission.number} · {period_name(submission.period)} · {plan_words(submission.naming)}"
            for submission in waiting
        }
        number = st.selectbox(
            _("Report"), list(names), format_func=lambda chosen_number: names[chosen_number], key="my_reports_withdraw"
        )
        st.markdown(
            _(
                "A withdrawn report is kept in the list and no longer counts as submitted. A submission that it had taken "
                "the place of does not come back."
            )
        )
        # A callback also runs for a click on an outdated page, whose submission a reviewer has decided on meanwhile.
        st.button(_("Withdraw"), key=f"my_reports_withdraw_{number}", on_click=_withdraw_now, args=(user, number))


def _withdraw_now(user: CurrentUser, number: str) -> None:
    """Withdraws it and shows the result on the next run; the second of two clicks shows the same."""
    withdrawn = _("Report {number} is withdrawn.").format(number=number)
    try:
        withdraw_submission(user=user, number=number, at=now())
    except MoveNotAllowed as refused:
        well = refused.current is SubmissionStatus.WITHDRAWN
        flash(withdrawn if well else _(_NOT_WITHDRAWN[refused.current]).format(number=number), well=well)
    except PeriodLocked:
        words = _("Report {number} was not withdrawn: the period is locked, and what was sent for it stays as it is.")
        flash(words.format(number=number), well=False)
    except SQLAlchemyError as error:
        flash(store_is_busy(error), well=False)
    else:
        forget_receipt()
        flash(withdrawn)


main(user)
