"""What happened to the user's reports, newest first, and the choice of what comes and by which way."""

from urllib.parse import urlsplit

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from actions.notices.notices import choose_notices, read_notices
from actions.people.calendar_address import has_calendar_address, make_calendar_address, remove_calendar_address
from data_model.rules.notices.audience import Notice
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import local_day
from data_model.settings import public_url_or_none
from data_model.store.notices.readers import Reading
from data_model.values import Action
from ui.base.access import require
from ui.base.clock import now
from ui.base.errors import store_is_busy
from ui.base.flash import flash, show_flash
from ui.base.language import _
from ui.base.plain_text import plain
from ui.figures.view import View, view_for
from ui.notices import audience_in, notices_of, reading_of
from wording import formats
from wording.labels import NOTICE_KIND, NOTICE_MAIL, label
from wording.notices import notice_address, notice_words

user = require(Action.VIEW_NOTICES)

CALENDAR_MADE = "calendar_made"


def main(user: CurrentUser) -> None:
    st.title(_("Notices"))
    show_flash()
    view = view_for(user)
    read = reading_of(user)
    told = notices_of(user, view, read)
    if told:
        _list(told, read, user)
    else:
        st.info(_("Nothing has happened within the last thirty days that you need to know of."))
    _choice(user, view, read)
    _calendar(user)


def _list(told: list[Notice], read: Reading, user: CurrentUser) -> None:
    new = [notice for notice in told if read.read_until is None or notice.at > read.read_until]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("New: {new} of {count} within the last thirty days.").format(new=len(new), count=len(told)))
        if new:
            st.button(_("Mark all as read"), on_click=_read, key="notices_read")
    day, badge = None, _("new")
    for notice in told:
        if local_day(notice.at) != day:
            day = local_day(notice.at)
            st.subheader(formats.day(day))
        sentence = plain(notice_words(notice))
        mark = f":blue-badge[{badge}] " if notice in new else ""
        st.markdown(
            f"{mark}{formats.instant(notice.at)[-5:]} · [{sentence}]({notice_address(notice, user)})",
        )


def _read() -> None:
    try:
        read_notices(user=require(Action.VIEW_NOTICES), at=now())
    except SQLAlchemyError as error:
        flash(store_is_busy(error), well=False)


def _choice(user: CurrentUser, view: View, read: Reading) -> None:
    kinds = audience_in(view, user).kinds
    with st.expander(_("Which notices come, and how")), st.form("notices_choice", border=False):
        st.pills(
            _("In the app"),
            kinds,
            default=[kind for kind in kinds if kind not in read.off],
            selection_mode="multi",
            format_func=lambda kind: label(NOTICE_KIND, kind),
            key="notices_kinds",
        )
        st.radio(
            _("By e-mail, to the address that the administrator has entered for your account"),
            list(NOTICE_MAIL),
            index=list(NOTICE_MAIL).index(read.mail),
            format_func=lambda mail: label(NOTICE_MAIL, mail),
            horizontal=True,
            key="notices_mail",
        )
        st.caption(_("Due days come by e-mail as reminders, whatever is chosen here."))
        st.form_submit_button(_("Save"), on_click=_choose, args=(kinds,), key="notices_save")


def _calendar(user: CurrentUser) -> None:
    """The address is shown once, after it was made."""
    with st.expander(_("Due days in your own calendar"), expanded=CALENDAR_MADE in st.session_state):
        st.markdown(
            _(
                "A calendar program (Outlook, Google, a telephone) that subscribes to this address shows the due days of your "
                "reports, tasks and instructions. Whoever knows the address can read them: keep it to yourself."
            )
        )
        if made := st.session_state.pop(CALENDAR_MADE, None):
            st.code(made, language=None, wrap_lines=True)
            st.caption(_("Copy it now: it is not shown again."))
        has_one = has_calendar_address(user)
        with st.container(horizontal=True):
            words = _("Make another address; the one before ends") if has_one else _("Make an address")
            st.button(words, on_click=_make_calendar, key="calendar_make")
            if has_one:
                st.button(_("Take the address back"), on_click=_remove_calendar, key="calendar_remove")


def _make_calendar() -> None:
    try:
        secret = make_calendar_address(user=require(Action.VIEW_NOTICES), at=now())
    except SQLAlchemyError as error:
        flash(store_is_busy(error), well=False)
        return
    opened = urlsplit(st.context.url or "")
    server = public_url_or_none() or f"{opened.scheme}://{opened.netloc}"
    st.session_state[CALENDAR_MADE] = f"{server}/calendar/{secret}.ics"


def _remove_calendar() -> None:
    try:
        remove_calendar_address(user=require(Action.VIEW_NOTICES), at=now())
    except SQLAlchemyError as error:
        flash(store_is_busy(error), well=False)
    else:
        flash(_("The address is taken back."))


def _choose(kinds: tuple) -> None:  # type: ignore[type-arg]
    wanted = st.session_state["notices_kinds"]
    try:
        choose_notices(
            user=require(Action.VIEW_NOTICES),
            mail=st.session_state["notices_mail"],
            off=[kind for kind in kinds if kind not in wanted],
        )
    except SQLAlchemyError as error:
        flash(store_is_busy(error), well=False)
    else:
        flash(_("Saved."))


main(user)
