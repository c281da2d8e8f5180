"""Layout shared by all charts."""

from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from data_model.values import Language
from wording.translation import language

ROW_HEIGHT = 31
FRAME_HEIGHT = 90
LEGEND_HEIGHT, LEGEND_LINE, NAMES_BESIDE = 34, 20, 4
"""Height of a legend of up to two lines, of each further line, and names per line on a medium screen."""
LEAST_HEIGHT = 124
"""Below this height Plotly cuts off the axis."""
LONGEST_LINE = 34


def finish(figure: go.Figure, *, rows: int | None = None, height: int = 340) -> go.Figure:
    """Legend on top, number formats of the run's language; with `rows`, as high as that many bars need."""
    separators = ",." if language() is Language.VI else ".,"
    figure.update_layout(
        separators=separators,
        legend={"orientation": "h", "yanchor": "bottom", "y": 1, "x": 0, "xanchor": "left", "traceorder": "normal"},
        margin={"l": 8, "r": 16, "t": 8, "b": 8},
        height=height if rows is None else max(_frame_height(figure) + ROW_HEIGHT * rows, LEAST_HEIGHT),
        bargap=0.25,
        hoverlabel={"namelength": -1},
        font={"family": "Source Sans, Source Sans Pro, sans-serif"},
    )
    figure.update_xaxes(automargin=True, fixedrange=True)  # or a finger that scrolls the page drags the axis
    figure.update_yaxes(automargin=True, fixedrange=True)
    return figure


def _frame_height(figure: go.Figure) -> int:
    """The height besides the bars: the axis, and a legend if there is more than one trace."""
    if len(figure.data) < 2:
        return FRAME_HEIGHT - LEGEND_HEIGHT
    lines = -(-sum(trace.showlegend is not False for trace in figure.data) // NAMES_BESIDE)
    return FRAME_HEIGHT + LEGEND_LINE * max(lines - 2, 0)


def folded(text: str, *, width: int = LONGEST_LINE, most: int = 2) -> str:
    """A long name on a few short lines, escaped."""
    lines = [escape(line) for line in wrap(text, width)]
    return "<br>".join(lines[:most]) + ("…" if len(lines) > most else "")
