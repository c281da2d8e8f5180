"""Marks that stand on top of figures: what they show, and that some of it is not reviewed."""

import streamlit as st

from ui.language import _
from ui.view import View
from wording import formats


def show_marks(view: View) -> None:
    """Says when the figures are not those of today, or not official."""
    if view.lens.unreviewed:
        st.markdown(
            f":red-badge[**{_('UNREVIEWED FIGURES')}**] {_('Reports that wait for review are counted as well.')}"
        )
    if view.lens.as_of.date() < view.today:
        st.markdown(_("As known on {day}.").format(day=formats.day(view.lens.as_of.date())))
