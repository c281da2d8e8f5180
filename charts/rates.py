"""A rate of each group, and rates over the periods."""

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from charts import colours
from charts.chart_frame import finish, folded
from wording.rates import Rate


def rate_by_group(rows: Sequence[tuple[str, Rate]]) -> go.Figure:
    """One bar per row (name, rate), labelled with its rate and n/N; a row without a rate shows a dash."""
    names = [folded(name) for name, _ in rows]
    percents = [float(rate.percent or 0) for _, rate in rows]
    figure = go.Figure(
        go.Bar(
            y=names,
            x=percents,
            orientation="h",
            marker={"color": colours.BAR},
            text=[rate.words for _, rate in rows],
            textposition=["inside" if percent > 45 else "outside" for percent in percents],
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(range=[0, 100], ticksuffix=" %", dtick=25)
    return finish(figure, rows=len(rows))


def rates_by_period(periods: Sequence[str], lines: Sequence[tuple[str, Sequence[Rate]]]) -> go.Figure:
    """One line per measure (name, a rate for each period), with gaps for missing rates."""
    figure = go.Figure()
    for (name, rates), colour, dash in zip(lines, colours.LINE, colours.DASHES, strict=False):
        figure.add_scatter(
            x=[folded(name, width=9, most=3) for name in periods],
            y=[None if rate.percent is None else float(rate.percent) for rate in rates],
            name=escape(name),
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 2.5},
            marker={"size": 8},
            text=[rate.words for rate in rates],
            hovertemplate="%{x}<br>%{fullData.name}: %{text}<extra></extra>",
        )
    figure.update_xaxes(tickangle=0)
    figure.update_yaxes(range=[0, 104], ticksuffix=" %", dtick=25)
    return finish(figure)
