"""The frame of every page: menu, signed-in user, language switch, notice of sample data."""

from html import escape
from pathlib import Path

import streamlit as st

from data_model.store.people.accounts import Visit
from ui.base.access import signed_in
from ui.base.badge import show_badge
from ui.base.language import _, other_languages
from ui.base.menu import FIRST_PAGE, SEARCH, first_by_its_address, menu_of, menu_style, pages_for
from ui.base.plain_text import plain
from ui.base.print_view import Markup
from ui.base.run_cache import share_with_page
from ui.base.ways import follow_links
from ui.figures.filters import filter_bar, set_filters
from ui.figures.view import view_for
from ui.people.saved_views import saved_view_links
from ui.waiting import waiting_counts
from wording.labels import ROLE, label

SIDEBAR_WIDTH = 250
"""In pixels; on a phone Streamlit folds it, so that it opens by a click."""
LOGO = (Path(__file__).parent / "assets" / "logo.svg").read_text(encoding="utf-8")


def run_chosen_page() -> None:
    """Draws the frame and runs the page of the address, if its user may see it."""
    visit = signed_in()
    if visit is None:
        st.info(_("You are signed out. Reload the page to sign in again."))
        st.stop()
    st.set_page_config(layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    st.logo(LOGO)
    offered = pages_for(visit.user)
    typed = first_by_its_address(visit.user)
    page = st.navigation(menu_of(visit.user, offered, typed), position="sidebar", expanded=True)
    if page is typed:
        st.switch_page(offered[FIRST_PAGE[visit.user.role]], query_params=st.query_params.to_dict())
    follow_links(offered, set_filters)
    view = view_for(visit.user, version=visit.versions)
    with st.sidebar:
        if page is not offered[SEARCH]:  # which has a box of its own
            _search_box(offered[SEARCH])
        if visit.has_saved_views:
            saved_view_links(visit.user, offered)
        _who(visit)
        st.html(Markup(menu_style(visit.user.role, tuple(waiting_counts(visit.user, view).items()))))
    if view.holds_samples:
        show_badge(
            _("SAMPLE DATA"),
            _("Real plans, made-up reports; agencies bear their names of before 2025."),
        )
    shown = next((item for item, offered_page in offered.items() if offered_page is page), None)
    if shown is not None and shown.filtered:
        filter_bar(visit.user, view, shown.address)
    with share_with_page(visit):
        page.run()


def _who(visit: Visit) -> None:
    addresses = {**other_languages(), _("Change the password"): "/password", _("My sessions"): "/sessions"}
    links = "".join(f'<a href="{address}">{escape(name)}</a> ' for name, address in addresses.items())
    with st.container(horizontal=True, gap="small", key="shell_who"):  # at the foot of the menu (web/assets/app.css)
        st.markdown(f"**{plain(visit.user.display_name)}** · {label(ROLE, visit.user.role)}")
        st.html(Markup(links))  # Streamlit's own links open a new tab
        if st.button(_("Sign out"), key="shell_sign_out", type="tertiary"):
            st.logout()


def _search_box(search: st.Page) -> None:
    with st.form("shell_search", border=False):
        words = st.text_input(
            _("Search"),
            key="shell_words",
            max_chars=200,
            placeholder=_("Find a task, agency, document"),
            label_visibility="collapsed",
        )
        asked = st.form_submit_button(_("Find"), icon=":material/search:", type="tertiary")
    if asked and words.strip():
        st.switch_page(search, query_params={"q": words.strip()})
