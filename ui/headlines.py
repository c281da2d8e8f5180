"""The whole in words, and the headline figures with n/N, what they were one period before, and their way over the periods."""

from fractions import Fraction
from typing import Any

import streamlit as st

from data_model.rules.measures import Figures, Measure, Ratio
from data_model.rules.periods import Period
from data_model.values import GroupBy
from ui.language import _
from ui.view import View, remember
from ui.why import why_link
from wording import formats
from wording.labels import MEASURE, MEASURE_FORMULA, label
from wording.periods import period_name
from wording.summary import needs, summary

HEADLINES = (
    Measure.DUE_COMPLETION,
    Measure.ON_TIME_COMPLETION,
    Measure.PROGRESS,
    Measure.CONTINUING_RATE,
    Measure.COMPLETENESS,
    Measure.TIMELINESS,
)

TREND_PERIODS = 8


@remember
def in_words(view: View) -> str:
    """The whole in a sentence or two, and what needs action."""
    return f"{summary(view.total(), as_of=view.lens.as_of)} **{needs(view.attention(), past_day=view.past_day)}**"


def show_headlines(view: View) -> None:
    headlines = _headlines(view)
    with st.container(key="headlines"):  # each figure with its link in one cell of a grid (web/assets/app.css)
        for measure, shown in headlines.items():
            st.metric(**shown)
            why_link(measure)
    caption = _caption(view)
    if caption:
        st.caption(caption)


@remember
def _headlines(view: View) -> dict[Measure, dict[str, Any]]:
    """How `st.metric` is to draw each figure."""
    now = view.total()
    period_before = view.period_before()
    before = view.at_period(period_before).total() if period_before else None
    return {measure: _headline(measure, now, before, _trend(view, measure)) for measure in HEADLINES}


def _headline(measure: Measure, now: Figures, before: Figures | None, trend: list[float]) -> dict[str, Any]:
    change = _change(now[measure], before[measure] if before else None)
    return {
        "label": _name(measure, now),
        "value": formats.percent(now[measure].percent),
        "delta": None if change is None else formats.points(change),
        "delta_color": "normal" if change else "off",
        "delta_arrow": "auto" if change else "off",
        "delta_description": formats.n_of_d(now[measure]),
        "help": _(MEASURE_FORMULA[measure]),
        "border": True,
        "chart_data": trend if len(trend) > 1 else None,
        "chart_type": "line",
    }


@remember
def _caption(view: View) -> str:
    """Which period and day the figures are of, and what the changes are against."""
    if view.period is None:
        return ""
    period_before = view.period_before()
    words = [_("Reports of: {period}.").format(period=period_name(view.period))]
    if view.lens.period is None:
        words.append(_("Tasks as of {day}.").format(day=formats.day(view.lens.as_of.date())))
    if period_before:
        words.append(_("Change against the end of {period}.").format(period=period_name(period_before)))
    return " ".join(words)


def _trend(view: View, measure: Measure) -> list[float]:
    """The measure at the end of each of the last periods up to the one looked at; periods without it are left out."""
    until = view.lens.period
    groups = [one for one in view.groups(GroupBy.PERIOD) if until is None or Period.from_code(one.key or "") <= until]
    percents = [one.figures[measure].percent for one in groups[-TREND_PERIODS:]]
    return [round(float(percent), 1) for percent in percents if percent is not None]


def _name(measure: Measure, now: Figures) -> str:
    """Beside progress it is always said how much of it was reported."""
    if measure is not Measure.PROGRESS:
        return label(MEASURE, measure)
    coverage = f"{label(MEASURE, Measure.COVERAGE).lower()} {formats.share(now[Measure.COVERAGE])}"
    return f"{label(MEASURE, measure)} · {coverage}"


def _change(now: Ratio, before: Ratio | None) -> Fraction | None:
    """Percentage points since the period before."""
    if before is None or now.percent is None or before.percent is None:
        return None
    return now.percent - before.percent
