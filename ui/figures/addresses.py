"""Addresses of the rows behind a figure; each keeps the filters, so that the rows are those that were counted."""

from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qsl, urlencode

from data_model.rules.figures.measures import Measure
from ui.base.menu import EXPLANATION, REGISTER, MenuItem
from ui.base.menu import TASK as TASK_PAGE
from ui.figures.explanation import FIGURE
from wording.opening import About
from wording.register_filter import STATE

TASK = "task"
"""The parameter of an address that names a task."""


def address_of(item: MenuItem, filters: str, more: Mapping[str, str] | None = None) -> str:
    """The page with these filters, as in a URL, and `more`, which goes before them."""
    query = urlencode({**dict(parse_qsl(filters)), **(more or {})})
    return f"/{item.address}?{query}" if query else f"/{item.address}"


def rows_of(about: About, filters: str, more: Mapping[str, str] | None = None) -> str:
    """The rows of a measure, or the tasks of a state or set in the register; of None all tasks."""
    if isinstance(about, Measure):
        return address_of(EXPLANATION, filters, {FIGURE: about.value, **(more or {})})
    state = {} if about is None else {STATE: about.value}
    return address_of(REGISTER, filters, {**(more or {}), **state})


def task_address(code: str, filters: str) -> str:
    """The page of a task."""
    return address_of(TASK_PAGE, filters, {TASK: code})


def link(words: str, address: str, *, looks: str = "", style: str = "", said: str = "") -> str:
    """The HTML of a link. `words` are HTML; `said` is its name where the words alone do not say what it opens."""
    named = f' aria-label="{escape(said)}" title="{escape(said)}"' if said else ""
    classes = f' class="{looks}"' if looks else ""
    styled = f' style="{style}"' if style else ""
    return f'<a href="{escape(address)}"{classes}{styled}{named}>{words}</a>'
