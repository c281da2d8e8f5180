"""The headline figures with their n/N, change and trend."""

from fractions import Fraction
from typing import Any

import streamlit as st

from data_model.rules.figures.comparison import are_comparable, comparable_periods
from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.plans.periods import Period, local_day
from data_model.values import GroupBy
from ui.base.language import _
from ui.figures.explanation import explanation_link
from ui.figures.view import View, remember
from wording import formats
from wording.labels import MEASURE, MEASURE_FORMULA, label
from wording.periods import period_name
from wording.rates import rate

HEADLINES = (
    Measure.DUE_COMPLETION,
    Measure.ON_TIME_COMPLETION,
    Measure.PROGRESS,
    Measure.CONTINUING_RATE,
    Measure.COMPLETENESS,
    Measure.TIMELINESS,
)

TREND_PERIODS = 8


def show_headlines(view: View) -> None:
    headlines = _headlines(view)
    with st.container(key="headlines"):  # each figure with its link in one cell of a grid (web/assets/app.css)
        for measure, shown in headlines.items():
            st.metric(**shown)
            explanation_link(measure)
    caption = _caption(view)
    if caption:
        st.caption(caption)


@remember
def _headlines(view: View) -> dict[Measure, dict[str, Any]]:
    """The arguments of `st.metric` for each measure."""
    before = compared_with(view)
    return {measure: _headline(view, measure, before) for measure in HEADLINES}


def compared_with(view: View) -> View | None:
    """The view that changes refer to: the same period of the year before, else the period before (definitions §4)."""
    period_before = view.period_before()
    return view.year_before() or (view.at_period(period_before) if period_before else None)


def _headline(view: View, measure: Measure, before: View | None) -> dict[str, Any]:
    now, course = view.total(), trend(view, measure)
    change = change_since(view, before, measure)
    return {
        "label": _name(measure, now),
        "value": formats.percent(now[measure].percent),
        # Streamlit reads the sign to choose the arrow, and knows no true minus.
        "delta": None if change is None else formats.signed(change).replace("−", "-"),
        "delta_color": "normal" if change else "off",
        "delta_arrow": "auto" if change else "off",
        "delta_description": rate(now, measure).made_of,
        "help": _(MEASURE_FORMULA[measure]),
        "border": True,
        "chart_data": course if len(course) > 1 else None,
        "chart_type": "line",
    }


@remember
def _caption(view: View) -> str:
    """The period and day of the figures, and what changes refer to."""
    words = [_("Reports of: {period}.").format(period=period_name(view.period))] if view.period else []
    if view.period and view.cutoff.period is None:
        words.append(_("Tasks as of {day}.").format(day=formats.day(local_day(view.cutoff.as_of))))
    before = compared_with(view)
    if before is not None:
        words.append(_change_against(view, before))
        if not all(_is_comparable(view, before, measure) for measure in HEADLINES):
            words.append(_("Continuing tasks are not compared: the two periods are not of one length."))
    return " ".join(words)


def _change_against(view: View, before: View) -> str:
    if before.cutoff.as_of != view.cutoff.as_of:
        day = formats.day(local_day(before.cutoff.as_of))
        return _("Change in percentage points against the same day of the year before, {day}.").format(day=day)
    assert before.cutoff.period is not None, "another day or another period"
    period = period_name(before.cutoff.period)
    if before == view.year_before():
        return _("Change in percentage points against the same period of the year before, {period}.").format(
            period=period
        )
    return _("Change in percentage points against the end of {period}.").format(period=period)


def _is_comparable(view: View, before: View, measure: Measure) -> bool:
    return are_comparable(measure, view.period, before.period, view.plans)


def trend(view: View, measure: Measure) -> list[float]:
    """The measure in each of the last periods up to the view's; without periods that have no value."""
    until = view.cutoff.period
    ended = {Period.from_code(group.key or ""): group.figures for group in view.groups(GroupBy.PERIOD)}
    shown = comparable_periods(measure, [period for period in ended if until is None or period <= until], view.plans)
    percents = [ended[period][measure].percent for period in shown[-TREND_PERIODS:]]
    return [round(float(percent), 1) for percent in percents if percent is not None]


def _name(measure: Measure, now: Figures) -> str:
    """The name of the measure; progress is always named with its coverage."""
    if measure is not Measure.PROGRESS:
        return label(MEASURE, measure)
    words = _("{measure} · reported on: {coverage}")
    return words.format(measure=label(MEASURE, measure), coverage=rate(now, Measure.COVERAGE).words)


def change_since(view: View, before: View | None, measure: Measure) -> Fraction | None:
    """In percentage points; None where the two are not comparable, or one has no rate."""
    if before is None or not _is_comparable(view, before, measure):
        return None
    percent, percent_before = view.total()[measure].percent, before.total()[measure].percent
    return None if percent is None or percent_before is None else percent - percent_before
