"""The filters that a user has saved: links to them, and their filters in words."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import parse_qsl

import streamlit as st

from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.people.saved_views import SavedAddress, saved_views
from ui.base.language import _
from ui.base.menu import SAVED_VIEWS, MenuItem, pages_for
from ui.base.plain_text import plain
from ui.figures.filters import (
    AGENCY,
    AS_OF,
    DIRECTIVE,
    ORGANISATION,
    PERIOD,
    PLAN,
    PROVINCE,
    TODAYS,
    UNREVIEWED,
    filter_names,
)
from ui.figures.view import view_for
from wording.collation import vietnamese_order


def own_views(user: CurrentUser) -> list[SavedAddress]:
    """Those of this user, by name."""
    with open_session() as session:
        views = saved_views(session, user_name=user.name)
    return sorted(views, key=lambda view: vietnamese_order(view.name))


def saved_view_links(user: CurrentUser, offered: Mapping[MenuItem, st.Page]) -> None:
    """Links in the menu of every page. A click loads the whole page (web/assets/page.js), so that only the URL counts."""
    views = own_views(user)
    with st.expander(_("Saved filters ({count})").format(count=len(views)), expanded=True, key="saved_views"):
        for view in views:
            show_link(view, offered)
        st.page_link(offered[SAVED_VIEWS], label=_("Rename or delete"), icon=":material/edit:")


def show_link(view: SavedAddress, offered: Mapping[MenuItem, st.Page]) -> None:
    """The link, or only the name if the page is no longer for this role."""
    page = next((page for item, page in offered.items() if item.address == view.page), None)
    if page is None:
        st.markdown(plain(view.name))
        return
    address = f"/{page.url_path}?{view.query}" if view.query else f"/{page.url_path}"
    st.link_button(plain(view.name), address, type="tertiary", icon=":material/bookmark:")


def filters_in_words(view: SavedAddress, user: CurrentUser) -> str:
    """The page and its filters in words."""
    title = next((_(item.title) for item in pages_for(user) if item.address == view.page), "")
    return " · ".join([title, *_chosen(dict(parse_qsl(view.query)), user).values()])


def _chosen(query: Mapping[str, str], user: CurrentUser) -> dict[str, str]:
    """The filters of the URL in words; other parameters are not mentioned."""
    selection = Selection(query.get(PROVINCE), query.get(DIRECTIVE), query.get(PLAN), query.get(AGENCY))
    period, day = query.get(PERIOD), query.get(AS_OF)
    try:
        period = Period.from_code(period).code if period else None
        as_of = date.fromisoformat(day) if day else None
    except ValueError:
        period, as_of = None, None
    return filter_names(
        selection,
        period,
        as_of,
        UNREVIEWED in query,
        view_for(user).facts,
        todays_organisation=query.get(ORGANISATION) == TODAYS,
    )
