"""The charts of a report as PNG, drawn with matplotlib; the same numbers give the same bytes."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from charts import colours
from data_model.rules.figures.measures import Ratio
from data_model.values import TaskState
from wording import formats
from wording.labels import TASK_STATE, label

FONTS_DIR = Path(__file__).parent.parent / "fonts"
WIDTH_CM = 16.0
LEGEND_COLUMNS, LEGEND_LINE = 2, 0.45
"""Names of states on one line of the legend, and how high that is in centimetres."""
_CM = 1 / 2.54
_DOTS_PER_INCH = 200
_TEXT = FontProperties(fname=FONTS_DIR / "LiberationSerif-Regular.ttf", size=10)
_SMALL = FontProperties(fname=FONTS_DIR / "LiberationSerif-Regular.ttf", size=9)
_LINE_STYLES = {"solid": "-", "dash": "--", "dot": ":"}
_GREY = "#555555"
_LEAST_GAP = 7.0
"""Between the words at the ends of two lines, in percent of the height."""


def states_picture(rows: Sequence[tuple[str, Mapping[TaskState, int]]]) -> bytes:
    """One bar per row (name, count of each state), first row on top; empty bytes for no rows."""
    if not rows:
        return b""
    shown = [state for state in TaskState if any(states[state] for _, states in rows)]
    figure, axes = _sheet(height=0.9 + 0.9 * len(rows) + LEGEND_LINE * -(-len(shown) // LEGEND_COLUMNS))
    places = list(range(len(rows)))
    starts = [0] * len(rows)
    for state in shown:
        counts = [states[state] for _, states in rows]
        _bars(axes, places, counts, starts, state)
        starts = [start + count for start, count in zip(starts, counts, strict=True)]
    axes.set_yticks(places, [_folded(name) for name, _ in rows])
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.set_xlim(0, max(starts) or 1)
    _legend(figure, columns=LEGEND_COLUMNS)
    return _png(figure, axes)


def _bars(axes: Axes, places: Sequence[int], counts: Sequence[int], starts: Sequence[int], state: TaskState) -> None:
    drawn = axes.barh(
        places,
        counts,
        left=starts,
        height=0.68,
        color=colours.STATE[state],
        hatch=colours.STATE_PATTERN.get(state, "") * 2,
        edgecolor="white",
        linewidth=0.4,
        label=label(TASK_STATE, state),
    )
    box = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
    axes.bar_label(
        drawn,
        labels=[str(count) if count else "" for count in counts],
        label_type="center",
        fontproperties=_SMALL,
        bbox=box,
    )
    for text, count in zip(axes.texts[-len(counts) :], counts, strict=True):
        text.set_visible(bool(count))


def rates_picture(periods: Sequence[str], lines: Sequence[tuple[str, Sequence[Ratio]]]) -> bytes:
    """One line per measure (name, a rate for each period), with gaps for missing rates; empty bytes for a single period."""
    if len(periods) < 2:
        return b""
    figure, axes = _sheet(height=6.5)
    places = list(range(len(periods)))
    ends: list[tuple[float, str, str]] = []
    for number, (name, ratios) in enumerate(lines):
        heights = [float("nan") if ratio.percent is None else float(ratio.percent) for ratio in ratios]
        colour, dash = colours.LINE[number % len(colours.LINE)], colours.DASHES[number % len(colours.DASHES)]
        style = _LINE_STYLES[dash]
        axes.plot(places, heights, style, color=colour, marker="os^"[number % 3], markersize=5, label=name)
        if ratios[-1].percent is not None:
            ends.append((heights[-1], formats.percent(ratios[-1].percent), colour))
    _label_ends(axes, places[-1], ends)
    axes.set_xticks(places, ["\n".join(wrap(name, 12)) for name in periods])
    axes.set_xlim(-0.3, len(periods) - 0.45)
    axes.set_ylim(0, 108)
    axes.set_yticks(range(0, 101, 25), [f"{step}%" for step in range(0, 101, 25)])
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.6)
    _legend(figure, columns=len(lines))
    return _png(figure, axes)


def _sheet(*, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH_CM * _CM, height * _CM), dpi=_DOTS_PER_INCH, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(_GREY)
    return figure, axes


def _folded(name: str) -> str:
    """The name on at most two lines."""
    lines = wrap(name, 46)
    return "\n".join(lines[:2]) + ("…" if len(lines) > 2 else "")


def _legend(figure: Figure, *, columns: int) -> None:
    """The legend with `columns` names per line; more would be cut off."""
    figure.legend(loc="outside upper center", ncols=columns, prop=_SMALL, frameon=False)


def _label_ends(axes: Axes, place: int, ends: Sequence[tuple[float, str, str]]) -> None:
    """Labels for the ends of lines (height, words, colour), moved apart where lines meet."""
    lowest = -_LEAST_GAP
    for height, words, colour in sorted(ends):
        lowest = max(height, lowest + _LEAST_GAP)
        axes.annotate(words, (place + 0.08, lowest), fontproperties=_SMALL, color=colour, va="center", ha="left")


def _png(figure: Figure, axes: Axes) -> bytes:
    """In the product's own font, and without time and program name in the file."""
    for text in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        text.set_fontproperties(_TEXT)
    written = io.BytesIO()
    figure.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()
