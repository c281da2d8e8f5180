"""Timeliness of reports by period, and submissions by day."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from charts import colours
from charts.chart_frame import finish, folded
from data_model.rules.figures.timeliness import ReportTimeliness
from wording import formats
from wording.labels import REPORT_TIMELINESS, label
from wording.translation import _

SHARES_HEIGHT = 300


def timeliness_by_period(rows: Sequence[tuple[str, Mapping[ReportTimeliness, int]]]) -> go.Figure:
    """One column per period (name, count of each timeliness), stacked to 100 % of the expected reports."""
    names = [folded(name, width=9, most=3) for name, _counts in rows]
    expected = [sum(by_timeliness.values()) for _name, by_timeliness in rows]
    figure = go.Figure()
    for timeliness in ReportTimeliness:
        counts = [by_timeliness[timeliness] for _name, by_timeliness in rows]
        shares = [100 * n / d if d else 0 for n, d in zip(counts, expected, strict=True)]
        figure.add_bar(
            x=names,
            y=shares,
            name=label(REPORT_TIMELINESS, timeliness),
            marker=colours.marker(
                colours.REPORT_TIMELINESS[timeliness], colours.REPORT_TIMELINESS_PATTERN.get(timeliness, "")
            ),
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


def cumulative_submissions(days: Sequence[tuple[int, int]], expected: int) -> go.Figure:
    """The number of reports submitted by each day, counted from the due day, and a line at the number expected."""
    figure = go.Figure(
        go.Scatter(
            x=[day for day, _count in days],
            y=[count for _day, count in days],
            mode="lines",
            line={"shape": "hv", "color": colours.BAR, "width": 2.5},
            fill="tozeroy",
            fillcolor="rgba(47, 111, 181, 0.18)",
            name=_("Came in"),
            text=[f"{count}/{expected}" for _day, count in days],
            hovertemplate=_("day {day} from the due day: {count}").format(day="%{x}", count="%{text}")
            + "<extra></extra>",
        )
    )
    first, last = days[0][0], days[-1][0]
    figure.add_scatter(
        x=[first, last],
        y=[expected, expected],
        mode="lines",
        name=_("Expected"),
        line={"color": colours.MEDIAN, "dash": "dash", "width": 1.5},
        hoverinfo="skip",
    )
    figure.add_vline(x=0, line={"color": colours.MEDIAN, "width": 1.5, "dash": "dot"})
    figure.update_xaxes(tickangle=0, dtick=max(1, -(-(last - first) // 10)), title=_("Days from the due day (0)"))
    figure.update_yaxes(rangemode="tozero", dtick=max(1, expected // 5))
    return finish(figure, height=SHARES_HEIGHT)
