"""A rate of each group, and rates over the periods."""

from collections.abc import Sequence

import plotly.graph_objects as go

from data_model.rules.measures import Ratio
from figures import colours
from figures.layout import finish, folded
from wording import formats


def rate_by_group(rows: Sequence[tuple[str, Ratio]]) -> go.Figure:
    """One bar a row (name, rate), each with its rate and n/N; a row without a rate keeps its place and a dash."""
    names = [folded(name) for name, _ in rows]
    percents = [float(ratio.percent or 0) for _, ratio in rows]
    figure = go.Figure(
        go.Bar(
            y=names,
            x=percents,
            orientation="h",
            marker={"color": colours.BAR},
            text=[formats.share(ratio) for _, ratio in rows],
            textposition=["inside" if percent > 45 else "outside" for percent in percents],
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(range=[0, 100], ticksuffix=" %", dtick=25)
    return finish(figure, rows=len(rows))


def rates_by_period(periods: Sequence[str], lines: Sequence[tuple[str, Sequence[Ratio]]]) -> go.Figure:
    """One line a measure (name, a rate for each period); where there is no rate the line has a gap."""
    figure = go.Figure()
    for (name, ratios), colour, dash in zip(lines, colours.LINE, colours.DASHES, strict=False):
        figure.add_scatter(
            x=[folded(name, width=9, most=3) for name in periods],
            y=[None if ratio.percent is None else float(ratio.percent) for ratio in ratios],
            name=name,
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 2.5},
            marker={"size": 8},
            text=[formats.share(ratio) for ratio in ratios],
            hovertemplate="%{x}<br>%{fullData.name}: %{text}<extra></extra>",
        )
    figure.update_xaxes(tickangle=0)
    figure.update_yaxes(range=[0, 104], ticksuffix=" %", dtick=25)
    return finish(figure)
