"""The frame of every page: menu, signed-in user, language switch, notice of sample data."""

from pathlib import Path

import streamlit as st

from data_model.store.people.accounts import Visit
from ui.base.access import signed_in
from ui.base.badge import show_badge
from ui.base.language import _, language_switch
from ui.base.menu import FIRST_PAGE, SEARCH, first_by_its_address, pages_for
from ui.base.plain_text import plain
from ui.base.run_cache import share_with_page
from ui.figures.filters import filter_bar
from ui.figures.view import view_for
from ui.people.saved_views import saved_view_links
from wording.labels import ROLE, label

LOGO = (Path(__file__).parent / "assets" / "logo.svg").read_text(encoding="utf-8")


def run_chosen_page() -> None:
    """Draws the frame and runs the page of the address, if its user may see it."""
    visit = signed_in()
    if visit is None:
        st.info(_("You are signed out. Reload the page to sign in again."))
        st.stop()
    st.set_page_config(layout="wide")
    st.logo(LOGO)
    offered = pages_for(visit.user)
    typed = first_by_its_address(visit.user)
    page = st.navigation([*offered.values(), typed], position="sidebar", expanded=True)
    if page is typed:
        st.switch_page(offered[FIRST_PAGE[visit.user.role]], query_params=st.query_params.to_dict())
    with st.sidebar:
        if page is not offered[SEARCH]:  # which has a box of its own
            _search_box(offered[SEARCH])
        if visit.has_saved_views:
            saved_view_links(visit.user, offered)
        _who(visit)
    view = view_for(visit.user, version=visit.versions)
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
    st.markdown(f"**{plain(visit.user.display_name)}**  \n{label(ROLE, visit.user.role)}")
    language_switch()
    if st.button(_("Sign out"), key="shell_sign_out", width="stretch"):
        st.logout()


def _search_box(search: st.Page) -> None:
    with st.form("shell_search", border=False):
        words = st.text_input(_("Search"), key="shell_words", max_chars=200, placeholder=_("Task, agency, document"))
        asked = st.form_submit_button(_("Find"), icon=":material/search:", width="stretch")
    if asked and words.strip():
        st.switch_page(search, query_params={"q": words.strip()})
