"""Figures of indicators as rows of a table, on screen and in files."""

from collections.abc import Iterable

from data_model.rules.indicators.figures import IndicatorFigure
from exports.base.table_rows import RowValue
from wording.indicators import reported_words
from wording.rates import Amount, Rate
from wording.translation import _


def indicator_rows(figures: Iterable[IndicatorFigure]) -> list[dict[str, RowValue]]:
    """One row for each indicator."""
    return [{_("Indicator"): figure.key.name, _("Unit"): figure.key.unit, **figure_cells(figure)} for figure in figures]


def figure_cells(figure: IndicatorFigure) -> dict[str, RowValue]:
    """In the period, running total, the same period of last year, target and its share, and who reported."""
    return {
        _("In the period"): Amount(figure.in_period),
        _("Running total of the year"): Amount(figure.running),
        _("Same period last year"): Amount(figure.year_before),
        _("Against last year (%)"): Rate(figure.change_percent),
        _("Target of the year"): Amount(figure.target),
        _("Target reached"): Rate(figure.reached_percent),
        _("Agencies with numbers"): reported_words(figure),
    }
