"""How the reports of each period came in."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from data_model.rules.arrivals import Arrival
from figures import colours
from figures.layout import finish, folded
from wording.labels import ARRIVAL, label


def arrivals_by_period(rows: Sequence[tuple[str, Mapping[Arrival, int]]]) -> go.Figure:
    """One column a period (name, count of each arrival); its height is what was expected."""
    figure = go.Figure()
    for one in Arrival:
        counts = [arrivals[one] for _, arrivals in rows]
        figure.add_bar(
            x=[folded(name, width=9, most=3) for name, _ in rows],
            y=counts,
            name=label(ARRIVAL, one),
            marker=colours.marker(colours.ARRIVAL[one], colours.ARRIVAL_PATTERN.get(one, "")),
            text=[str(count) if count else "" for count in counts],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            hovertemplate="%{x}<br>%{fullData.name}: %{y}<extra></extra>",
        )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(tickangle=0)
    figure.update_yaxes(showticklabels=False, showgrid=False)
    return finish(figure)
