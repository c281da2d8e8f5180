"""Any two days or any two periods side by side: the figures, and what changed between them."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st

from data_model.rules.changes import TaskChange, task_changes
from data_model.rules.grouping import sent_between
from data_model.rules.measures import Measure
from data_model.rules.periods import Period
from data_model.values import Action
from ui.access import require
from ui.address import take_from_address, take_parsed, write_to_address
from ui.compared import change_rows, compared_rows, sent_rows
from ui.filters import chosen_view
from ui.language import _
from ui.marks import show_marks
from ui.view import View
from ui.view_tables import show_view_table
from wording import formats
from wording.periods import period_name

user = require(Action.VIEW_FIGURES)

BY, FIRST_DAY, SECOND_DAY, FIRST_PERIOD, SECOND_PERIOD = "by", "day_1", "day_2", "period_1", "period_2"
DAYS, PERIODS = "days", "periods"
EARLIEST = date(2010, 1, 1)
USUAL_DAYS = 30


def main(view: View) -> None:
    st.title(_("Compare"))
    show_marks(view)
    by_periods = _by_periods(view)
    first, second = _two_periods(view) if by_periods else _two_days(view)
    names = [_name(one, by_periods=by_periods) for one in (first, second)]
    title = _("Figures: {first} and {second}").format(first=names[0], second=names[1])
    st.header(title)
    rows = compared_rows(first.total(), second.total(), names=names, measures=list(Measure))
    show_view_table(second, title, rows, key="compare_figures", empty="")
    _changes(first, second, names)
    if not by_periods:
        _sent(first, second)


def _by_periods(view: View) -> bool:
    if len(view.ended_periods()) < 2:
        return False
    words = {DAYS: _("Two days"), PERIODS: _("Two periods")}
    take_from_address(BY, words)
    st.session_state.setdefault(BY, DAYS)
    chosen = st.segmented_control(_("Compare"), list(words), format_func=lambda by: words[by], required=True, key=BY)
    write_to_address(BY)
    return chosen == PERIODS


def _two_days(view: View) -> tuple[View, View]:
    """The figures as known at the end of two days; a chosen period stays chosen."""
    last = view.lens.as_of.date()
    first, second = st.columns(2)
    with first:
        one = _day(FIRST_DAY, _("From the end of"), last - timedelta(days=USUAL_DAYS), last)
    with second:
        other = _day(SECOND_DAY, _("To the end of"), last, last)
    return view.known_on(min(one, other)), view.known_on(max(one, other))


def _day(key: str, name: str, usual: date, last: date) -> date:
    take_parsed(key, _parsed_day(last))
    st.session_state.setdefault(key, usual)
    st.session_state[key] = min(st.session_state[key] or usual, last)
    chosen = st.date_input(name, min_value=EARLIEST, max_value=last, format="DD/MM/YYYY", key=key)
    write_to_address(key)
    return chosen if isinstance(chosen, date) else usual


def _parsed_day(last: date) -> Callable[[str], date]:
    def parse(text: str) -> date:
        day = date.fromisoformat(text)
        if not EARLIEST <= day <= last:
            raise ValueError(text)
        return day

    return parse


def _two_periods(view: View) -> tuple[View, View]:
    """Two periods, each at its own end, as known now or on the chosen day."""
    codes = [period.code for period in reversed(view.ended_periods())]
    first, second = st.columns(2)
    with first:
        one = _period(FIRST_PERIOD, _("From period"), codes, codes[1])
    with second:
        other = _period(SECOND_PERIOD, _("To period"), codes, codes[0])
    earlier, later = sorted([Period.from_code(one), Period.from_code(other)])
    return view.at_period(earlier), view.at_period(later)


def _period(key: str, name: str, codes: list[str], usual: str) -> str:
    take_from_address(key, codes)
    if st.session_state.get(key) is None:
        st.session_state[key] = usual
    chosen = st.selectbox(name, codes, format_func=lambda code: period_name(Period.from_code(code)), key=key)
    write_to_address(key)
    return chosen or usual


def _name(view: View, *, by_periods: bool) -> str:
    if by_periods and view.lens.period is not None:
        return period_name(view.lens.period)
    return formats.day(view.lens.as_of.date())


def _changes(first: View, second: View, names: list[str]) -> None:
    found: list[TaskChange] = task_changes(first.tasks(), second.tasks())
    title = _("Tasks that changed ({count})").format(count=len(found))
    st.header(title)
    rows = change_rows(found, second.facts, names=names)
    show_view_table(second, title, rows, key="compare_tasks", empty=_("No task changed its state or percentage."))


def _sent(first: View, second: View) -> None:
    reported = second.reported(with_lines=False)
    found = sent_between(reported, first=first.lens.as_of, last=second.lens.as_of, choice=second.choice)
    title = _("Reports that came in ({count})").format(count=len(found))
    st.header(title)
    rows = sent_rows(found, second.facts, as_of=second.lens.as_of)
    show_view_table(second, title, rows, key="compare_reports", empty=_("No report came in between the two days."))


main(chosen_view(user))
