"""Sentences about figures: what a rate leaves out, the kinds of continuing tasks, how much needs action."""

from collections.abc import Sequence
from datetime import date

from data_model.rules.figures.measures import Figures
from data_model.values import TaskState
from wording import formats
from wording.labels import TASK_STATE, label
from wording.rates import Rate
from wording.translation import _

CONTINUING = (
    TaskState.CARRIED_OUT,
    TaskState.PARTLY,
    TaskState.NOT_CARRIED_OUT,
    TaskState.NOT_REPORTED,
    TaskState.NOTHING_AROSE,
)
"""The states of a continuing task."""


def unassigned(figures: Figures) -> str:
    return _("Without a lead agency: {count} tasks.").format(count=formats.number(figures.unassigned))


def _named(state: TaskState, figures: Figures) -> str:
    return f"{label(TASK_STATE, state).lower()} {formats.number(figures.states[state])}"


def _without_due_date(figures: Figures) -> str:
    return _("without a due date {count}").format(count=formats.number(figures.states[TaskState.DONE_UNDATED]))


def continuing_kinds(figures: Figures) -> str:
    """The states of the continuing tasks that occur, with their counts."""
    return "; ".join(_named(state, figures) for state in CONTINUING if figures.states[state])


def not_yet_due(figures: Figures) -> str:
    """The tasks done early or without a due date, which `due_completion` leaves out; empty if there are none."""
    kinds = [_("early {count}").format(count=formats.number(figures.early))] if figures.early else []
    if figures.states[TaskState.DONE_UNDATED]:
        kinds.append(_without_due_date(figures))
    return _("Completed and not counted in it: {kinds}.").format(kinds="; ".join(kinds)) if kinds else ""


def nothing_needed(past_day: date | None) -> str:
    if past_day is None:
        return _("Nothing needs action today.")
    return _("Nothing needed action on {day}.").format(day=formats.day(past_day))


def needs_title(count: int, *, past_day: date | None) -> str:
    """The title of the list of these items."""
    words = _("Needs action today ({count})") if past_day is None else _("Needed action on {day} ({count})")
    return words.format(count=formats.number(count), day=formats.day(past_day))


def extremes(rates: Sequence[tuple[str, Rate]]) -> str:
    """The highest and the lowest of these (name, rate) in words; empty for fewer than two."""
    comparable = [(rate.percent, name, rate.words) for name, rate in rates if rate.percent is not None]
    if len(comparable) < 2:
        return ""
    highest, lowest = max(comparable, key=lambda extreme: extreme[0]), min(comparable, key=lambda extreme: extreme[0])
    return _("Highest: {highest}, {highest_rate}. Lowest: {lowest}, {lowest_rate}.").format(
        highest=highest[1], highest_rate=highest[2], lowest=lowest[1], lowest_rate=lowest[2]
    )
