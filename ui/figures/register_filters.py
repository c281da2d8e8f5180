"""The register's own filters: a chip for each state with its count, and search, section, groups and order."""

from dataclasses import replace

import streamlit as st

from data_model.rules.figures.register import SOON_DAYS, Chosen, TaskSet
from data_model.values import TaskState
from ui.base.address import take_from_address, take_parsed, write_to_address
from ui.base.language import _
from ui.figures.register import count_in, lines_of_all_states, sections
from ui.figures.register_files import register_files
from ui.figures.register_pages import begin_anew
from ui.figures.view import View
from wording import formats
from wording.register import chip_words
from wording.register_filter import (
    COORDINATES,
    GROUP,
    GROUPINGS,
    ORDER,
    ORDERS,
    ROLE,
    SECTION,
    STATE,
    WITHIN,
    WORDS,
    Grouping,
    Order,
    RegisterFilter,
    days_from,
)

CHIPS: tuple[Chosen, ...] = (
    TaskState.OVERDUE,
    TaskSet.DUE_SOON,
    TaskState.IN_PROGRESS,
    TaskSet.DONE,
    TaskSet.CONTINUING,
    TaskSet.UNASSIGNED,
    TaskState.NO_DEADLINE,
    TaskState.VOID,
)
ALWAYS_SHOWN = frozenset({TaskState.OVERDUE, TaskSet.DUE_SOON, TaskSet.DONE})
"""Whose 0 says something."""
AHEAD = (7, 14, SOON_DAYS, 60, 90, 180)
EVERY = ""
"""The value of a filter that is off; it is not in the URL."""


def choose_filter(view: View) -> RegisterFilter:
    """Draws the filters and returns what they say."""
    if STATE not in st.session_state:  # Streamlit forgets a page's widgets when it is left
        begin_anew()
    with st.container(horizontal=True, vertical_alignment="bottom", key="register_filters"):
        _search()
        _section(view)
        _choice(GROUP, _("Groups"), {value.value: _(words) for value, words in GROUPINGS.items()}, off=Grouping.PLAN)
        _choice(ORDER, _("Order"), {value.value: _(words) for value, words in ORDERS.items()}, off=Order.PLAN)
        _ahead()
        _role(view)
        files = st.container(key="register_tools", width="content")
    _chips(view, RegisterFilter.from_address(st.query_params))
    chosen = RegisterFilter.from_address(st.query_params)
    with files:
        register_files(view, chosen)
    return chosen


def _search() -> None:
    take_parsed(WORDS, str)
    st.text_input(
        _("Search in the register"),
        key=WORDS,
        max_chars=200,
        placeholder=_("Words of a task, an agency or a result"),
        label_visibility="collapsed",
        width=290,
        icon=":material/search:",
    )
    write_to_address(WORDS)


def _section(view: View) -> None:
    numbers = sections(view)
    options = {EVERY: _("All sections")} | {number: _("section {number}").format(number=number) for number in numbers}
    _choice(SECTION, _("Section"), options, off=EVERY)


def _ahead() -> None:
    """Offered where it changes what is shown."""
    words = {days: chip_words(TaskSet.DUE_SOON, soon_days=days) for days in AHEAD}
    options = {EVERY if days == SOON_DAYS else str(days): text for days, text in words.items()}
    given = days_from(st.session_state.get(WITHIN) or st.query_params.get(WITHIN, EVERY))
    if given and given not in AHEAD:
        options[str(given)] = chip_words(TaskSet.DUE_SOON, soon_days=given)
    if (st.session_state.get(STATE) or st.query_params.get(STATE)) == TaskSet.DUE_SOON:
        _choice(WITHIN, _("Due within"), options, off=EVERY)


def _role(view: View) -> None:
    """Of one agency, by who may see what others report: also the tasks that it coordinates."""
    if view.selection.agency is None or view.scope.agency is not None:
        st.query_params.pop(ROLE, None)
        return
    _choice(ROLE, _("Role"), {EVERY: _("tasks it leads"), COORDINATES: _("tasks it coordinates")}, off=EVERY)


def _choice(key: str, name: str, options: dict[str, str], *, off: str) -> None:
    """One choice, by the names of its options; `off` is the one that the URL leaves out."""
    take_from_address(key, options)
    if len(options) > 1:
        st.selectbox(
            name, list(options), key=key, format_func=options.__getitem__, label_visibility="collapsed", width=200
        )
    write_to_address(key)
    if st.query_params.get(key) == off:
        st.query_params.pop(key)


def _chips(view: View, chosen: RegisterFilter) -> None:
    """All, and each state or set that has tasks, with their number."""
    everything = replace(chosen, state=None)
    lines = lines_of_all_states(view, everything)
    counts = {chip: count_in(view, chip, everything) for chip in (*CHIPS, *([chosen.state] if chosen.state else []))}
    offered = [chip for chip, count in counts.items() if count or chip in ALWAYS_SHOWN or chip == chosen.state]
    names = {EVERY: _chip(_("All"), len(lines))} | {
        chip.value: _chip(chip_words(chip, soon_days=chosen.soon_days), counts[chip]) for chip in offered
    }
    take_from_address(STATE, names)
    st.pills(
        _("State"), list(names), key=STATE, format_func=names.__getitem__, default=_default(), required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    write_to_address(STATE)


def _default() -> str | None:
    return None if STATE in st.session_state else EVERY


def _chip(words: str, count: int) -> str:
    return f"{words} **{formats.number(count)}**"
