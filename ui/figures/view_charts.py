"""The charts of a view. A click on a bar or cell sets the filter of its group."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

import plotly.graph_objects as go

from charts.heatmap import rates_map
from charts.median_comparison import rates_and_median
from charts.rates import rate_by_group, rates_by_period
from charts.states import states_by_group
from charts.timeliness import cumulative_submissions, timeliness_by_period
from data_model.rules.figures.comparison import comparable_periods
from data_model.rules.figures.grouping import Group
from data_model.rules.figures.measures import Figures, Measure, median_of
from data_model.rules.figures.timeliness import cumulative_by_day, timeliness_counts
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.values import GroupBy, TaskState
from exports.base.table_rows import RowValue, TableRows
from ui.base.language import _
from ui.base.screen_tables import group_rows, timeliness_rows
from ui.figures.charts import Chart
from ui.figures.filters import AGENCY, DIRECTIVE, PERIOD, PLAN
from ui.figures.view import View, remember
from wording import formats
from wording.collation import vietnamese_order
from wording.groups import agency_name, group_label, province_name
from wording.labels import GROUP_BY, MEASURE, label
from wording.rates import NO_RATE, Change, Rate, rate, rate_and_coverage
from wording.summary import extremes

FILTER_OF = {GroupBy.AGENCY: AGENCY, GroupBy.DIRECTIVE: DIRECTIVE, GroupBy.PLAN: PLAN, GroupBy.PERIOD: PERIOD}


MOST_BARS = 40
"""Most bars of a chart; if there are more groups, those that need attention are shown, and the table has all."""
MOST_MAPPED = 80
NEVER = Fraction(1_000)
"""Sorts groups without a percentage last."""


def _lowest(count: int, all_: int) -> str:
    if count == all_:
        return ""
    return _("{count} of {all}: those with the lowest rate. The table has all.").format(
        count=formats.number(count), all=formats.number(all_)
    )


@remember
def completion(view: View, by: GroupBy, at_most: int = MOST_BARS) -> Chart:
    """`due_completion` by group, best first; with more than `at_most` groups only the lowest."""
    all_groups = view.groups(by)
    shown = all_groups
    if by is GroupBy.AGENCY:
        with_due = [group for group in all_groups if group.figures[Measure.DUE_COMPLETION].d]
        shown = sorted(with_due, key=lambda group: group.figures[Measure.DUE_COMPLETION].percent or 0, reverse=True)
    note = _lowest(len(shown[-at_most:]), len(shown))
    shown = shown[-at_most:]
    names = names_of(view, by, _keys(shown))
    rates = [rate(group.figures, Measure.DUE_COMPLETION) for group in shown]
    figure = rate_by_group(list(zip(names, rates, strict=True)))
    words = extremes(list(zip(names, rates, strict=True)))
    rows = partial(group_rows, all_groups, by=by, facts=view.facts)
    return replace(_clickable(figure, shown, by, rows, Measure.DUE_COMPLETION, words), note=note)


@remember
def task_states(view: View, by: GroupBy) -> Chart:
    """The number of tasks in each state, by group."""
    with_tasks = [group for group in view.groups(by) if group.figures.task_count]
    with_tasks.sort(key=lambda group: (-group.figures.states[TaskState.OVERDUE], -group.figures.task_count))
    shown = with_tasks[:MOST_BARS]
    states = [group.figures.states for group in shown]
    figure = states_by_group(list(zip(names_of(view, by, _keys(shown)), states, strict=True)))
    rows = partial(group_rows, with_tasks, by=by, facts=view.facts)
    chart = _clickable(figure, shown, by, rows, Measure.DUE_COMPLETION)
    if len(shown) == len(with_tasks):
        return chart
    note = _("{count} of {all}: those with the most overdue tasks. The table has all.")
    return replace(chart, note=note.format(count=formats.number(len(shown)), all=formats.number(len(with_tasks))))


@remember
def rates_over_periods(view: View, measures: tuple[Measure, ...], at_most: int) -> Chart:
    """The measures in each of the last periods, as known now."""
    periods = view.groups(GroupBy.PERIOD)[-at_most:]
    lines = [(label(MEASURE, measure), _line(view, measure, periods)) for measure in measures]
    figure = rates_by_period(names_of(view, GroupBy.PERIOD, _keys(periods)), lines)
    table = partial(group_rows, periods, by=GroupBy.PERIOD, facts=view.facts)
    return _clickable(figure, periods, GroupBy.PERIOD, table, measures[0])


def _line(view: View, measure: Measure, groups: Sequence[Group]) -> list[Rate]:
    """The rates by period, with a gap where a period is not comparable with the last."""
    periods = [Period.from_code(group.key or "") for group in groups]
    joined = comparable_periods(measure, periods, view.plans)
    return [
        rate(group.figures, measure) if period in joined else NO_RATE
        for group, period in zip(groups, periods, strict=True)
    ]


@remember
def timeliness_over_periods(view: View, at_most: int) -> Chart:
    """On time, late and missing reports in each of the last periods."""
    periods = view.groups(GroupBy.PERIOD)[-at_most:]
    timeliness = [timeliness_counts(group.figures.sums) for group in periods]
    rows = list(zip(names_of(view, GroupBy.PERIOD, _keys(periods)), timeliness, strict=True))
    table = partial(timeliness_rows, rows)
    return _clickable(timeliness_by_period(rows), periods, GroupBy.PERIOD, table, Measure.TIMELINESS)


@remember
def submissions_over_days(view: View) -> Chart | None:
    """Submitted reports of the view's period by day; None if none was expected."""
    reports = view.reports()
    days = cumulative_by_day(reports, until=view.cutoff.as_of.date())
    if not days:
        return None
    rows: TableRows = [{_("Days from the due day (0)"): day, _("Came in"): count} for day, count in days]
    return Chart(cumulative_submissions(days, len(reports)), lambda: rows, explained=Measure.TIMELINESS)


