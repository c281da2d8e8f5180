"""Notices above figures: sample data, unreviewed lines, a past day."""

from collections.abc import Sequence

import streamlit as st

from ui.base.badge import show_badge
from ui.base.language import _
from ui.base.print_view import on_screen_only, paper_notes
from ui.figures.view import View, remember
from wording.file_notes import notes as file_notes
from wording.file_notes import organisation_sentence


def show_notices(view: View) -> None:
    """Shows whether the figures are of a past day or include unreviewed lines."""
    if view.cutoff.unreviewed:
        show_badge(_("UNREVIEWED FIGURES"), _("Reports that wait for review are counted as well."))
    if view.cutoff.organisation is not None:
        with on_screen_only("organisation"):
            st.caption(organisation_sentence(view.cutoff.organisation))
    if view.past_day is not None:
        with on_screen_only("as_of"):  # on paper it is in the notes
            st.markdown(f"{view.reference_day_words}.")
    paper_notes(notes(view))


@remember
def notes(view: View) -> Sequence[str]:
    """The notices for a file, with the filters."""
    cutoff = view.cutoff
    said = file_notes(cutoff=cutoff, selection=view.selection, facts=view.facts, sampled=view.holds_samples)
    return [*said, _("UNREVIEWED FIGURES")] if cutoff.unreviewed else said
