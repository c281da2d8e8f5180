"""Actions of the office on the selected rows of a round, for all of them at once."""

from collections.abc import Callable, Sequence
from enum import StrEnum

import streamlit as st

from actions.round.decisions import extend_reports, lift_waivers, waive_reports
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import Facts
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.review.marks import has_warning
from data_model.rules.round.rounds import RoundRefused
from data_model.values import ReportState
from ui.base.clock import now, today
from ui.base.flash import flash
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.report_links import REPORT_LINK, messages_label, report_link
from ui.review.many import NO_MARKS, accept_button
from ui.review.marks import marks_of, waiting_for
from ui.round.desk import DeskRow
from ui.round.official_letters import draft_letters
from ui.round.reminders import remind
from wording import formats
from wording.round_problems import round_problem
from wording.translation import mark

_KEY = "round_do"


_TO_SEND = (ReportState.NOT_SENT, ReportState.LATE, ReportState.LOCKED, ReportState.RETURNED)
"""States of reports that can be extended; a locked one is opened again."""


class RoundAction(StrEnum):
    EXTEND = "extend"
    REMIND = "remind"
    LETTERS = "letters"
    ACCEPT = "accept"
    WAIVE = "waive"
    LIFT = "lift"


_WORDS = {
    RoundAction.EXTEND: mark("Extend"),
    RoundAction.REMIND: mark("Remind"),
    RoundAction.LETTERS: mark("Draft letters"),
    RoundAction.ACCEPT: mark("Accept"),
    RoundAction.WAIVE: mark("Waive"),
    RoundAction.LIFT: mark("Lift the waiver"),
}


def act_on_rows(user: CurrentUser, facts: Facts, chosen: Sequence[DeskRow], shown: Sequence[DeskRow]) -> None:
    """Lets the user choose an action, then shows its form; `shown` are all rows of the table."""
    if not shown:
        return
    st.header(_("Act on the chosen agencies"))
    everyone = st.checkbox(_("All {count} agencies that the table shows").format(count=len(shown)), key="round_all")
    rows = shown if everyone else chosen
    if not rows:
        st.info(_("Choose agencies by the boxes at the left of the table."))
        return
    st.markdown(_("Chosen: {count}.").format(count=len(rows)))
    if len(rows) == 1:
        _open(user, rows[0])
    action = st.segmented_control(
        _("What shall be done"),
        list(RoundAction),
        format_func=lambda action: _(_WORDS[action]),
        key=_KEY,
        default=RoundAction.EXTEND,
    )
    if action is not None:
        _FORMS[action](user, facts, rows)


def _open(user: CurrentUser, row: DeskRow) -> None:
    """Links from one row to its report."""
    report = row.report
    with st.container(horizontal=True):
        if st.button(messages_label(user, report.key), key=f"round_messages_{report_link(report.key)}"):
            st.switch_page("pages/one_report.py", query_params={REPORT_LINK: report_link(report.key)})
        if report.state in _TO_SEND and st.button(
            _("Enter its report from paper"), key=f"round_paper_{report_link(report.key)}"
        ):
            st.switch_page("pages/paper_report.py", query_params={REPORT_LINK: report_link(report.key)})
        if report.state is ReportState.WAITING and st.button(_("Review it"), key=f"round_review_{report.number}"):
            st.switch_page("pages/review_submissions.py", query_params={"number": report.number})


def _extend(user: CurrentUser, facts: Facts, rows: Sequence[DeskRow]) -> None:
    keys = _in_state(rows, *_TO_SEND)
    if not keys:
        st.info(_("All the chosen agencies have sent their reports, or need not."))
        return
    st.markdown(_("Of these, {count} still have the report to send.").format(count=len(keys)))
    with st.form("round_extend", border=False):
        due_on = st.date_input(
            _("New due date"), value=None, min_value=today(), format="DD/MM/YYYY", key="round_due", width=190
        )
        reason = st.text_area(_("Reason, which the agency sees"), key="round_extend_reason", max_chars=1000)
        asked = st.form_submit_button(_("Extend"), type="primary")
    if asked and due_on is None:
        st.error(_("Choose the new due date."))
    elif asked and due_on is not None:
        _do(
            facts,
            lambda: extend_reports(user=user, reports=keys, due_on=due_on, reason=reason, at=now()),
            _("The due date is extended to {day} for {count} agencies.").format(
                day=formats.day(due_on), count=len(keys)
            ),
        )


def _waive(user: CurrentUser, facts: Facts, rows: Sequence[DeskRow]) -> None:
    keys = [row.report.key for row in rows if row.report.state is not ReportState.WAIVED]
    st.markdown(_("A waived report is not expected: it is counted apart and in no rate."))
    with st.form("round_waive", border=False):
        reason = st.text_area(_("Reason, which the agency sees"), key="round_waive_reason", max_chars=1000)
        if st.form_submit_button(_("Waive"), type="primary"):
            words = _("The report is waived for {count} agencies.").format(count=len(keys))
            _do(facts, lambda: waive_reports(user=user, reports=keys, reason=reason, at=now()), words)


def _lift(user: CurrentUser, facts: Facts, rows: Sequence[DeskRow]) -> None:
    keys = _in_state(rows, ReportState.WAIVED)
    if not keys:
        st.info(_("None of the chosen reports is waived."))
    elif st.button(_("Lift the waiver of {count} agencies").format(count=len(keys)), key="round_lift", type="primary"):
        words = _("The report is expected again from {count} agencies.").format(count=len(keys))
        _do(facts, lambda: lift_waivers(user=user, reports=keys, at=now()), words)


def _accept(user: CurrentUser, facts: Facts, rows: Sequence[DeskRow]) -> None:
    """Accepts those of the rows that wait for this office and have no warnings."""
    numbers = {row.report.number for row in rows if row.report.state is ReportState.WAITING}
    waiting = [submission for submission in waiting_for(user)[0] if submission.number in numbers]
    marks = marks_of(user, waiting)
    clean = [submission for submission in waiting if not has_warning(marks.get(submission.number, NO_MARKS))]
    words = _("Waiting for review: {count}; without a warning: {clean}. The others are reviewed one by one.")
    st.markdown(words.format(count=len(waiting), clean=len(clean)))
    accept_button(user, clean, _("Accept all {count} without a warning").format(count=len(clean)))


def _in_state(rows: Sequence[DeskRow], *states: ReportState) -> list[ReportKey]:
    return [row.report.key for row in rows if row.report.state in states]


def _do(facts: Facts, change: Callable[[], None], done: str) -> None:
    """Makes the change and shows the result on the next run."""
    try:
        change()
    except RoundRefused as refused:
        st.error(plain(round_problem(refused, facts)))
        return
    flash(done)
    st.rerun()


_FORMS = {
    RoundAction.EXTEND: _extend,
    RoundAction.REMIND: remind,
    RoundAction.LETTERS: draft_letters,
    RoundAction.ACCEPT: _accept,
    RoundAction.WAIVE: _waive,
    RoundAction.LIFT: _lift,
}
