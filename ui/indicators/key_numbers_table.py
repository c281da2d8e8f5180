"""The key numbers on pages about something else: the most telling of them, each a link to the page of them all."""

from collections.abc import Iterable

import streamlit as st

from data_model.rules.indicators.figures import IndicatorFigure
from exports.indicators.indicator_rows import indicator_rows
from ui.base.language import _
from ui.base.menu import KEY_NUMBERS
from ui.base.reading_table import show_reading_table
from ui.figures.addresses import address_of
from ui.figures.view import View
from ui.indicators.view_indicators import key_numbers
from wording.periods import period_name


def show_key_numbers(view: View, filters: str, *, most: int | None = None) -> None:
    """Nothing where the plans of the view have none with a value, and over several provinces, where adding them up takes a
    second: they have the page. `filters` are those of the URL, which the links keep."""
    if len({plan.province for plan in view.plans}) > 1:
        return
    figures = telling(key_numbers(view))[:most]
    if not figures or view.period is None:
        return
    title = _("Key numbers of {period}").format(period=period_name(view.period))
    st.header(title)
    address = address_of(KEY_NUMBERS, filters)
    show_reading_table(indicator_rows(figures), name=title, empty="", links=dict.fromkeys(range(len(figures)), address))


def telling(figures: Iterable[IndicatorFigure]) -> list[IndicatorFigure]:
    """Those with a value in the year, first those that are held against a target."""
    return sorted(
        (figure for figure in figures if figure.running is not None), key=lambda figure: figure.target is None
    )
