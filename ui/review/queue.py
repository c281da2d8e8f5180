"""The queue of a reviewer: choose a submission to review, or accept several."""

import streamlit as st

from data_model.rules.people.access import CurrentUser
from data_model.store.reporting.submissions import SubmissionRow
from ui.base.address import take_from_address, write_to_address
from ui.base.flash import show_flash
from ui.base.language import _
from ui.base.neighbours import neighbour_buttons
from ui.base.plain_text import plain
from ui.review.many import NO_MARKS, accept_many
from ui.review.marks import marks_of, waiting_for
from ui.review.one_submission import show_report
from ui.review.taking_back import accepted_lately, take_back
from wording import formats
from wording.papers import paper_words
from wording.periods import period_name


def review_queue(user: CurrentUser, *, elsewhere: str) -> None:
    """The whole page below its title. `elsewhere`: the sentence about the {count} reports that others decide on."""
    show_flash()
    waiting, not_mine = waiting_for(user)
    if not_mine and elsewhere:
        st.info(elsewhere.format(count=not_mine))
    if not waiting:
        st.success(_("Nothing waits for review."))
        take_back(user, accepted_lately(user), key="review")
        st.stop()
    names = {submission.number: _name(submission) for submission in waiting}
    st.markdown(_("Waiting for review: {count}, the oldest first.").format(count=len(waiting)))
    marks = marks_of(user, waiting)
    if len(waiting) > 1:
        accept_many(user, waiting, marks)
    asked_for = st.session_state.get("number") or st.query_params.get("number")
    if asked_for is not None and asked_for not in names:
        st.warning(
            _("The report {number} does not wait for review any more. Choose another.").format(number=plain(asked_for))
        )
    take_from_address("number", names)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            _("Report"), list(names), format_func=lambda chosen_number: names[chosen_number], key="number"
        )
        if len(names) > 1:
            neighbour_buttons("number", list(names), number or waiting[0].number, key="review")
    write_to_address("number")
    row = next(submission for submission in waiting if submission.number == (number or waiting[0].number))
    show_report(user, row, marks.get(row.number, NO_MARKS))
    take_back(user, accepted_lately(user), key="review")


def _name(submission: SubmissionRow) -> str:
    sent = paper_words(submission.paper) or formats.instant(submission.submitted_at)
    return f"{submission.agency_name} · {period_name(submission.period)} · {sent}"
