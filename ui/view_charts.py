"""The charts of a view that more than one page shows."""

from collections.abc import Sequence

from data_model.rules.arrivals import counts
from data_model.rules.grouping import Group
from data_model.rules.measures import Measure
from data_model.values import GroupBy, TaskState
from figures.arrivals import arrivals_by_period
from figures.rates import rate_by_group, rates_by_period
from figures.states import states_by_group
from ui.charts import Chart
from ui.tables import group_rows
from ui.view import View, remember
from wording.groups import group_label
from wording.labels import MEASURE, label


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
    return Chart(rate_by_group(list(zip(names, rates, strict=True))), group_rows(found, by=by, facts=view.facts))


@remember
def task_states(view: View, by: GroupBy, at_most: int | None = None) -> Chart:
    """How the tasks of each group stand; with a limit those with the most overdue tasks."""
    found = [one for one in view.groups(by) if one.figures.task_count]
    if at_most is not None:
        found.sort(key=lambda one: (-one.figures.states[TaskState.OVERDUE], -one.figures.task_count))
    shown = found[:at_most]
    states = [one.figures.states for one in shown]
    names = _names(view, by, shown)
    return Chart(states_by_group(list(zip(names, states, strict=True))), group_rows(found, by=by, facts=view.facts))


@remember
def rates_over_periods(view: View, measures: tuple[Measure, ...], at_most: int) -> Chart:
    """The measures at the end of each of the last periods, as known now."""
    periods = view.groups(GroupBy.PERIOD)[-at_most:]
    lines = [(label(MEASURE, one), [group.figures[one] for group in periods]) for one in measures]
    figure = rates_by_period(_names(view, GroupBy.PERIOD, periods), lines)
    return Chart(figure, group_rows(periods, by=GroupBy.PERIOD, facts=view.facts))


@remember
def arrivals_over_periods(view: View, at_most: int) -> Chart:
    """How the reports of each of the last periods came in."""
    periods = view.groups(GroupBy.PERIOD)[-at_most:]
    arrivals = [counts(view.at_period_code(one.key).reports()) for one in periods]
    figure = arrivals_by_period(list(zip(_names(view, GroupBy.PERIOD, periods), arrivals, strict=True)))
    return Chart(figure, group_rows(periods, by=GroupBy.PERIOD, facts=view.facts))


def _names(view: View, by: GroupBy, shown: Sequence[Group]) -> list[str]:
    facts = view.facts
    return [group_label(one.key, by=by, facts=facts) for one in shown]
