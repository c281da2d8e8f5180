"""Compares two days, periods, agencies or directives, and lists what changed between two days or periods."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st

from data_model.rules.figures.differences import TaskDifference, task_differences
from data_model.rules.figures.grouping import submissions_between
from data_model.rules.plans.periods import Period
from data_model.values import Action, GroupBy
from ui.base.access import require
from ui.base.address import take_from_address, take_parsed, write_to_address
from ui.base.language import _
from ui.figures.compare_groups import choose_side, comparable, show_group_comparison
from ui.figures.comparison_tables import difference_rows, show_comparison, submission_rows
from ui.figures.filters import current_view
from ui.figures.notices import show_notices
from ui.figures.view import View
from ui.figures.view_tables import show_view_table
from wording import formats
from wording.periods import period_name

user = require(Action.VIEW_FIGURES)

BY, FIRST_DAY, SECOND_DAY, FIRST_PERIOD, SECOND_PERIOD = "by", "day_1", "day_2", "period_1", "period_2"
DAYS, PERIODS, AGENCIES, DIRECTIVES = "days", "periods", "agencies", "directives"
GROUPS = {AGENCIES: GroupBy.AGENCY, DIRECTIVES: GroupBy.DIRECTIVE}
EARLIEST = date(2010, 1, 1)
USUAL_DAYS = 30


def main(view: View) -> None:
    st.title(_("Compare"))
    show_notices(view)
    by = _by(view)
    if by in GROUPS:
        show_group_comparison(view, GROUPS[by])
        return
    first, second = _two_periods(view) if by == PERIODS else _two_days(view)
    names = [_name(side, by_periods=by == PERIODS) for side in (first, second)]
    show_comparison(first, second, names, noted=second)
    _changes(first, second, names)
    if by == DAYS:
        _submissions(first, second)


def _by(view: View) -> str:
    """The kind of comparison; only kinds with at least two options are offered."""
    words = {DAYS: _("Two days")}
    if len(view.ended_periods()) > 1:
        words[PERIODS] = _("Two periods")
    if len(comparable(view, GroupBy.AGENCY)) > 1:
        words[AGENCIES] = _("Two agencies")
    if len(comparable(view, GroupBy.DIRECTIVE)) > 1:
        words[DIRECTIVES] = _("Two directives")
    take_from_address(BY, words)
    if st.session_state.get(BY) is None:
        st.session_state[BY] = DAYS
    if len(words) == 1:
        return DAYS
    chosen = st.segmented_control(_("Compare"), list(words), format_func=lambda by: words[by], required=True, key=BY)
    write_to_address(BY)
    return chosen or DAYS


def _two_days(view: View) -> tuple[View, View]:
    """The figures as known at the end of two days, in the period of the filters."""
    last = view.cutoff.as_of.date()
    left, right = st.columns(2)
    with left:
        first = _day(FIRST_DAY, _("From the end of"), last - timedelta(days=USUAL_DAYS), last)
    with right:
        second = _day(SECOND_DAY, _("To the end of"), last, last)
    return view.as_of_day(min(first, second)), view.as_of_day(max(first, second))


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
    """Two periods, each at its own end, as known at the cutoff of the filters."""
    codes = [period.code for period in reversed(view.ended_periods())]
    names = {code: period_name(Period.from_code(code)) for code in codes}
    left, right = st.columns(2)
    with left:
        first = choose_side(FIRST_PERIOD, _("From period"), names, codes[1])
    with right:
        second = choose_side(SECOND_PERIOD, _("To period"), names, codes[0])
    earlier, later = sorted([Period.from_code(first), Period.from_code(second)])
    return view.at_period(earlier), view.at_period(later)


def _name(view: View, *, by_periods: bool) -> str:
    if by_periods and view.cutoff.period is not None:
        return period_name(view.cutoff.period)
    return formats.day(view.cutoff.as_of.date())


def _changes(first: View, second: View, names: list[str]) -> None:
    differences: list[TaskDifference] = task_differences(first.tasks(), second.tasks())
    title = _("Tasks that changed ({count})").format(count=len(differences))
    st.header(title)
    rows = difference_rows(differences, second.facts, names=names)
    show_view_table(second, title, rows, key="compare_tasks", empty=_("No task changed its state or percentage."))


def _submissions(first: View, second: View) -> None:
    submissions = submissions_between(
        second.facts, first=first.cutoff.as_of, last=second.cutoff.as_of, selection=second.selection
    )
    title = _("Reports that came in ({count})").format(count=len(submissions))
    st.header(title)
    rows = submission_rows(submissions, second.facts)
    show_view_table(second, title, rows, key="compare_reports", empty=_("No report came in between the two days."))


main(current_view(user))
