"""The figures of indicators of a view, cached like its other figures."""

from data_model.rules.indicators.facts import IndicatorKey
from data_model.rules.indicators.figures import IndicatorFigure, IndicatorFigures, IndicatorSource
from data_model.store import open_session
from data_model.store.indicators.values import read_numbers
from data_model.values import IndicatorsBy
from ui.figures.view import View, remember


@remember
def indicator_figures(view: View) -> IndicatorFigures:
    """What was reported in numbers, in the scope, cutoff and selection of the view."""
    facts = view.facts
    with open_session() as session:
        numbers = read_numbers(session, facts, today=view.today)
    return IndicatorFigures(IndicatorSource.at(facts, numbers, view.cutoff), view.cutoff, view.selection)


@remember
def key_numbers(view: View) -> list[IndicatorFigure]:
    """One figure for each indicator of the selected plans."""
    return indicator_figures(view).all()


@remember
def key_number_by(view: View, key: IndicatorKey, by: IndicatorsBy) -> list[tuple[str, IndicatorFigure]]:
    """One indicator, split."""
    return indicator_figures(view).split(key, by)
