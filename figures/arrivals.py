"""How the reports of each period came in, and how they came in day by day."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from data_model.rules.arrivals import Arrival
from figures import colours
from figures.layout import finish, folded
from wording import formats
from wording.labels import ARRIVAL, label

SHARES_HEIGHT = 300


def arrivals_by_period(rows: Sequence[tuple[str, Mapping[Arrival, int]]]) -> go.Figure:
    """One column a period (name, count of each arrival), its parts adding up to 100 % of what was expected."""
    names = [folded(name, width=9, most=3) for name, _ in rows]
    expected = [sum(arrivals.values()) for _, arrivals in rows]
    figure = go.Figure()
    for one in Arrival:
        counts = [arrivals[one] for _, arrivals in rows]
        shares = [100 * n / d if d else 0 for n, d in zip(counts, expected, strict=True)]
        figure.add_bar(
            x=names,
            y=shares,
            name=label(ARRIVAL, one),
            marker=colours.marker(colours.ARRIVAL[one], colours.ARRIVAL_PATTERN.get(one, "")),
            text=[str(count) if count else "" for count in counts],
            hovertext=[
                f"{n}/{d} ({formats.percent(share)})" for n, d, share in zip(counts, expected, shares, strict=True)
            ],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            hovertemplate="%{x}<br>%{fullData.name}: %{hovertext}<extra></extra>",
        )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(tickangle=0)
    figure.update_yaxes(range=[0, 100], ticksuffix=" %", dtick=25)
    return finish(figure, height=SHARES_HEIGHT)
