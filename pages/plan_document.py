"""A plan document becomes a plan with tasks: read, looked through beside its text, confirmed."""

import streamlit as st

from data_model.rules.people.access import CurrentUser
from data_model.values import Action
from ui.base.access import require
from ui.base.flash import show_flash
from ui.base.language import _
from ui.plans.confirm_draft import confirm_draft
from ui.plans.draft_screen import draft_grid, draft_in_hand, flags_of, text_beside

user = require(Action.MANAGE_PLANS)


def main(user: CurrentUser) -> None:
    st.title(_("Read a plan document"))
    show_flash()
    st.caption(
        _(
            "The document is read into a draft: what the plan states about itself, and one task for each duty. Nothing is "
            "stored before you confirm it; what the text does not state stays empty."
        )
    )
    draft = draft_in_hand()
    if draft is None:
        st.stop()
    flags_of(draft)
    rows = draft_grid(draft)
    text_beside(draft, rows)
    confirm_draft(user, draft, rows)


main(user)
