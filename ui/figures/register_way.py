"""From a task to the one before and after it in the register, and back to its line there."""

from collections.abc import Callable, Mapping

import streamlit as st

from ui.base.language import _
from ui.base.menu import REGISTER, page_of
from ui.base.neighbours import neighbour_buttons
from ui.base.print_view import on_screen_only
from ui.figures.addresses import TASK
from ui.figures.register import register_lines
from ui.figures.register_pages import PAGE
from ui.figures.view import View
from wording.register_filter import RegisterFilter


def show_way(view: View, code: str, *, picker: Callable[[], None]) -> None:
    """The way back, a menu in which `picker` lets another task be chosen, the place of this one among those of the register's
    filter, and buttons to its neighbours."""
    codes = list(
        dict.fromkeys(line.code for line in register_lines(view, RegisterFilter.from_address(st.query_params)))
    )
    with on_screen_only("task_way"), st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            page_of(REGISTER),
            label=_("Back to the register"),
            icon=":material/arrow_back:",
            query_params=back_to_line(st.query_params, code),
        )
        with st.popover(_("Another task"), type="tertiary", key="task_other"):
            picker()
        st.space("stretch")
        if code in codes:
            st.markdown(_("in the register:"), width="content")
            neighbour_buttons(TASK, codes, code, key="task")


def back_to_line(address: Mapping[str, str], code: str) -> dict[str, str]:
    """The register with the same filters, on the page of this task, which it scrolls to."""
    return {name: value for name, value in address.items() if name != PAGE} | {TASK: code}
