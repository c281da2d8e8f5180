"""The messages about one report, for both sides."""

import streamlit as st

from actions.round.messages import LONGEST_MESSAGE, MessageEmpty, read_thread, send_message
from data_model.rules.people.access import CurrentUser, is_office
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store import open_session
from data_model.store.round.contacts import unread_counts
from data_model.store.round.messages import MessageRow, thread
from ui.base.clock import now
from ui.base.flash import flash
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.report_links import report_link
from wording import formats


def show_thread(user: CurrentUser, report: ReportKey) -> None:
    """All messages, unread ones marked; then a form to write one."""
    with open_session() as session:
        messages = thread(session, report)
        unread = unread_counts(session, user_name=user.name, for_office=is_office(user))
    new = unread.get((report.agency, report.plan, report.period.code), 0)
    if not messages:
        st.info(_("Nothing has been written about this report yet."))
    theirs = [message for message in messages if message.from_office is not is_office(user)]
    for message in messages:
        _show(message, is_new=message in theirs[len(theirs) - new :])
    if new and st.button(_("Mark as read"), key="thread_read"):
        read_thread(user=user, report=report, at=now())
        st.rerun()
    _write(user, report, sent_before=sum(message.sent_by == user.name for message in messages))


def _show(message: MessageRow, *, is_new: bool) -> None:
    side = _("Consolidating office") if message.from_office else _("Reporting agency")
    words = _("Unread")
    with st.container(border=True):
        mark = f" :red-badge[{words}]" if is_new else ""
        st.markdown(f"**{side}** · {plain(message.author)} · {formats.instant(message.sent_at)}{mark}")
        st.text(message.text)


def _write(user: CurrentUser, report: ReportKey, *, sent_before: int) -> None:
    """The form is a new one, and empty, when the store has one more message of this user: never before, and a second click
    finds no form to send again."""
    turn = f"{report_link(report)}_{sent_before}"
    with st.form(f"thread_form_{turn}", border=False):
        text = st.text_area(_("Message, which both sides see"), key=f"thread_text_{turn}", max_chars=LONGEST_MESSAGE)
        asked = st.form_submit_button(_("Send the message"), type="primary")
    if not asked:
        return
    try:
        with st.spinner(_("Sending the message…")):
            send_message(user=user, report=report, text=text, at=now())
    except MessageEmpty:
        st.error(_("Write the message first."))
        st.stop()
    flash(_("The message is sent."))
    st.rerun()
