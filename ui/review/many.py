"""Accepting several reports at once: the selected ones, or all without warnings."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import streamlit as st

from actions.review import accept_submissions
from data_model.rules.people.access import CurrentUser
from data_model.rules.review.marks import has_warning
from data_model.store.reporting.submissions import SubmissionRow
from exports.base.table_rows import RowValue
from ui.base.clock import now
from ui.base.flash import flash
from ui.base.language import _
from ui.base.screen_tables import choose_rows
from ui.review.marks import Marks, mark_counts, marks_in_words
from wording.groups import plan_words
from wording.papers import paper_words
from wording.periods import period_name

NO_MARKS: Marks = {}


def accept_many(user: CurrentUser, waiting: Sequence[SubmissionRow], marks: Mapping[str, Marks]) -> None:
    """The list of waiting submissions with their marks, and the two buttons."""
    clean = [row for row in waiting if not has_warning(marks.get(row.number, NO_MARKS))]
    with st.expander(_("Accept several at once: {count} reports without a warning").format(count=len(clean))):
        shown = [_row(row, marks.get(row.number, NO_MARKS)) for row in waiting]
        key = f"review_many_{_digest(waiting)}"
        chosen = [waiting[place] for place in choose_rows(shown, key=key, empty="")]
        with st.container(horizontal=True):
            accept_button(user, clean, _("Accept all {count} without a warning").format(count=len(clean)))
            accept_button(user, chosen, _("Accept the {count} chosen").format(count=len(chosen)))


def accept_button(user: CurrentUser, rows: Sequence[SubmissionRow], name: str) -> None:
    """Its key contains the submissions, so that a click never accepts one that was not shown."""
    if st.button(name, key=f"review_accept_many_{name}_{_digest(rows)}", disabled=not rows):
        late = accept_submissions(user=user, numbers=[row.number for row in rows], at=now())
        words = _("{count} reports are accepted.").format(count=len(rows) - len(late))
        if late:
            words += " " + _("Already moved by somebody else: {numbers}.").format(numbers=", ".join(late))
        flash(words, well=not late)
        st.rerun()


def _digest(rows: Sequence[SubmissionRow]) -> str:
    return sha256(" ".join(row.number for row in rows).encode()).hexdigest()[:12]


def _row(row: SubmissionRow, marks: Marks) -> dict[str, RowValue]:
    counts = mark_counts(marks)
    return {
        _("Agency"): row.agency_name,
        _("Warnings"): marks_in_words(counts, warnings=True),
        _("Hints"): marks_in_words(counts, warnings=False),
        _("Reporting period"): period_name(row.period),
        _("Submitted at"): row.submitted_at,
        _("Origin"): paper_words(row.paper),
        _("Rows"): row.line_count,
        _("Plan"): plan_words(row.naming),
        _("Receipt number"): row.number,
    }