@remember
def agencies_map(view: View, measure: Measure, at_most: int) -> Chart:
    """One measure of each agency in each of the last periods."""
    figures_of = view.agencies_over_periods()
    periods = [period.code for period in view.ended_periods()[-at_most:]]
    agencies = sorted(
        {agency for agency, _period in figures_of}, key=lambda code: vietnamese_order(agency_name(code, view.facts))
    )
    named = list(zip(agencies, _agency_names(agencies, view.facts), strict=True))
    columns = [(code, group_label(code, by=GroupBy.PERIOD, facts=view.facts)) for code in periods]
    cells = [[_rate(figures_of.get((agency, period)), measure) for period in periods] for agency in agencies]
    mapped = _lowest_last(cells)
    last = [(name, row[-1]) for (_code, name), row in zip(named, cells, strict=True) if row and row[-1]]
    rows: TableRows = [
        {label(GROUP_BY, GroupBy.AGENCY): name}
        | {period: cell or NO_RATE for (_p, period), cell in zip(columns, row, strict=True)}
        for (_code, name), row in zip(named, cells, strict=True)
    ]
    figure = rates_map([named[place] for place in mapped], columns, [cells[place] for place in mapped])
    note = _lowest(len(mapped), len(cells))
    return Chart(
        figure, lambda: rows, picks=(AGENCY, PERIOD), wide=True, explained=measure, words=extremes(last), note=note
    )


def _lowest_last(cells: Sequence[Sequence[Rate | None]]) -> list[int]:
    """The rows with the lowest rate in the last period, as many as a map can show, in their order."""

    def percent(place: int) -> Fraction:
        cell = cells[place][-1] if cells[place] else None
        return NEVER if cell is None or cell.percent is None else cell.percent

    return sorted(sorted(range(len(cells)), key=percent)[:MOST_MAPPED])


def _rate(figures: Figures | None, measure: Measure) -> Rate | None:
    return None if figures is None else rate_and_coverage(figures, measure)


@remember
def median_comparison(view: View, agency: str, measures: tuple[Measure, ...]) -> Chart:
    """The agency's rates and the medians of the agencies of its province."""
    own = view.of_agency(agency).total()
    peers = [group.figures for group in view.province_of(agency).groups(GroupBy.AGENCY)]
    compared = [(label(MEASURE, measure), rate(own, measure), median_of(peers, measure)) for measure in measures]
    median_name = _("Median of the province")
    figure = rates_and_median(compared, own_name=agency_name(agency, view.facts), median_name=median_name)
    rows: list[dict[str, RowValue]] = [
        {
            _("Measure"): name,
            _("This agency"): of_agency,
            median_name: Rate(median),
            _("Difference (percentage points)"): Change(
                None if of_agency.percent is None or median is None else of_agency.percent - median
            ),
        }
        for name, of_agency, median in compared
    ]
    return Chart(figure, lambda: rows)


@remember
def course_beside_median(view: View, agency: str, measure: Measure, at_most: int) -> Chart:
    """One measure of the agency in each of the last periods, beside the median of the agencies of its province."""
    figures_of = view.province_of(agency).agencies_over_periods()
    periods = [period.code for period in view.ended_periods()[-at_most:]]
    names = names_of(view, GroupBy.PERIOD, periods)
    own = [_rate(figures_of.get((agency, period)), measure) or NO_RATE for period in periods]
    medians = [Rate(median_of(_of_period(figures_of, period), measure)) for period in periods]
    own_name, median_name = agency_name(agency, view.facts), _("Median of the province")
    figure = rates_by_period(names, [(own_name, own), (median_name, medians)])
    rows: TableRows = [
        {label(GROUP_BY, GroupBy.PERIOD): name, _("This agency"): of_agency, median_name: median}
        for name, of_agency, median in zip(names, own, medians, strict=True)
    ]
    figure.update_traces(customdata=[[period] for period in periods])
    return Chart(figure, lambda: rows, picks=(PERIOD,), explained=measure)


def _of_period(figures_of: Mapping[tuple[str, str], Figures], wanted: str) -> list[Figures]:
    return [figures for (_agency, period), figures in figures_of.items() if period == wanted]


def _clickable(
    figure: go.Figure,
    groups: Sequence[Group],
    by: GroupBy,
    rows: Callable[[], TableRows],
    explained: Measure,
    words: str = "",
) -> Chart:
    """A chart whose bars carry the code of their group, so that a click sets the filter."""
    figure.update_traces(customdata=[[group.key] for group in groups])
    return Chart(figure, rows, picks=(FILTER_OF[by],), explained=explained, words=words)


def names_of(view: View, by: GroupBy, codes: Sequence[str | None]) -> list[str]:
    """The names of groups, all different."""
    if by is GroupBy.AGENCY:
        return _agency_names(codes, view.facts)
    return [group_label(code, by=by, facts=view.facts) for code in codes]


def _keys(groups: Sequence[Group]) -> list[str | None]:
    return [group.key for group in groups]


def _agency_names(codes: Sequence[str | None], facts: Facts) -> list[str]:
    """Plotly places bars by name, so agencies with one name get their province added."""
    agencies = [facts.agencies[code] for code in codes if code is not None]
    times = Counter(agency.name for agency in agencies)
    return [
        f"{agency.name} ({province_name(agency.province)})"
        if times[agency.name] > 1 and agency.province
        else agency.name
        for agency in agencies
    ]
