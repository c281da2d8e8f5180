"""Links that a page draws itself, as HTML: a click on one opens the page of its address in the same run.

The browser writes the address into a box that nobody sees (web/assets/ways.js), instead of loading the whole frame anew.
"""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from ui.base.menu import MenuItem

_BOX, _GOES = "shell_way", "shell_goes"


def follow_links(offered: Mapping[MenuItem, st.Page], set_filters: Callable[[Mapping[str, str]], None]) -> None:
    """Draws the box; after a click on a link leads to its page, if it is one of those offered. `set_filters` gives the
    filters the values of an address, and none to those that it does not name."""
    goes = st.session_state.pop(_GOES, None)
    if goes is not None:
        path, query = goes
        page = next((page for item, page in offered.items() if path in (f"/{page.url_path}", f"/{item.address}")), None)
        if page is not None:
            st.switch_page(page, query_params=query)
    st.text_input("address", key=_BOX, label_visibility="collapsed", on_change=_take, args=(set_filters,))


def _take(set_filters: Callable[[Mapping[str, str]], None]) -> None:
    _turn, _space, address = str(st.session_state[_BOX]).partition(" ")
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    for name in query:
        st.session_state.pop(name, None)  # or what a page remembers would go before its address
    set_filters(query)
    st.session_state[_GOES] = parts.path, query
