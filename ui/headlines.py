"""The headline figures with n/N and what they were one period before."""

from fractions import Fraction

import streamlit as st

from data_model.rules.measures import Figures, Measure, Ratio
from ui.language import _
from ui.view import View
from wording import formats
from wording.labels import MEASURE, MEASURE_FORMULA, label
from wording.periods import period_name

HEADLINES = (
    Measure.DUE_COMPLETION,
    Measure.ON_TIME_COMPLETION,
    Measure.PROGRESS,
    Measure.CONTINUING_RATE,
    Measure.COMPLETENESS,
    Measure.TIMELINESS,
)


def show_headlines(view: View) -> None:
    now = view.total()
    period_before = view.period_before()
    before = view.at_period(period_before).total() if period_before else None
    for row in (HEADLINES[:3], HEADLINES[3:]):
        for place, measure in zip(st.columns(3), row, strict=True):
            with place:
                _show_headline(measure, now, before)
    if view.period is not None:
        words = [_("Reports of: {period}.").format(period=period_name(view.period))]
        if view.lens.period is None:
            words.append(_("Tasks as of {day}.").format(day=formats.day(view.lens.as_of.date())))
        if period_before:
            words.append(_("Change against the end of {period}.").format(period=period_name(period_before)))
        st.caption(" ".join(words))


def _show_headline(measure: Measure, now: Figures, before: Figures | None) -> None:
    change = _change(now[measure], before[measure] if before else None)
    st.metric(
        _name(measure, now),
        formats.percent(now[measure].percent),
        delta=None if change is None else formats.points(change),
        delta_color="normal" if change else "off",
        delta_arrow="auto" if change else "off",
        delta_description=formats.n_of_d(now[measure]),
        help=_(MEASURE_FORMULA[measure]),
        border=True,
    )


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
