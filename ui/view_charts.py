"""The charts of a view that more than one page shows. A click on a bar sets the filter of its group."""

from collections.abc import Sequence

import plotly.graph_objects as go

from data_model.rules.arrivals import counts
from data_model.rules.grouping import Group
from data_model.rules.measures import Measure
from data_model.values import GroupBy, TaskState
from figures.arrivals import arrivals_by_period
from figures.rates import rate_by_group, rates_by_period
from figures.states import states_by_group
from ui.charts import Chart
from ui.filters import AGENCY, DIRECTIVE, PERIOD, PLAN
from ui.tables import arrival_rows, group_rows
from ui.view import View, remember
from wording.groups import group_label
from wording.labels import MEASURE, label

FILTER_OF = {GroupBy.AGENCY: AGENCY, GroupBy.DIRECTIVE: DIRECTIVE, GroupBy.PLAN: PLAN, GroupBy.PERIOD: PERIOD}


@remember
def completion(view: View, by: GroupBy) -> Chart:
    """How much of what was due is completed, per group; the best first among agencies."""
    found = view.groups(by)
    shown = found
    if by is GroupBy.AGENCY:
        with_due = [one for one in found if one.figures[Measure.DUE_COMPLETION].d]
        shown = sorted(with_due, key=lambda one: one.figures[Measure.DUE_COMPLETION].percent or 0, reverse=True)
    names = _names(view, by, shown)
    rates = [one.figures[Measure.DUE_COMPLETION] for one in shown]
    figure = rate_by_group(list(zip(names, rates, strict=True)))
    return _clickable(figure, shown, by, group_rows(found, by=by, facts=view.facts))


@remember
def task_states(view: View, by: GroupBy) -> Chart:
    """How the tasks of each group stand."""
    found = [one for one in view.groups(by) if one.figures.task_count]
    found.sort(key=lambda one: (-one.figures.states[TaskState.OVERDUE], -one.figures.task_count))
    states = [one.figures.states for one in found]
    names = _names(view, by, found)
    figure = states_by_group(list(zip(names, states, strict=True)))
    return _clickable(figure, found, by, group_rows(found, by=by, facts=view.facts))


@remember
def rates_over_periods(view: View, measures: tuple[Measure, ...], at_most: int) -> Chart:
    """The measures at the end of each of the last periods, as known now."""
    periods = view.groups(GroupBy.PERIOD)[-at_most:]
    lines = [(label(MEASURE, one), [group.figures[one] for group in periods]) for one in measures]
    figure = rates_by_period(_names(view, GroupBy.PERIOD, periods), lines)
    return _clickable(figure, periods, GroupBy.PERIOD, group_rows(periods, by=GroupBy.PERIOD, facts=view.facts))


@remember
def arrivals_over_periods(view: View, at_most: int) -> Chart:
    """How the reports of each of the last periods came in."""
    periods = view.groups(GroupBy.PERIOD)[-at_most:]
    arrivals = [counts(view.at_period_code(one.key).reports()) for one in periods]
    rows = list(zip(_names(view, GroupBy.PERIOD, periods), arrivals, strict=True))
    return _clickable(arrivals_by_period(rows), periods, GroupBy.PERIOD, arrival_rows(rows))


def _clickable(figure: go.Figure, groups: Sequence[Group], by: GroupBy, rows: list) -> Chart:
    """Each bar or point knows the code of its group."""
    figure.update_traces(customdata=[[one.key] for one in groups])
    return Chart(figure, rows, picks=(FILTER_OF[by],))


def _names(view: View, by: GroupBy, shown: Sequence[Group]) -> list[str]:
    facts = view.facts
    return [group_label(one.key, by=by, facts=facts) for one in shown]
