"""Figures of indicators in words."""

from data_model.rules.indicators.figures import IndicatorFigure
from wording import formats
from wording.translation import _


def reported_words(figure: IndicatorFigure) -> str:
    """How many of the agencies asked have a number in the period: `3/12`; "chưa có số liệu" where none has."""
    if not figure.reported:
        return _("no numbers yet")
    return f"{formats.number(figure.reported)}/{formats.number(figure.asked)}"


def amount_with_unit(figure: IndicatorFigure) -> str:
    """The running total with its unit: `174 lượt người`."""
    return f"{formats.amount(figure.running)} {figure.key.unit}"
