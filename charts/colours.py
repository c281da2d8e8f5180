"""One colour for each task state and each timeliness of a report, everywhere; distinct for colour-blind readers.

Taken from the palette of Okabe and Ito (2008), darkened where it would vanish on white.
"""

from typing import Any

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


def marker(colour: str, pattern: str) -> dict[str, Any]:
    """A bar in its colour, its pattern drawn over it in faint white."""
    drawn = {"shape": pattern, "bgcolor": colour, "fgcolor": "rgba(255, 255, 255, 0.35)", "size": 7, "solidity": 0.25}
    return {"color": colour, "pattern": drawn}


LIGHT_INK, DARK_INK = "#ffffff", "#10161d"


def ink(colour: str) -> str:
    """Of white and near-black the one that is read better on the colour (WCAG 2.2, contrast ratio)."""
    light = _luminance(colour)
    return LIGHT_INK if 1.05 / (light + 0.05) > (light + 0.05) / (_luminance(DARK_INK) + 0.05) else DARK_INK


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LINE = ("#2F7ED8", "#D1601B", "#0E9C74")
"""Colours of measures in one chart; their lines have different dashes too."""
DASHES = ("solid", "dash", "dot")

COURSE = "#3F83C4"
"""Of a small line that is drawn as a picture, on light and dark alike."""
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
