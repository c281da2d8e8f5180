"""The colours of the states: told apart by every kind of colour vision, by a pattern where the colour is not enough."""

from itertools import combinations

import pytest

from charts import colours
from data_model.values import TaskState

VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB."""
LEAST_APART, LEAST_ON_SCREEN = 15, 1.3
CONTINUING = ("carried_out", "partly", "not_carried_out", "not_reported", "nothing_arose")


def linear(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def seen(colour, vision):
    """L*a*b* (D65) of the colour as this kind of vision has it."""
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, linear(colour), strict=True)), 0), 1) for row in VISION[vision]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(first, second, vision):
    return sum((a - b) ** 2 for a, b in zip(seen(first, vision), seen(second, vision), strict=True)) ** 0.5


def contrast(first, second):
    light, dark = sorted(
        (sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(state), strict=True)) for state in (first, second)),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("vision", VISION)
def test_any_two_states_of_one_pattern_read_apart_by_their_colour(vision):
    for kind, other in combinations(TaskState, 2):
        if colours.STATE_PATTERN.get(kind, "") == colours.STATE_PATTERN.get(other, ""):
            assert apart(colours.STATE[kind], colours.STATE[other], vision) >= LEAST_APART, (kind, other)


def test_a_continuing_task_reads_apart_from_a_completed_and_from_an_overdue_one():
    ending = [TaskState.DONE_ON_TIME, TaskState.DONE_LATE, TaskState.DONE_UNDATED, TaskState.OVERDUE]
    for kind in map(TaskState, CONTINUING):
        for other in ending:
            assert apart(colours.STATE[kind], colours.STATE[other], "normal") >= 2 * LEAST_APART, (kind, other)


@pytest.mark.parametrize("background", ["#ffffff", "#10161d"])
def test_each_state_is_seen_on_a_light_and_on_a_dark_page(background):
    for state, colour in colours.STATE.items():
        assert contrast(colour, background) >= LEAST_ON_SCREEN, state
