"""From a task to the one before and after it in the register, and back to its line there."""

from collections.abc import Mapping

import streamlit as st

from ui.base.language import _
from ui.base.menu import REGISTER, page_of
from ui.base.print_view import on_screen_only
from ui.figures.charts import TASK
from ui.figures.register import register_lines
from ui.figures.register_pages import PAGE
from ui.figures.view import View
from wording import formats
from wording.register_filter import RegisterFilter


def show_way(view: View, code: str) -> None:
    """The way back, the place of the task among those of the register's filter, and buttons to its neighbours."""
    codes = list(
        dict.fromkeys(line.code for line in register_lines(view, RegisterFilter.from_address(st.query_params)))
    )
    place = codes.index(code) if code in codes else None
    with on_screen_only("task_way"), st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            page_of(REGISTER),
            label=_("Back to the register"),
            icon=":material/arrow_back:",
            query_params=back_to_line(st.query_params, code),
        )
        st.space("stretch")
        if place is None:
            return
        words = _("{place} of {count} in the register")
        st.markdown(words.format(place=formats.number(place + 1), count=formats.number(len(codes))), width="content")
        _neighbour(_("Previous task"), "previous", codes[place - 1] if place else None)
        _neighbour(_("Next task"), "next", codes[place + 1] if place + 1 < len(codes) else None)


def back_to_line(address: Mapping[str, str], code: str) -> dict[str, str]:
    """The register with the same filters, on the page of this task, which it scrolls to."""
    return {name: value for name, value in address.items() if name != PAGE} | {TASK: code}


def _neighbour(words: str, key: str, code: str | None) -> None:
    icons = {"previous": ":material/chevron_left:", "next": ":material/chevron_right:"}
    st.button(
        words,
        key=f"task_{key}",
        icon=icons[key],
        icon_position="left" if key == "previous" else "right",
        disabled=code is None,
        on_click=lambda: st.session_state.update({TASK: code}),
    )
