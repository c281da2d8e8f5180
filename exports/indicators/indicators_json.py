"""Figures of indicators as plain data for JSON, as `manage.py figures --by indicator` prints them."""

from decimal import Decimal
from typing import Any

from data_model.rules.indicators.figures import IndicatorFigure


def indicator_as_data(figure: IndicatorFigure) -> dict[str, Any]:
    """Amounts are texts, as a JSON number may lose digits on its way; None is nothing reported."""
    return {
        "key": figure.key.name,
        "label": figure.key.name,
        "unit": figure.key.unit,
        "adds_up": figure.key.adds_up.value,
        "in_period": _plain(figure.in_period),
        "running_total": _plain(figure.running),
        "year_before": _plain(figure.year_before),
        "target": _plain(figure.target),
        "target_reached_percent": None if figure.reached_percent is None else float(figure.reached_percent),
        "reported": figure.reported,
        "asked": figure.asked,
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
