"""The user's saved filters: open, rename, delete."""

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from actions.people.saved_views import LONGEST_NAME, ViewRefused, delete_view, rename_view
from data_model.store.people.saved_views import SavedAddress
from data_model.values import Action
from ui.base.access import require
from ui.base.errors import store_is_busy
from ui.base.flash import flash, show_flash
from ui.base.language import _
from ui.base.menu import pages_for
from ui.base.plain_text import plain
from ui.figures.save_view_form import refusal
from ui.people.saved_views import filters_in_words, own_views, show_link

user = require(Action.VIEW_FIGURES)


def main() -> None:
    st.title(_("Saved filters"))
    show_flash()
    views = own_views(user)
    if not views:
        st.info(_("You have saved no filters yet. Set the filters on a page of figures, then choose “Save”."))
        return
    offered = pages_for(user)
    with st.container(key="saved_views_list"):
        for view in views:
            with st.container(gap=None):
                show_link(view, offered)
                st.caption(plain(filters_in_words(view, user)))
    st.subheader(_("Rename or delete"))
    _change({view.id: view for view in views})


def _change(views: dict[int, SavedAddress]) -> None:
    chosen = st.selectbox(
        _("Saved filters"),
        list(views),
        index=None,
        format_func=lambda view_id: views[view_id].name,
        key="saved_views_which",
    )
    if chosen is None:
        return
    with st.form(f"saved_views_rename_{chosen}", border=False):
        key = f"saved_views_name_{chosen}"
        st.text_input(_("New name"), value=views[chosen].name, max_chars=LONGEST_NAME, key=key)
        st.form_submit_button(_("Rename"), on_click=_rename, args=(chosen, key), key="saved_views_rename")
    st.button(_("Delete these filters"), on_click=_delete, args=(chosen, views[chosen].name), key="saved_views_delete")


def _rename(view_id: int, key: str) -> None:
    asking = require(Action.VIEW_FIGURES)
    try:
        name = rename_view(user=asking, view_id=view_id, name=st.session_state[key])
    except ViewRefused as refused:
        flash(refusal(refused), well=False)
    except SQLAlchemyError as error:
        flash(store_is_busy(error), well=False)
    else:
        flash(_("Renamed to “{name}”.").format(name=name))


def _delete(view_id: int, name: str) -> None:
    asking = require(Action.VIEW_FIGURES)
    try:
        delete_view(user=asking, view_id=view_id)
    except SQLAlchemyError as error:
        flash(store_is_busy(error), well=False)
    else:
        flash(_("“{name}” is deleted.").format(name=name))


main()
