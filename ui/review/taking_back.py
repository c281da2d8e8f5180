"""Taking an acceptance back, with a reason that the agency sees; on the review pages and beside one report."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from actions.review import LaterVersionWaits, ReasonMissing, take_back_acceptance
from data_model.rules.people.access import CurrentUser, may_review
from data_model.rules.review.moves import MoveNotAllowed
from data_model.store import open_session
from data_model.store.reporting.submissions import SubmissionRow, submissions
from data_model.store.review.lines import consolidators_by_plan
from data_model.values import SubmissionStatus
from ui.base.clock import now, today
from ui.base.flash import flash
from ui.base.language import _
from wording import formats
from wording.groups import plan_words
from wording.labels import SUBMISSION_STATUS, label
from wording.periods import period_name
from wording.round_problems import LATER_VERSION_WAITS

LATELY = timedelta(days=60)
"""Acceptances that the review page offers; an older one is taken back on the page of its report."""


def accepted_lately(user: CurrentUser) -> list[SubmissionRow]:
    """The submissions in the user's scope that somebody accepted lately."""
    with open_session() as session:
        return submissions(
            session,
            user.scope,
            today=today(),
            statuses=[SubmissionStatus.ACCEPTED],
            accepted_since=now() - LATELY,
        )


def take_back(user: CurrentUser, accepted: Sequence[SubmissionRow], *, key: str) -> None:
    """Choice, reason and button for those of the accepted submissions that this user decides on; nothing without any."""
    with open_session() as session:
        consolidators = consolidators_by_plan(session, today=today())
    own = {
        row.number: row
        for row in accepted
        if may_review(user, agency=row.agency, consolidator=consolidators.get(row.plan))
    }
    if not own:
        return
    with st.expander(_("Take an acceptance back")), st.form(f"{key}_take_back_form", border=False):
        st.caption(_("The report waits for review again, and what was accepted before it counts again from now on."))
        number = st.selectbox(
            _("Report"), list(own), format_func=lambda chosen: _name(own[chosen]), key=f"{key}_take_back_number"
        )
        reason = st.text_area(_("Reason, which the agency sees"), key=f"{key}_take_back_reason", max_chars=2000)
        if st.form_submit_button(_("Take the acceptance back")) and number is not None:
            _take_back(user, own[number], reason)


def _name(row: SubmissionRow) -> str:
    return f"{row.agency_name} · {period_name(row.period)} · {plan_words(row.naming)} · {formats.instant(row.submitted_at)}"


def _take_back(user: CurrentUser, row: SubmissionRow, reason: str) -> None:
    try:
        take_back_acceptance(user=user, number=row.number, reason=reason, at=now())
    except ReasonMissing:
        st.error(_("Write why the acceptance is taken back; the agency sees it."))
        st.stop()
    except LaterVersionWaits as refused:
        flash(_(LATER_VERSION_WAITS).format(number=refused.number), well=False)
    except MoveNotAllowed as refused:
        words = _("Nothing was changed: somebody has moved this report already. It is now “{status}”.")
        flash(words.format(status=label(SUBMISSION_STATUS, refused.current)), well=False)
    else:
        words = _("The acceptance of the report of {agency} is taken back; the report waits for review again.")
        flash(words.format(agency=row.agency_name))
    st.rerun()
