"""Compares two agencies or two directives: their figures, their tasks by state, and their rates over periods."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from charts.rates import rates_by_period
from data_model.rules.figures.comparison import comparable_periods
from data_model.rules.figures.measures import Measure
from data_model.values import GroupBy
from ui.base.address import take_from_address, write_to_address
from ui.base.language import _
from ui.figures.charts import Chart, show_chart
from ui.figures.comparison_tables import rows_over_periods, show_comparison, state_rows
from ui.figures.view import View, remember
from ui.figures.view_charts import names_of
from ui.figures.view_tables import show_view_table
from wording.labels import MEASURE, label
from wording.rates import NO_RATE, rate_and_coverage
from wording.translation import mark

MEASURE_KEY = "compared_measure"
USUAL_MEASURE = Measure.DUE_COMPLETION
SHOWN_PERIODS = 12
_OF: Mapping[GroupBy, Callable[[View, str | None], View]] = {
    GroupBy.AGENCY: View.of_agency,
    GroupBy.DIRECTIVE: View.of_directive,
}
_TITLES = {
    GroupBy.AGENCY: (mark("First agency"), mark("Second agency")),
    GroupBy.DIRECTIVE: (mark("First directive"), mark("Second directive")),
}


def comparable(view: View, by: GroupBy) -> dict[str, int]:
    """Number of tasks by code of each agency or directive, in order of names; ignores the filter on these."""
    return {
        group.key: group.figures.task_count
        for group in _everything(view, by).groups(by)
        if group.key is not None and group.figures.task_count
    }


def _everything(view: View, by: GroupBy) -> View:
    is_of_one_agency = by is GroupBy.AGENCY and view.scope.agency is not None
    return view if is_of_one_agency else _OF[by](view, None)


def choose_side(key: str, name: str, names: Mapping[str, str], usual: str) -> str:
    """A select box of these codes, kept in the URL; returns the code."""
    take_from_address(key, names)
    if st.session_state.get(key) is None:
        st.session_state[key] = usual
    chosen = st.selectbox(name, list(names), format_func=lambda code: names[code], key=key)
    write_to_address(key)
    return chosen or usual


def show_group_comparison(view: View, by: GroupBy) -> None:
    """Starts with the one in the filters and those with the most tasks."""
    task_counts = comparable(view, by)
    names = dict(zip(task_counts, names_of(view, by, list(task_counts)), strict=True))
    usual = sorted(task_counts, key=lambda code: (code != getattr(view.selection, by), -task_counts[code]))
    titles = _TITLES[by]
    place_of_first, place_of_second = st.columns(2)
    with place_of_first:
        first_code = choose_side(f"{by}_1", _(titles[0]), names, usual[0])
    with place_of_second:
        second_code = choose_side(f"{by}_2", _(titles[1]), names, usual[1])
    first, second = _OF[by](view, first_code), _OF[by](view, second_code)
    sides = [names[first_code], names[second_code]]
    everything = _everything(view, by)
    show_comparison(first, second, sides, noted=everything)
    title = _("Tasks by state")
    st.header(title)
    rows = state_rows(first.total(), second.total(), names=sides)
    show_view_table(everything, title, rows, key="compare_states", empty="")
    _over_periods(everything, first, second, sides)


def _over_periods(everything: View, first: View, second: View, sides: list[str]) -> None:
    if not everything.ended_periods():
        return
    measures = {measure.value: label(MEASURE, measure) for measure in Measure}
    chosen = choose_side(MEASURE_KEY, _("Measure"), measures, USUAL_MEASURE.value)
    question = _("How have the two come along from period to period?")
    show_chart(everything, question, _chart(first, second, tuple(sides), Measure(chosen)), key="compare_periods")


@remember
def _chart(first: View, second: View, sides: tuple[str, str], measure: Measure) -> Chart:
    rates = [
        {group.key: rate_and_coverage(group.figures, measure) for group in side.groups(GroupBy.PERIOD)}
        for side in (first, second)
    ]
    ended = sorted({*first.ended_periods(), *second.ended_periods()})
    periods = comparable_periods(measure, ended, [*first.plans, *second.plans])[-SHOWN_PERIODS:]
    names = names_of(first, GroupBy.PERIOD, [period.code for period in periods])
    lines = [[of_side.get(period.code, NO_RATE) for period in periods] for of_side in rates]
    figure = rates_by_period(names, list(zip(sides, lines, strict=True)))
    return Chart(figure, partial(rows_over_periods, names, lines, sides))
