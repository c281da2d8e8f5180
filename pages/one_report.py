"""One report of one agency: its status, its submissions, and the messages about it."""

import streamlit as st

from data_model.rules.people.access import CurrentUser, is_office
from data_model.rules.plans.facts import Facts
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.reporting.report_access import may_see_report
from data_model.rules.round.rounds import ReportStatus, report_status
from data_model.store import open_session
from data_model.store.reporting.submissions import submissions
from data_model.store.round.contacts import unread_counts
from data_model.store.round.messages import threads
from data_model.values import Action, SubmissionStatus
from exports.base.table_rows import RowValue
from ui.base.access import require
from ui.base.address import take_from_address, write_to_address
from ui.base.clock import now, today
from ui.base.flash import show_flash
from ui.base.language import _
from ui.base.office_facts import round_facts
from ui.base.plain_text import plain, show_facts
from ui.base.report_links import REPORT_LINK, report_link, report_of_link
from ui.base.screen_tables import show_table
from ui.reporting.due_reports import due_report_keys
from ui.review.taking_back import take_back
from ui.round.messages import show_thread
from wording import formats
from wording.groups import agency_name, plan_name
from wording.labels import REPORT_STATE, SUBMISSION_STATUS, label
from wording.papers import paper_words
from wording.periods import period_name

user = require(Action.VIEW_REPORT)


def main(user: CurrentUser) -> None:
    st.title(_("Messages about reports"))
    show_flash()
    facts = round_facts(user)
    report = _choose(user, facts)
    st.header(plain(agency_name(report.agency, facts)))
    st.markdown(f"{period_name(report.period)} · {plain(plan_name(facts.plans[report.plan]))}")
    _show_status(facts, report)
    _sent(user, facts, report)
    st.subheader(_("Messages"))
    show_thread(user, report)


def _choose(user: CurrentUser, facts: Facts) -> ReportKey:
    """Lets the user choose: the report of the link, those with messages, and due ones."""
    offered = {report_link(report): report for report in _offered(user, facts)}
    if not offered:
        st.info(_("Nothing has been written about a report yet. Open a report on the page before this one to begin."))
        st.stop()
    with open_session() as session:
        unread = unread_counts(session, user_name=user.name, for_office=is_office(user))
    take_from_address(REPORT_LINK, offered)
    chosen = st.selectbox(
        _("Report"),
        list(offered),
        format_func=lambda key: _name(offered[key], facts, unread),
        key=REPORT_LINK,
        required=True,
    )
    write_to_address(REPORT_LINK)
    return offered[chosen or next(iter(offered))]


def _offered(user: CurrentUser, facts: Facts) -> list[ReportKey]:
    with open_session() as session:
        with_messages = threads(session, plans=facts.plans, agencies=user.scope.own_agencies)
    asked = [st.query_params.get(REPORT_LINK), st.session_state.get(REPORT_LINK)]
    linked = [report for text in asked if text and (report := report_of_link(text)) is not None]
    return [
        report
        for report in dict.fromkeys([*linked, *with_messages, *due_report_keys(user, facts)])
        if may_see_report(user, facts, report) and facts.plans[report.plan].report_for(report.period) == report.period
    ]


def _name(report: ReportKey, facts: Facts, unread: dict[tuple[str, str, str], int]) -> str:
    new = unread.get((report.agency, report.plan, report.period.code), 0)
    mark = " · " + _("{count} unread").format(count=new) if new else ""
    plan = plan_name(facts.plans[report.plan])
    return f"{agency_name(report.agency, facts)} · {period_name(report.period)} · {plan}{mark}"


def _show_status(facts: Facts, report: ReportKey) -> None:
    status = report_status(facts, report, as_of=now())
    if status is None:
        st.info(_("The plan does not ask this agency for a report of this period."))
        return
    extension = facts.extension_of(report.agency, report.plan, report.period)
    texts = {
        _("State"): label(REPORT_STATE, status.state),
        _("Report due"): formats.day(status.deadline.due_on),
        _("Extended to"): formats.day(status.due_on) if status.expected.is_extended else "",
        _("Extended because"): extension.reason if extension else "",
        _("Waived because"): status.waiver_reason,
        _("Taken until"): formats.day(status.deadline.locks_on),
        _("First submitted"): _first_sent(status),
    }
    show_facts({name: text for name, text in texts.items() if text})


def _first_sent(status: ReportStatus) -> str:
    at = status.expected.first_submitted_at
    return formats.instant(at) if at else ""


def _sent(user: CurrentUser, facts: Facts, report: ReportKey) -> None:
    """Every submission of the report, newest first."""
    plan = facts.plans[report.plan]
    with open_session() as session:
        of_plan = submissions(session, user.scope, today=today(), of_report=(report.agency, report.plan))
    sent = [row for row in of_plan if plan.report_or_period(row.period) == report.period]
    rows: list[dict[str, RowValue]] = [
        {
            _("Status"): label(SUBMISSION_STATUS, submission.status),
            _("Submitted at"): submission.submitted_at,
            _("Origin"): paper_words(submission.paper),
            _("Reason"): submission.reason,
            _("Rows"): submission.line_count,
            _("Of these taken over"): submission.taken_over_count or None,
            _("Receipt number"): submission.number,
        }
        for submission in sent
    ]
    show_table(rows, key="one_report_sent", empty=_("Nothing submitted yet."))
    take_back(user, [row for row in sent if row.status is SubmissionStatus.ACCEPTED], key="one_report")


main(user)
