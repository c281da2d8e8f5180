"""The figures in a sentence or two, as in the opening of the consolidated report."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from data_model.rules.figures.attention import AttentionItem
from data_model.rules.figures.measures import Figures
from data_model.values import TaskState
from wording import formats
from wording.labels import ATTENTION_KIND, TASK_STATE, label
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


def summary(figures: Figures, *, reference_day_words: str) -> str:
    """Counts in words; the order and the terms of the Government's reports on assigned tasks.

    `reference_day_words` opens it with the day (wording/reference_day.py).
    """
    parts = [
        _("{count} tasks").format(count=formats.number(figures.task_count)),
        _completed(figures),
        *(_named(state, figures) for state in (TaskState.IN_PROGRESS, TaskState.OVERDUE, TaskState.NO_DEADLINE)),
        _continuing(figures),
    ]
    if figures.states[TaskState.VOID]:
        parts.append(_named(TaskState.VOID, figures))
    said = f"{reference_day_words}: {'; '.join(parts)}."
    return f"{said} {unassigned(figures)}" if figures.unassigned else said


def unassigned(figures: Figures) -> str:
    return _("Without a lead agency: {count} tasks.").format(count=formats.number(figures.unassigned))


def _named(state: TaskState, figures: Figures) -> str:
    return f"{label(TASK_STATE, state).lower()} {formats.number(figures.states[state])}"


def _completed(figures: Figures) -> str:
    states = figures.states
    on_time = _("on time {count}").format(count=formats.number(states[TaskState.DONE_ON_TIME]))
    if figures.early:
        on_time = _("{on_time}, of which early {count}").format(on_time=on_time, count=formats.number(figures.early))
    kinds = [on_time, _("late {count}").format(count=formats.number(states[TaskState.DONE_LATE]))]
    if states[TaskState.DONE_UNDATED]:
        kinds.append(_without_due_date(figures))
    return _("completed {count}").format(count=formats.number(figures.sums.done)) + f" ({'; '.join(kinds)})"


def _without_due_date(figures: Figures) -> str:
    return _("without a due date {count}").format(count=formats.number(figures.states[TaskState.DONE_UNDATED]))


def _continuing(figures: Figures) -> str:
    """The number of continuing tasks, and their states this period."""
    count = sum(figures.states[state] for state in CONTINUING)
    kinds = continuing_kinds(figures)
    return _("continuing {count}").format(count=formats.number(count)) + (f" ({kinds})" if kinds else "")


def continuing_kinds(figures: Figures) -> str:
    """The states of the continuing tasks that occur, with their counts."""
    return "; ".join(_named(state, figures) for state in CONTINUING if figures.states[state])


def not_yet_due(figures: Figures) -> str:
    """The tasks done early or without a due date, which `due_completion` leaves out; empty if there are none."""
    kinds = [_("early {count}").format(count=formats.number(figures.early))] if figures.early else []
    if figures.states[TaskState.DONE_UNDATED]:
        kinds.append(_without_due_date(figures))
    return _("Completed and not counted in it: {kinds}.").format(kinds="; ".join(kinds)) if kinds else ""


def needs(items: Sequence[AttentionItem], *, past_day: date | None) -> str:
    """The number of items of each kind that need action, or did at the end of a past day, the most pressing kind first."""
    counts = Counter(item.need for item in items)
    if not counts:
        return nothing_needed(past_day)
    parts = [
        f"{formats.number(counts[need])} {label(ATTENTION_KIND, need).lower()}"
        for need in ATTENTION_KIND
        if counts[need]
    ]
    words = _("Needs action today: {needs}.") if past_day is None else _("Needed action on {day}: {needs}.")
    return words.format(needs="; ".join(parts), day=formats.day(past_day))


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
