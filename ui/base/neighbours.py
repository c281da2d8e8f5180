"""From one of several things to the one before and after it, by a button or a key."""

from collections.abc import Sequence

import streamlit as st

from ui.base.language import _
from wording import formats

BEFORE_KEY, AFTER_KEY = "Alt+Up", "Alt+Down"


def neighbour_buttons(widget: str, codes: Sequence[str], code: str, *, key: str) -> None:
    """The place of `code` among `codes`, and buttons that give the widget whose key is `widget` the code before or after it."""
    place = codes.index(code)
    st.markdown(f"{formats.number(place + 1)}/{formats.number(len(codes))}", width="content")
    before = codes[place - 1] if place else None
    after = codes[place + 1] if place + 1 < len(codes) else None
    _button(_("Previous"), f"{key}_previous", ":material/chevron_left:", BEFORE_KEY, widget, before)
    _button(_("Next"), f"{key}_next", ":material/chevron_right:", AFTER_KEY, widget, after)


def _button(words: str, key: str, icon: str, shortcut: str, widget: str, code: str | None) -> None:
    st.button(
        words,
        key=key,
        icon=icon,
        disabled=code is None,
        shortcut=shortcut,
        on_click=lambda: st.session_state.update({widget: code}),
    )
