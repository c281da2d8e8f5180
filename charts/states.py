"""The number of tasks in each state."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from charts import colours
from charts.chart_frame import finish, folded
from data_model.values import TaskState
from wording.labels import TASK_STATE, label


def states_by_group(rows: Sequence[tuple[str, Mapping[TaskState, int]]]) -> go.Figure:
    """One bar per row (name, count of each state), first row on top; only states that occur are drawn."""
    names = [folded(name) for name, _ in rows]
    figure = go.Figure()
    for state in TaskState:
        counts = [states[state] for _, states in rows]
        if any(counts):
            figure.add_bar(
                y=names,
                x=counts,
                orientation="h",
                name=label(TASK_STATE, state),
                marker=colours.marker(colours.STATE[state], colours.STATE_PATTERN.get(state, "")),
                text=[str(count) if count else "" for count in counts],
                textposition="inside",
                insidetextanchor="middle",
                hovertemplate="%{y}<br>%{fullData.name}: %{x}<extra></extra>",
            )
    figure.update_layout(barmode="stack")
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(showticklabels=False, showgrid=False)
    return finish(figure, rows=len(rows))
