"""The figures of indicators of a view, cached like its other figures."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from data_model.rules.figures.selection import Selection
from data_model.rules.indicators.facts import IndicatorKey, IndicatorLine, SentNumbers
from data_model.rules.indicators.figures import IndicatorFigure, IndicatorFigures, IndicatorSource
from data_model.rules.people.access import Scope
from data_model.store import open_session
from data_model.store.base.engine import Versions
from data_model.store.indicators.catalogue import read_indicators
from data_model.store.indicators.values import last_value, sent_lines
from data_model.values import IndicatorsBy
from ui.figures.view import View, expected_of, facts_of, remember


def indicator_figures(view: View) -> IndicatorFigures:
    """What was reported in numbers, in the scope, cutoff and selection of the view."""
    everything = replace(view, selection=Selection(), cutoff=replace(view.cutoff, period=None, organisation=None))
    return IndicatorFigures(_source(everything), view.cutoff, view.selection)


@remember
def _source(view: View) -> IndicatorSource:
    """Whatever is selected, and of whatever period: read once for all filters."""
    return IndicatorSource.at(view.facts, _numbers(view.version, view.scope, view.today), view.cutoff)


@lru_cache(maxsize=16)
def _numbers(version: Versions, scope: Scope, today: date) -> SentNumbers:
    with open_session() as session:
        indicators = read_indicators(session, facts_of(version, scope, today).plans, today=today)
        last = last_value(session)
    return SentNumbers(tuple(indicators), _lines(version.store, version.expected, scope, today, last))


@lru_cache(maxsize=16)
def _lines(
    store: str, expected_version: int, scope: Scope, today: date, last: int
) -> tuple[tuple[int, IndicatorLine], ...]:
    """Most changes of a store bring no new values; these are read again when `last` has risen."""
    with open_session() as session:
        return sent_lines(session, expected_of(store, expected_version, scope, today))


@remember
def key_numbers(view: View) -> list[IndicatorFigure]:
    """One figure for each indicator of the selected plans."""
    return indicator_figures(view).all()


@remember
def key_number_by(view: View, key: IndicatorKey, by: IndicatorsBy) -> list[tuple[str, IndicatorFigure]]:
    """One indicator, split."""
    return indicator_figures(view).split(key, by)
