"""The four figures of the overview as HTML: what, n/N, against what, its course over the periods, and links to its rows."""

from dataclasses import dataclass
from fractions import Fraction
from html import escape
from urllib.parse import quote

from charts.colours import COURSE
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.register import TaskSet
from data_model.rules.plans.periods import local_day
from data_model.values import TaskState
from ui.base.language import _
from ui.base.print_view import Markup
from ui.figures.addresses import link, rows_of
from ui.figures.headlines import change_since, compared_with, trend
from ui.figures.view import View, remember
from wording import formats
from wording.labels import MEASURE, MEASURE_FORMULA, TASK_STATE, label
from wording.opening import About, longest_words
from wording.periods import period_name
from wording.rates import rate
from wording.translation import mark

SHORTER = {Measure.CONTINUING_RATE: mark("Continuing tasks carried out")}
"""Names of measures that a tile has no room for."""
WIDTH, HEIGHT, EDGE = 92, 30, 3
"""Of the course, and what stays free above and below its line."""


@dataclass(frozen=True)
class Tile:
    """One figure. `rows` is what its value leads to, `explained` the measure whose computation the link below shows."""

    name: str
    value: str
    beside: str
    rows: About
    explained: Measure | None = None
    change: Fraction | None = None
    """In percentage points, or of a count in tasks."""
    is_better_less: bool = False
    course: tuple[float, ...] = ()


@remember
def tiles_html(view: View, filters: str) -> Markup:
    """`filters` are those of the URL, which the links keep."""
    before = compared_with(view)
    tiles = (
        _of_measure(view, Measure.DUE_COMPLETION, before, TaskSet.DUE),
        _overdue(view, before),
        _of_measure(view, Measure.TIMELINESS, before, Measure.TIMELINESS),
        _of_measure(view, Measure.CONTINUING_RATE, before, TaskSet.CONTINUING),
    )
    against = _against(view, before) if before is not None else ""
    return Markup(f'<div class="tiles">{"".join(_drawn(tile, against, filters) for tile in tiles)}</div>')


def _of_measure(view: View, measure: Measure, before: View | None, rows: About) -> Tile:
    now = view.total()
    return Tile(
        name=_(SHORTER[measure]) if measure in SHORTER else label(MEASURE, measure),
        value=formats.percent(now[measure].percent),
        beside=rate(now, measure).made_of,
        rows=rows,
        explained=measure,
        change=change_since(view, before, measure),
        course=tuple(trend(view, measure)),
    )


def _overdue(view: View, before: View | None) -> Tile:
    count, longest = view.total().states[TaskState.OVERDUE], view.longest_overdue()
    return Tile(
        name=label(TASK_STATE, TaskState.OVERDUE),
        value=formats.number(count),
        beside=longest_words(longest) if longest else "",
        rows=TaskState.OVERDUE,
        change=None if before is None else Fraction(count - before.total().states[TaskState.OVERDUE]),
        is_better_less=True,
    )


def _drawn(tile: Tile, against: str, filters: str) -> str:
    address = rows_of(tile.rows, filters)
    value = link(escape(tile.value), address, looks="value", said=f"{tile.name}: {tile.value} {tile.beside}".strip())
    beside = f"<small>{escape(tile.beside)}</small>" if tile.beside else ""
    course = _course(tile.course) if len(tile.course) > 1 else ""
    more = (
        link(escape(_("List")), address, said=_("List: {figure}").format(figure=tile.name))
        if tile.explained is None
        else link(
            escape(_("How it is computed")),
            rows_of(tile.explained, filters),
            said=_(MEASURE_FORMULA[tile.explained]),
        )
    )
    change = "" if tile.change is None else _change(tile, against)
    return f"<section><h2>{escape(tile.name)}</h2><p>{value} {beside}</p>{course}<p>{change}</p>{more}</section>"


def _change(tile: Tile, against: str) -> str:
    change = tile.change or Fraction(0)
    if not change:
        unchanged = _("unchanged")
        return f"{escape(unchanged)} {escape(against)}"
    looks = "better" if (change < 0) is tile.is_better_less else "worse"
    words = f"{'▲' if change > 0 else '▼'} {formats.number(abs(change))}"
    unit = "" if tile.is_better_less else _("points")
    return f'<b class="{looks}">{escape(words)}</b> {escape(unit)} {escape(against)}'


def _against(view: View, before: View) -> str:
    """What a change refers to (definitions §4)."""
    if before.cutoff.as_of != view.cutoff.as_of:
        return _("against {day}").format(day=formats.day(local_day(before.cutoff.as_of)))
    assert before.cutoff.period is not None, "another day or another period"
    if before == view.year_before():
        return _("against the same period of {year}").format(year=before.cutoff.period.year)
    return _("against the end of {period}").format(period=period_name(before.cutoff.period))


def _course(values: tuple[float, ...]) -> str:
    """The measure over the last periods: the page of periods has its numbers, so readers of the screen are not told it."""
    least, most = min(values), max(values)
    step, height = WIDTH / (len(values) - 1), HEIGHT - 2 * EDGE
    points = " ".join(
        f"{place * step:.0f},{EDGE + height * (1 - (value - least) / ((most - least) or 1)):.0f}"
        for place, value in enumerate(values)
    )
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polyline points="{points}" fill="none" stroke="{COURSE}" stroke-width="2"/></svg>'
    )
    return f'<img alt="" width="{WIDTH}" height="{HEIGHT}" src="data:image/svg+xml,{quote(drawn)}">'
