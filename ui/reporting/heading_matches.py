"""Under the upload: headings of an agency's own table, matched by hand to the columns that the file lacks."""

from collections.abc import Sequence

import streamlit as st

from actions.reporting.match_headings import NotAMatch, forget_headings, match_headings
from data_model.rules.people.access import CurrentUser
from data_model.store import open_session
from data_model.store.reporting.heading_matches import heading_matches
from intake.base.checked_file import ReportFile
from intake.base.finding_codes import FindingCode
from intake.base.headings import DISPLAY, Column, column_of, may_mean_a_column
from ui.base.clock import now
from ui.base.flash import flash
from ui.base.language import _
from ui.base.plain_text import plain
from ui.reporting.uploads import read_again

_FILLED_IN = tuple(column for column in Column if column is not Column.AGENCY)
"""The columns of an agency's own file; its name is known."""


def offer_heading_match(user: CurrentUser, report: ReportFile) -> None:
    """Where a required column is missing and some heading may mean it: a choice for each column that the file lacks."""
    missing = {finding.column for finding in report.findings if finding.code is FindingCode.MISSING_COLUMN}
    required = [column for column in Column if column in missing]
    headings = _headings(report)
    free = [text for text in headings if may_mean_a_column(text)]
    if required and free:
        present = {column_of(text) for text in headings}
        others = [column for column in _FILLED_IN if column not in present and column not in required]
        _form(user, report, required, others, free)


def _headings(report: ReportFile) -> list[str]:
    row = report.header_row
    return [] if row is None or row > len(report.cells) else [text.strip() for text in report.cells[row - 1]]


def _form(
    user: CurrentUser, report: ReportFile, required: Sequence[Column], others: Sequence[Column], headings: list[str]
) -> None:
    with st.form(f"match_headings_{report.sha256[:12]}"):
        st.markdown(_("**Which heading of the file is meant?** It is asked once and remembered for your agency."))
        chosen = {
            column: st.selectbox(
                DISPLAY[column]
                if column in required
                else _("{column} (may be left out)").format(column=DISPLAY[column]),
                headings,
                index=None,
                placeholder=_("No heading of the file"),
                key=f"match_heading_{column}_{report.sha256[:12]}",
            )
            for column in (*required, *others)
        }
        pressed = st.form_submit_button(_("Remember and read the file again"), type="primary")
    meant = {column: text for column, text in chosen.items() if text}
    if pressed and meant:
        _remember(user, meant)


def _remember(user: CurrentUser, headings: dict[Column, str]) -> None:
    try:
        match_headings(user=user, agency=user.agency or "", headings=headings, at=now())
    except NotAMatch:
        st.error(_("One heading can mean one column only. Choose another heading for one of them."))
        return
    read_again()
    flash(_("The headings are remembered for your agency, and the file was read by them."))
    st.rerun()


def show_remembered(user: CurrentUser) -> None:
    """The headings that the agency matched before, with the way to forget them."""
    with open_session() as session:
        matches = heading_matches(session, user.agency or "")
    if not matches:
        return
    with st.expander(_("Headings of your own that are read as columns of the report")):
        for match in matches.values():
            st.markdown(f"- {plain(match.heading)} → {DISPLAY[Column(match.meant)]}")
        st.button(_("Forget these headings"), key="forget_headings", on_click=_forget, args=(user,))


def _forget(user: CurrentUser) -> None:
    forget_headings(user=user, agency=user.agency or "", at=now())
    read_again()
