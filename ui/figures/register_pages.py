"""Parts the lines of the register into pages. The number of the page is in the URL."""

from collections.abc import Sequence

import streamlit as st

from ui.base.language import _
from ui.figures.addresses import TASK
from wording import formats
from wording.register_filter import RegisterFilter

PAGE = "page"
"""URL parameter: which page of the lines, from 1."""
LINES_A_PAGE = 50
_SEEN = "register_seen"


def begin_anew() -> None:
    """Somebody comes from another page: the address says which page of the lines is shown."""
    st.session_state.pop(_SEEN, None)


def first_line(chosen: RegisterFilter, codes: Sequence[str]) -> int:
    """The place of the first line of the page: at first that of the URL, or the one with the task that somebody comes back
    from; then the pager's, which stands below the table. Another filter begins at its first page."""
    seen, count = st.session_state.get(_SEEN, (chosen, 0))
    if seen != chosen:
        count += 1
        for name in (PAGE, TASK):
            st.query_params.pop(name, None)
    st.session_state[_SEEN] = chosen, count
    asked = st.session_state.get(_key(), _asked_page(codes))
    page = min(max(asked, 1), _page_count(codes))
    if page == 1:
        st.query_params.pop(PAGE, None)
    else:
        st.query_params[PAGE] = str(page)
    return (page - 1) * LINES_A_PAGE


def pager(first: int, codes: Sequence[str]) -> None:
    """Buttons to the other pages, and which lines are shown; nothing where there is one page."""
    if _page_count(codes) == 1:
        return
    st.pagination(_page_count(codes), default=first // LINES_A_PAGE + 1, key=_key())
    words = _("Tasks {first} to {last} of {count}")
    last = min(first + LINES_A_PAGE, len(codes))
    shown = (formats.number(number) for number in (first + 1, last, len(codes)))
    st.caption(words.format(**dict(zip(("first", "last", "count"), shown, strict=True))))


def _key() -> str:
    """A new one for each filter, so that its pager begins anew."""
    return f"register_page_{st.session_state[_SEEN][1]}"


def _page_count(codes: Sequence[str]) -> int:
    return -(-len(codes) // LINES_A_PAGE)


def _asked_page(codes: Sequence[str]) -> int:
    come_from, asked = st.query_params.get(TASK), st.query_params.get(PAGE, "")
    if come_from in codes:
        return codes.index(come_from) // LINES_A_PAGE + 1
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
