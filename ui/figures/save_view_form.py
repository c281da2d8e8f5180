"""The form in the filter bar that saves the current filters under a name."""

from urllib.parse import urlencode

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from actions.people.saved_views import LONGEST_NAME, ViewNameMissing, ViewRefused, save_view
from data_model.rules.people.access import CurrentUser
from data_model.values import Action
from ui.base.access import require
from ui.base.errors import store_is_busy
from ui.base.language import _
from ui.base.plain_text import plain

_NAME, _SAID = "save_view_name", "save_view_said"
_WIDTH = 310


def save_filters(user: CurrentUser, page: str) -> None:
    """Offers to save the address of this page with its filters."""
    popover = st.popover(_("Save"), icon=":material/bookmark_add:", type="tertiary", key="save_view")
    with popover, st.form("save_view_form", border=False):
        st.text_input(
            _("Name of the filters"),
            key=_NAME,
            max_chars=LONGEST_NAME,
            placeholder=_("For example: late in quarter 3"),
            width=_WIDTH,
        )
        st.form_submit_button(
            _("Save these filters"), type="primary", key="save_view_save", on_click=_save, args=(page,)
        )
        said = st.session_state.pop(_SAID, None)
        if said is not None:
            is_saved, sentence = said
            (st.success if is_saved else st.error)(plain(sentence))


def _save(page: str) -> None:
    user = require(Action.VIEW_FIGURES)
    query = urlencode(st.query_params.to_dict())
    try:
        name = save_view(user=user, name=st.session_state[_NAME], page=page, query=query)
    except ViewRefused as refused:
        st.session_state[_SAID] = False, refusal(refused)
    except SQLAlchemyError as error:
        st.session_state[_SAID] = False, store_is_busy(error)
    else:
        st.session_state[_NAME] = ""
        st.session_state[_SAID] = True, _("Saved as “{name}”. It stands in the menu.").format(name=name)


def refusal(refused: ViewRefused) -> str:
    """The sentence about why a name can't be used."""
    if isinstance(refused, ViewNameMissing):
        return _("Enter a name.")
    return _("You already have saved filters called “{name}”. Choose another name.").format(name=refused)
