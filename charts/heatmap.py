"""A rate of each group in each period, as a map of cells."""

from collections.abc import Sequence

import plotly.graph_objects as go

from charts import colours
from charts.chart_frame import finish, folded
from wording import formats
from wording.rates import Rate

NAME_WIDTH = 26


def rates_map(
    groups: Sequence[tuple[str, str]],
    periods: Sequence[tuple[str, str]],
    cells: Sequence[Sequence[Rate | None]],
) -> go.Figure:
    """One row per group, one column per period, both as (code, name); each cell shows its rate, or a dash on grey.

    The cells are bars of equal height: unlike those of a heat map they can be clicked. Their `customdata` is the
    code of the group and that of the period.
    """
    names = [folded(name, width=NAME_WIDTH) for _, name in groups]
    figure = go.Figure()
    for place, (period, period_name) in enumerate(periods):
        rates = [row[place] for row in cells]
        figure.add_bar(
            y=names,
            x=[1] * len(groups),
            base=place - 0.5,
            orientation="h",
            marker=_marker(rates),
            text=[_words(rate) for rate in rates],
            textfont={"color": [colours.on_scale(_percent(rate))[1] for rate in rates]},
            insidetextanchor="middle",
            textposition="inside",
            textangle=0,
            constraintext="none",
            customdata=[[group, period] for group, _ in groups],
            hovertext=[rate.words if rate else formats.NO_VALUE for rate in rates],
            hovertemplate=f"%{{y}}<br>{folded(period_name)}: %{{hovertext}}<extra></extra>",
            showlegend=False,
        )
    figure.update_layout(barmode="overlay", bargap=0)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(
        tickvals=list(range(len(periods))),
        ticktext=[folded(name, width=9, most=3) for _, name in periods],
        tickangle=0,
        range=[-0.5, len(periods) - 0.5],
        showgrid=False,
        side="top",
    )
    finish(figure, rows=len(groups))
    return figure.update_layout(bargap=0)


def _marker(rates: Sequence[Rate | None]) -> dict[str, object]:
    colour = [colours.on_scale(_percent(rate))[0] for rate in rates]
    pattern = ["/" if _percent(rate) is None else "" for rate in rates]
    drawn = {"shape": pattern, "fillmode": "overlay", "fgcolor": "#ffffff", "size": 6, "solidity": 0.2}
    return {"color": colour, "pattern": drawn, "line": {"color": "#ffffff", "width": 1}}


def _percent(rate: Rate | None) -> float | None:
    return None if rate is None or rate.percent is None else float(rate.percent)


def _words(rate: Rate | None) -> str:
    percent = _percent(rate)
    return formats.NO_VALUE if percent is None else formats.number(percent)
