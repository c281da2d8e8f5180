"""Tasks by their due dates: when each was due, and when it was completed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from charts import colours
from charts.chart_frame import finish, folded
from data_model.values import TaskState
from wording import formats
from wording.labels import TASK_STATE, label
from wording.translation import _

SYMBOLS = {
    TaskState.DONE_ON_TIME: "circle",
    TaskState.DONE_LATE: "diamond",
    TaskState.IN_PROGRESS: "circle-open",
    TaskState.OVERDUE: "x",
    TaskState.VOID: "line-ew-open",
}


@dataclass(frozen=True, slots=True)
class DatedTask:
    name: str
    due_on: date
    done_on: date | None
    state: TaskState


def due_dates(tasks: Sequence[DatedTask], *, today: date) -> go.Figure:
    """One row per task: a mark on its due date, and a line to the day on which it was completed, or to today."""
    names = [f"{place}. {folded(task.name, width=40, most=1)}" for place, task in enumerate(tasks, start=1)]
    figure = go.Figure()
    for task, name in zip(tasks, names, strict=True):
        end = task.done_on or (today if task.state is TaskState.OVERDUE else task.due_on)
        figure.add_scatter(
            x=[task.due_on, end],
            y=[name, name],
            mode="lines",
            line={"color": colours.STATE[task.state], "width": 4},
            showlegend=False,
            hoverinfo="skip",
        )
    for state in TaskState:
        shown = [(task, name) for task, name in zip(tasks, names, strict=True) if task.state is state]
        if shown:
            figure.add_scatter(
                x=[task.due_on for task, _name in shown],
                y=[name for _task, name in shown],
                mode="markers",
                name=label(TASK_STATE, state),
                marker={"symbol": SYMBOLS.get(state, "circle"), "size": 12, "color": colours.STATE[state]},
                text=[_dates(task) for task, _name in shown],
                hovertemplate="%{y}<br>%{text}<extra></extra>",
            )
    figure.add_vline(x=today, line={"color": colours.MEDIAN, "dash": "dot", "width": 1.5})
    figure.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=names)
    figure.update_xaxes(tickformat="%m/%Y")
    return finish(figure, rows=len(tasks))


def _dates(task: DatedTask) -> str:
    due = _("due {day}").format(day=formats.day(task.due_on))
    return f"{due}; " + _("completed {day}").format(day=formats.day(task.done_on)) if task.done_on else due
