"""The whole in a sentence or two, as the consolidated report opens."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from data_model.rules.attention import Attention
from data_model.rules.measures import Figures, Ratio
from wording import formats
from wording.catalogue import _
from wording.labels import NEED, label


def summary(figures: Figures, *, as_of: datetime) -> str:
    """Counts in words; the order and the terms of the Government's reports on assigned tasks."""
    sums = figures.sums
    counts = {
        "total": sums.tasks,
        "done": sums.done,
        "on_time": sums.done_on_time,
        "late": sums.done_late,
        "in_progress": sums.in_progress,
        "overdue": sums.overdue,
        "no_deadline": sums.no_deadline,
        "continuing": sums.continuing,
        "carried_out": sums.carried_out,
    }
    return _(
        "As of {day}: {total} tasks; {done} completed ({on_time} on time, {late} late); "
        "{in_progress} in progress within the deadline; {overdue} overdue; {no_deadline} without a deadline; "
        "{continuing} continuing, of which {carried_out} carried out this period."
    ).format(day=formats.day(as_of.date()), **{name: formats.number(count) for name, count in counts.items()})


def needs(found: Sequence[Attention], *, past_day: date | None) -> str:
    """How many things of each kind need action, or did at the end of a past day, the most pressing kind first."""
    counts = Counter(one.need for one in found)
    if not counts:
        return nothing_needed(past_day)
    parts = [f"{label(NEED, need).lower()} {formats.number(counts[need])}" for need in NEED if counts[need]]
    words = _("Needs action today: {needs}.") if past_day is None else _("Needed action on {day}: {needs}.")
    return words.format(needs="; ".join(parts), day=formats.day(past_day))


def nothing_needed(past_day: date | None) -> str:
    if past_day is None:
        return _("Nothing needs action today.")
    return _("Nothing needed action on {day}.").format(day=formats.day(past_day))


def needs_title(count: int, *, past_day: date | None) -> str:
    """Above the list of these things."""
    words = _("Needs action today ({count})") if past_day is None else _("Needed action on {day} ({count})")
    return words.format(count=formats.number(count), day=formats.day(past_day))


def extremes(rates: Sequence[tuple[str, Ratio]]) -> str:
    """The highest and the lowest of some named rates, in words; nothing where there are fewer than two."""
    known = [(ratio.percent, name, ratio) for name, ratio in rates if ratio.percent is not None]
    if len(known) < 2:
        return ""
    highest, lowest = max(known, key=lambda one: one[0]), min(known, key=lambda one: one[0])
    return _("Highest: {highest}, {highest_rate}. Lowest: {lowest}, {lowest_rate}.").format(
        highest=highest[1],
        highest_rate=formats.share(highest[2]),
        lowest=lowest[1],
        lowest_rate=formats.share(lowest[2]),
    )
