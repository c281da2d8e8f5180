"""One colour for each task state and each timeliness of a report, everywhere; distinct for colour-blind readers.

Taken from the palette of Okabe and Ito (2008), darkened where it would vanish on white.
"""

from typing import Any

from data_model.rules.figures.report_arrivals import ReportArrival
from data_model.rules.figures.timeliness import ReportTimeliness
from data_model.values import TaskState

STATE = {
    TaskState.DONE_ON_TIME: "#00795B",
    TaskState.DONE_LATE: "#7FC8A9",
    TaskState.DONE_UNDATED: "#3F9E7F",
    TaskState.IN_PROGRESS: "#4A90D0",
    TaskState.OVERDUE: "#C8430A",
    TaskState.NO_DEADLINE: "#E3A53B",
    TaskState.CARRIED_OUT: "#7750B0",
    TaskState.PARTLY: "#A990D6",
    TaskState.NOT_CARRIED_OUT: "#B23C78",
    TaskState.NOT_REPORTED: "#E0A6C8",
    TaskState.NOTHING_AROSE: "#B3AAC8",
    TaskState.VOID: "#D8DDE3",
}
"""Green is completed; violet and its neighbours are the continuing tasks, judged period by period."""
STATE_PATTERN = {
    TaskState.DONE_LATE: "/",
    TaskState.DONE_UNDATED: "|",
    TaskState.OVERDUE: "x",
    TaskState.NO_DEADLINE: ".",
    TaskState.CARRIED_OUT: "-",
    TaskState.PARTLY: "/",
    TaskState.NOT_CARRIED_OUT: "+",
    TaskState.NOT_REPORTED: "\\",
    TaskState.NOTHING_AROSE: ".",
}
"""Patterns, to tell states apart in black-and-white print too; states that share one differ in colour."""

REPORT_TIMELINESS = {
    ReportTimeliness.ON_TIME: "#00795B",
    ReportTimeliness.EXTENDED: "#7FBFA5",
    ReportTimeliness.LATE: "#E3A53B",
    ReportTimeliness.MISSING: "#C8430A",
}
REPORT_TIMELINESS_PATTERN = {ReportTimeliness.EXTENDED: ".", ReportTimeliness.LATE: "/", ReportTimeliness.MISSING: "x"}

REPORT_ARRIVAL = {
    ReportArrival.ON_TIME: REPORT_TIMELINESS[ReportTimeliness.ON_TIME],
    ReportArrival.NOTHING_AROSE: "#B3AAC8",
    ReportArrival.PENDING: "#D8DDE3",
    ReportArrival.EXTENDED: REPORT_TIMELINESS[ReportTimeliness.EXTENDED],
    ReportArrival.EXTENSION_RUNS: "#B9D3EE",
    ReportArrival.LATE: REPORT_TIMELINESS[ReportTimeliness.LATE],
    ReportArrival.MISSING: REPORT_TIMELINESS[ReportTimeliness.MISSING],
    ReportArrival.WAIVED: "#D8DDE3",
}
REPORT_ARRIVAL_HATCHED = {ReportArrival.LATE, ReportArrival.EXTENSION_RUNS}


def marker(colour: str, pattern: str) -> dict[str, Any]:
    """A bar in its colour, its pattern drawn over it in faint white."""
    drawn = {"shape": pattern, "bgcolor": colour, "fgcolor": "rgba(255, 255, 255, 0.35)", "size": 7, "solidity": 0.25}
    return {"color": colour, "pattern": drawn}


LINE = ("#2F7ED8", "#D1601B", "#0E9C74")
"""Colours of measures in one chart; their lines have different dashes too."""
DASHES = ("solid", "dash", "dot")

BAR = "#2F6FB5"
MEDIAN = "#C8430A"
BRANCH = "#E4E9EF"
"""Colour of boxes that contain tasks and have no state themselves."""

SCALE = ("#F3E9C6", "#D9D38C", "#A9BF85", "#6FA58D", "#3F8493", "#235F8C", "#123A72")
"""From light sand (0 %) to dark blue (100 %): lighter is less for every kind of colour vision, and in grey print."""
NO_RATE = "#C6CCD3"
_DARK_FROM = 4


def on_scale(percent: float | None) -> tuple[str, str]:
    """The colour of a percentage and one that is read on it; grey where there is no rate."""
    if percent is None:
        return NO_RATE, "#3C4650"
    step = min(int(max(percent, 0) / 100 * len(SCALE)), len(SCALE) - 1)
    return SCALE[step], "#ffffff" if step >= _DARK_FROM else "#1c2733"
