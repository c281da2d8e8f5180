"""Letters to the selected agencies of a round, made in the background and downloaded as one zip; their register."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import Facts
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.letters import LetterRefused
from data_model.rules.round.rounds import OUTSTANDING
from data_model.settings import documents_dir, letter_days
from data_model.store import open_session
from data_model.store.round.letters import registered_letters
from data_model.values import ReportState
from documents.base.office_folder import OfficeTemplate
from documents.issuing.round_letters import (
    LetterBatch,
    LettersTooSoon,
    letter_template_in,
    make_round_letters,
)
from documents.letters.official_letters import letters_zip
from exports.base.download import Download
from exports.base.progress import OnProgress
from exports.base.table_rows import RowValue
from ui.base.background_jobs import is_finished, is_running, start_job, take_result
from ui.base.clock import now, today
from ui.base.download_button import made_file_button
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.screen_tables import show_table
from ui.consolidated.office_folder import show_refusals
from ui.round.desk import DeskRow
from wording.letters import letter_problem, too_soon_sentence

_JOB, _MADE, _TOO_SOON, _WANTED = "letters_being_made", "letters_made", "letters_too_soon", "letters_wanted"
_LATE = OUTSTANDING | {ReportState.LOCKED}


def draft_letters(user: CurrentUser, facts: Facts, rows: Sequence[DeskRow]) -> None:
    """Agencies without arrears get no letter; the tone depends on the letters of the register."""
    if is_running(_JOB):
        return
    with show_refusals():
        if is_finished(_JOB):
            _take_letters()
        template = letter_template_in(documents_dir())
        _offer_anyway(user, rows[0].report.key, template)
        _ask(user, rows, template)
    _offer_download()
    _show_register(rows[0].report.key)


def _take_letters() -> None:
    """The letters that were made; or why none was, with the box to make them all the same."""
    st.session_state.pop(_TOO_SOON, None)
    try:
        st.session_state[_MADE] = take_result(_JOB)
    except LettersTooSoon as too_soon:
        st.session_state[_TOO_SOON] = too_soon_sentence(too_soon.letters, days=letter_days())
    except LetterRefused as refused:
        st.error(plain(letter_problem(refused)))


def _ask(user: CurrentUser, rows: Sequence[DeskRow], template: OfficeTemplate) -> None:
    late = sum(row.report.state in _LATE for row in rows)
    words = _(
        "One letter to each chosen agency with an overdue report or task; of them {late} have not sent the report. "
        "Letters with a number are registered, and the wording follows the register: which letter it is (lần n)."
    )
    st.markdown(words.format(late=late))
    with st.form("round_letters", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            number = st.number_input(
                _("First number (none: drafts)"), min_value=1, value=None, step=1, key="letters_number", width=220
            )
            issued_on = st.date_input(
                _("Day of issue"), "today", max_value=today(), format="DD/MM/YYYY", key="letters_on", width=190
            )
            reply_by = st.date_input(
                _("Answer by"), None, min_value=today(), format="DD/MM/YYYY", key="letters_reply", width=190
            )
        asked = st.form_submit_button(_("Make the letters"), type="primary")
    if not asked:
        return
    first = rows[0].report.key
    wanted = LetterBatch(
        Selection(plan=first.plan),
        AsOf(now(), first.period),
        frozenset(row.report.key.agency for row in rows),
        int(number) if number else None,
        issued_on if number else None,
        reply_by,
    )
    _start(user, wanted, template)


def _start(user: CurrentUser, wanted: LetterBatch, template: OfficeTemplate) -> None:
    period = wanted.cutoff.period
    assert period is not None, "letters are about a round"
    name = f"don-doc_{wanted.selection.plan}_{period.code}"
    st.session_state.pop(_MADE, None)
    st.session_state[_WANTED] = wanted
    start_job(_JOB, _("Letters"), lambda on_progress: _zip(wanted, template, user, name, on_progress))
    st.rerun()


def _offer_anyway(user: CurrentUser, report: ReportKey, template: OfficeTemplate) -> None:
    """Where agencies had a letter a few days ago: says which, and makes the letters all the same on click."""
    wanted: LetterBatch | None = st.session_state.get(_WANTED)
    if _TOO_SOON not in st.session_state or wanted is None:
        return
    if (wanted.selection.plan, wanted.cutoff.period) != (report.plan, report.period):
        return
    st.warning(plain(st.session_state[_TOO_SOON]))
    if st.button(_("Write again all the same"), key="letters_anyway"):
        st.session_state.pop(_TOO_SOON)
        _start(user, replace(wanted, anyway=True), template)


def _zip(
    wanted: LetterBatch, template: OfficeTemplate, user: CurrentUser, name: str, on_progress: OnProgress
) -> tuple[int, Download]:
    """The number of letters, and all of them as one file."""
    made = make_round_letters(wanted, template, user=user, at=now(), on_progress=on_progress)
    return len(made), letters_zip(made, name=name)


def _offer_download() -> None:
    if _MADE not in st.session_state:
        return
    count, file = st.session_state[_MADE]
    if not count:
        st.info(_("None of the chosen agencies owes a report or has an overdue task: there is no letter."))
        return
    st.success(plain(_("Letters made: {count}.").format(count=count)))
    made_file_button(_("Download the letters (zip)"), file, key="letters")


def _show_register(report: ReportKey) -> None:
    """The letters about this round, the newest first."""
    with open_session() as session:
        letters = registered_letters(session, [(report.plan, report.period)])
    with st.expander(_("Register of letters ({count})").format(count=len(letters))):
        rows: list[dict[str, RowValue]] = [
            {
                _("Number"): f"{letter.number:02d}",
                _("Day of issue"): letter.issued_on,
                _("Addressee"): letter.agency_name,
                _("Letter no."): letter.times,
                _("Registered by"): letter.registered_by,
            }
            for letter in letters
        ]
        show_table(rows, key="letters_register", empty=_("No letter has been registered yet."))
