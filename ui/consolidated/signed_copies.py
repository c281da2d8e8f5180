"""The signed PDF beside a frozen report: added by the office that froze it, read by everybody who reads the report."""

from functools import partial

import streamlit as st

from actions.consolidated import add_signed_copy
from data_model.rules.consolidated.signed_copy import LARGEST_COPY, SignedCopyRefused
from data_model.rules.people.access import CurrentUser, may
from data_model.store import open_session
from data_model.store.consolidated.issued_reports import IssuedRow
from data_model.store.consolidated.signed_files import SignedFileRow, signed_content, signed_files
from data_model.values import Action
from ui.base.clock import now
from ui.base.download_button import download_button
from ui.base.flash import flash
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.upload_box import upload_box
from wording import formats
from wording.issued_reports import SIGNED_COPY_PROBLEM

_TURN = "signed_copy_turn"
"""Counts the copies added in this session: the box for a file is a new one after each."""


def show_signed_copies(user: CurrentUser, row: IssuedRow) -> None:
    st.subheader(_("Signed copy"))
    with open_session() as session:
        copies = signed_files(session, row)
    if not copies:
        st.caption(_("The signed report has not been added yet."))
    for copy in copies:
        _show_copy(copy)
    if may(user, Action.ISSUE_REPORT) and row.office in (user.agency, *user.predecessors):
        _ask_for_copy(user, row)


def _show_copy(copy: SignedFileRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        download_button(
            _("Download the signed copy"), partial(_content, copy), name=copy.name, key=f"signed_{copy.id}", of=copy
        )
        words = _("{name}, added by {who}, {at}")
        st.caption(plain(words.format(name=copy.name, who=copy.added_by, at=formats.instant(copy.added_at))))


def _content(copy: SignedFileRow) -> bytes:
    with open_session() as session:
        return signed_content(session, copy)


def _ask_for_copy(user: CurrentUser, row: IssuedRow) -> None:
    turn = st.session_state.get(_TURN, 0)
    chosen = upload_box(
        _("Signed report with its number (PDF)"),
        type=["pdf"],
        max_upload_size=LARGEST_COPY // 1_000_000,
        key=f"signed_copy_{row.id}_{turn}",
    )
    if chosen is None or not st.button(_("Add the signed copy"), key="signed_copy_add"):
        return
    try:
        add_signed_copy(user=user, report_id=row.id, name=chosen.name, content=chosen.getvalue(), at=now())
    except SignedCopyRefused as refused:
        st.error(_(SIGNED_COPY_PROBLEM[refused.problem]))
        return
    st.session_state[_TURN] = turn + 1
    flash(_("The signed copy stands beside the report."))
    st.rerun()
