"""Directive, plan, section and task as boxes in boxes, each task one box in the colour of its state."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts import colours
from charts.chart_frame import finish, folded
from data_model.values import TaskState
from wording.labels import TASK_STATE, label

HEIGHT = 560
TITLE_WIDTH, MOST_LINES = 26, 5


@dataclass(frozen=True, slots=True)
class Box:
    """`key` is unique, `inside` the key of the box around it (empty for the outermost); a task, or `count` of them in one
    state, has a state."""

    key: str
    inside: str
    name: str
    words: str = ""
    state: TaskState | None = None
    count: int = 1


def treemap(boxes: Sequence[Box]) -> go.Figure:
    """A click on a box opens it, one on the path above goes back; sizes are numbers of tasks."""
    figure = go.Figure(
        go.Treemap(
            ids=[box.key for box in boxes],
            parents=[box.inside for box in boxes],
            labels=[folded(box.name, width=TITLE_WIDTH, most=MOST_LINES) for box in boxes],
            values=[0 if box.state is None else box.count for box in boxes],
            text=[folded(box.words, width=TITLE_WIDTH) for box in boxes],
            textinfo="label+text",
            marker={"colors": [_colour(box) for box in boxes], "pattern": _patterns(boxes)},
            pathbar={"visible": True, "thickness": 28},
            tiling={"pad": 2},
            hovertemplate="%{label}<br>%{text}<extra></extra>",
        )
    )
    for state in TaskState:
        if any(box.state is state for box in boxes):
            marker = colours.marker(colours.STATE[state], colours.STATE_PATTERN.get(state, ""))
            figure.add_bar(x=[None], y=[None], name=label(TASK_STATE, state), marker=marker, showlegend=True)
    finish(figure, height=HEIGHT)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return figure


def _colour(box: Box) -> str:
    return colours.BRANCH if box.state is None else colours.STATE[box.state]


def _patterns(boxes: Sequence[Box]) -> dict[str, object]:
    shapes = [colours.STATE_PATTERN.get(box.state, "") if box.state else "" for box in boxes]
    return {"shape": shapes, "fillmode": "overlay", "fgcolor": "#ffffff", "fgopacity": 0.4, "size": 7, "solidity": 0.25}
