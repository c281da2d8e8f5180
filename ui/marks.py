"""Marks that stand on top of figures: that they are samples, not reviewed, or not those of today."""

import streamlit as st

from ui.language import _
from ui.paper import on_screen_only, paper_notes
from ui.view import View
from wording import formats
from wording.groups import chosen_names
from wording.periods import period_name


def warning(mark: str, sentence: str) -> None:
    """A mark in capitals and what it means."""
    st.markdown(f":red-badge[**{mark}**] {sentence}")


def show_marks(view: View) -> None:
    """Says when the figures are not those of today, or not official."""
    if view.lens.unreviewed:
        warning(_("UNREVIEWED FIGURES"), _("Reports that wait for review are counted as well."))
    if view.lens.as_of.date() < view.today:
        with on_screen_only("as_of"):  # on paper it stands in the notes
            st.markdown(_("As known on {day}.").format(day=formats.day(view.lens.as_of.date())))
    paper_notes(notes(view))


def notes(view: View) -> list[str]:
    """The same for a file, with what was chosen."""
    chosen = [*chosen_names(view.choice, view.facts).values()]
    chosen += [period_name(view.lens.period)] if view.lens.period else []
    said = [_("As known on {day}.").format(day=formats.day(view.lens.as_of.date()))]
    said += [_("Filters: {filters}.").format(filters="; ".join(chosen))] if chosen else []
    said += [_("UNREVIEWED FIGURES")] if view.lens.unreviewed else []
    return [_("SAMPLE DATA"), *said] if view.holds_samples else said
