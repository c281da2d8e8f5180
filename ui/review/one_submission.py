"""One submission under review: its lines with the earlier ones, marks, internal notes, and the decision."""

import streamlit as st

from actions.review import ReasonMissing, accept_submission, return_submission, write_note
from data_model.rules.people.access import CurrentUser, may
from data_model.rules.plans.facts import Facts
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.reporting.paper import Paper
from data_model.rules.review.moves import MoveNotAllowed
from data_model.store import open_session
from data_model.store.reporting.submissions import LineRow, SubmissionRow, lines_of
from data_model.store.review.notes import notes_on
from data_model.values import Action, SubmissionStatus
from ui.base.badge import show_badge
from ui.base.clock import now
from ui.base.download_button import sent_file_button
from ui.base.flash import flash
from ui.base.language import _
from ui.base.office_facts import first_sent_at, round_facts
from ui.base.plain_text import plain
from ui.base.report_links import REPORT_LINK, messages_label, report_link
from ui.base.screen_tables import show_table
from ui.review.marks import Marks, claim_words, line_row, mark_counts, marks_in_words, others_words
from ui.review.numbers import show_sent_numbers
from wording import formats
from wording.groups import plan_words
from wording.labels import SUBMISSION_STATUS, label
from wording.papers import paper_words
from wording.periods import period_name


def show_report(user: CurrentUser, row: SubmissionRow, marks: Marks) -> None:
    """Keys of its buttons contain its number: a click on a page that showed another submission decides nothing here."""
    facts = round_facts(user)
    with open_session() as session:
        lines = lines_of(session, row)
    st.header(plain(row.agency_name))
    st.markdown(
        _("{period} · {plan} · sent by {who} at {at} · number {number} · {count} rows").format(
            period=period_name(row.period),
            plan=plain(plan_words(row.naming)),
            who=plain(row.sender_name),
            at=formats.instant(row.submitted_at),
            number=row.number,
            count=row.line_count,
        )
    )
    if row.paper is not None:
        show_badge(_("FROM PAPER"), "; ".join((paper_words(row.paper), *_paper_details(row.paper))))
    first = first_sent_at(facts, ReportKey(row.agency, row.plan, row.period))
    if row.reason:  # it waits, so its last move took an acceptance back
        st.warning(_("The acceptance was taken back: {reason}").format(reason=plain(row.reason)))
    if row.taken_over_count:
        words = _("{count} lines were not sent this time: they are taken over from the submission that it replaced.")
        st.markdown(words.format(count=row.taken_over_count))
    if first is not None and first < row.submitted_at:
        st.markdown(_("First submitted at {at}: that time counts.").format(at=formats.instant(first)))
    _what_to_look_at(lines, marks, facts)
    shown = [line_row(line, marks.get(line.task), facts) for line in lines]
    show_table(shown, key="review_lines", empty=_("The report has no rows."))
    show_sent_numbers(row, facts)
    with st.container(horizontal=True):
        sent_file_button(row)
        _messages(user, row)
    _decide(user, row)
    _notes(user, row)


def _paper_details(paper: Paper) -> list[str]:
    return [
        _("signed by {name}").format(name=paper.signer or _("not stated")),
        _("received on {day}").format(day=formats.day(paper.received_on)),
    ]


def _messages(user: CurrentUser, row: SubmissionRow) -> None:
    """A link to the messages about the report; not for leadership, which is neither agency nor office."""
    facts = round_facts(user)
    report = ReportKey(row.agency, row.plan, facts.plans[row.plan].report_or_period(row.period))
    if may(user, Action.VIEW_REPORT) and st.button(messages_label(user, report), key=f"review_messages_{row.number}"):
        st.switch_page("pages/one_report.py", query_params={REPORT_LINK: report_link(report)})


def _what_to_look_at(lines: list[LineRow], marks: Marks, facts: Facts) -> None:
    counts = mark_counts(marks)
    warnings, hints = marks_in_words(counts, warnings=True), marks_in_words(counts, warnings=False)
    if warnings:
        st.warning(_("To be looked at: {marks}.").format(marks=warnings))
    for line in lines:
        if line.task in marks and marks[line.task].others:
            words = _("{task}: here {claim}. {others}.")
            others = others_words(marks[line.task], facts)
            st.markdown("- " + plain(words.format(task=line.task, claim=claim_words(line.now), others=others)))
    if hints:
        st.caption(f"{hints}.")


def _decide(user: CurrentUser, row: SubmissionRow) -> None:
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


def _accept(user: CurrentUser, row: SubmissionRow) -> None:
    try:
        accept_submission(user=user, number=row.number, at=now())
    except MoveNotAllowed as refused:
        _too_late(refused)
    else:
        flash(_("The report of {agency} is accepted.").format(agency=row.agency_name))
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
        flash(_("The report of {agency} is returned for correction.").format(agency=row.agency_name))
    st.rerun()


def _too_late(refused: MoveNotAllowed) -> None:
    if refused.current is SubmissionStatus.WITHDRAWN:
        flash(_("Nothing was changed: the agency has withdrawn this report."), well=False)
        return
    words = _("Nothing was changed: somebody has moved this report already. It is now “{status}”.")
    flash(words.format(status=label(SUBMISSION_STATUS, refused.current)), well=False)


def _notes(user: CurrentUser, row: SubmissionRow) -> None:
    """Internal notes, which only the office sees."""
    with open_session() as session:
        notes = notes_on(session, row)
    with st.expander(_("Internal notes ({count}), which the agency never sees").format(count=len(notes))):
        for note in notes:
            st.caption(f"{formats.instant(note.written_at)} · {plain(note.author)}")
            st.text(note.text)
        # Another form, and an empty one, once the note is stored: see ui/round/messages.py.
        turn = f"{row.number}_{sum(note.written_by == user.name for note in notes)}"
        with st.form(f"review_note_form_{turn}", border=False):
            text = st.text_area(_("Note"), key=f"review_note_{turn}", max_chars=2000)
            if st.form_submit_button(_("Keep the note")):
                _save_note(user, row, text)


def _save_note(user: CurrentUser, row: SubmissionRow, text: str) -> None:
    try:
        write_note(user=user, number=row.number, text=text, at=now())
    except ReasonMissing:
        st.error(_("Write the note first."))
        st.stop()
    flash(_("The note is kept."))
    st.rerun()
