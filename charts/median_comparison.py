"""The rates of one group and the medians of its peers."""

from collections.abc import Sequence
from fractions import Fraction
from html import escape

import plotly.graph_objects as go

from charts import colours
from charts.chart_frame import finish, folded
from wording import formats
from wording.rates import Rate


def rates_and_median(
    rows: Sequence[tuple[str, Rate, Fraction | None]], *, own_name: str, median_name: str
) -> go.Figure:
    """One bar per row (name of the measure, own rate, the peers' median), the median as a mark on it."""
    names = [folded(name) for name, *_ in rows]
    figure = go.Figure(
        go.Bar(
            y=names,
            x=[float(rate.percent or 0) for _, rate, _ in rows],
            orientation="h",
            name=escape(own_name),
            marker={"color": colours.BAR},
            text=[rate.words for _, rate, _ in rows],
            textposition=["inside" if (rate.percent or 0) > 20 else "outside" for _, rate, _ in rows],
            insidetextanchor="start",
            constraintext="none",
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    figure.add_scatter(
        y=names,
        x=[None if median is None else float(median) for *_, median in rows],
        mode="markers",
        name=escape(median_name),
        marker={"symbol": "diamond", "size": 13, "color": colours.MEDIAN, "line": {"color": "#ffffff", "width": 2}},
        text=[formats.percent(median) for *_, median in rows],
        hovertemplate="%{y}: %{fullData.name} %{text}<extra></extra>",
    )
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(range=[-2, 102], ticksuffix=" %", dtick=25, tick0=0)
    return finish(figure, rows=len(rows))
