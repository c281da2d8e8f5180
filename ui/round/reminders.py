"""Sending reminders from a round, and the register of those sent."""

from collections.abc import Sequence

import streamlit as st

from actions.round.reminders import ReminderPlan, queue_reminders
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.rounds import OUTSTANDING
from data_model.settings import MailSettings, SettingWrong, mail_settings, public_url, reminder_settings
from data_model.store import open_session
from data_model.store.round.reminders import ReminderRow, register
from exports.base.table_rows import RowValue
from mail.outgoing import send_waiting
from ui.base.clock import now
from ui.base.flash import flash
from ui.base.language import _
from ui.base.screen_tables import show_table
from ui.round.desk import DeskRow
from wording.groups import agency_name
from wording.labels import REMINDER_KIND, REMINDER_STATE, label


def remind(user: CurrentUser, facts: Facts, rows: Sequence[DeskRow]) -> None:
    """Reminds only of outstanding reports, and nobody twice within the days of the settings."""
    outstanding_in = [row.report.key for row in rows if row.report.state in OUTSTANDING]
    st.markdown(_("Of these, {count} still owe the report and would be written to.").format(count=len(outstanding_in)))
    try:
        days, server = reminder_settings().again_after_days, mail_settings()
        url = public_url() if server else ""
        st.caption(_("Nobody is reminded of the same report twice within {days} days.").format(days=days))
        if st.button(_("Send the reminders"), type="primary", key="round_remind", disabled=not outstanding_in):
            planned = queue_reminders(user=user, reports=outstanding_in, at=now(), again_after_days=days)
            flash(" ".join([*_words(planned, facts), _send(server, url)]), well=not planned.without_address)
            st.rerun()
    except SettingWrong as wrong:
        st.error(_("The setting {name} is missing or can't be read.").format(name=wrong.name))


def _words(planned: ReminderPlan, facts: Facts) -> list[str]:
    """The sentences on what was queued, and who was left out and why."""
    words = [_("Reminders: {count}.").format(count=len(planned.letters))]
    if planned.reminded_lately:
        words.append(
            _("Reminded lately, so not again: {agencies}.").format(agencies=_names(planned.reminded_lately, facts))
        )
    if planned.without_address:
        words.append(
            _("No account with an e-mail address: {agencies}.").format(agencies=_names(planned.without_address, facts))
        )
    return words


def _names(reports: Sequence[ReportKey], facts: Facts) -> str:
    return "; ".join(agency_name(report.agency, facts) for report in reports)


def _send(server: MailSettings | None, url: str) -> str:
    """Sends at once if a mail server is set; what is not sent waits for `manage.py remind`."""
    if server is None:
        return _("No mail server is set: the letters wait in the register.")
    outcome = send_waiting(server, public_url=url, clock=now)
    words = _("Letters sent: {sent}; waiting for the next run: {waiting}; refused: {refused}.")
    return words.format(sent=outcome.sent, waiting=outcome.waiting, refused=outcome.refused)


def show_register(plan: str, period: Period) -> None:
    """All reminders of the round: to whom, when, outcome."""
    with open_session() as session:
        reminders = register(session, plan=plan, period=period)
    with st.expander(_("Register of reminders ({count})").format(count=len(reminders))):
        rows = [_row(reminder) for reminder in reminders]
        show_table(rows, key="round_reminders", empty=_("Nobody has been reminded of this report yet."))


def _row(reminder: ReminderRow) -> dict[str, RowValue]:
    return {
        _("State"): label(REMINDER_STATE, reminder.state),
        _("Agency"): reminder.agency_name,
        _("E-mail"): reminder.address,
        _("Account"): reminder.display_name,
        _("Why"): label(REMINDER_KIND, reminder.kind),
        _("Asked at"): reminder.asked_at,
        _("Sent at"): reminder.sent_at,
        _("Mail server"): reminder.outcome,
    }
