"""Time spans in days, of many owners: when an agency leads a task, or is assigned one in a plan."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data_model.rules.figures.columns.day_numbers import NO_DAY, OPEN_FROM, OPEN_TO, Days, Mask, Places, expand


@dataclass(frozen=True)
class Spells:
    """By owner one span or several, first and last day included. Most owners have one, which is compared in one step."""

    first: Days
    last: Days
    """Of the owner's first spell; an owner without one has an empty spell (first > last)."""
    more_start: Places
    more_count: Places
    more_first: Days
    more_last: Days
    """The further spells of owners with several, owner by owner."""

    @classmethod
    def of(cls, spells: Sequence[Sequence[tuple[int, int]]]) -> "Spells":
        none = (OPEN_TO, NO_DAY)
        more = [pair for own in spells for pair in own[1:]]
        counts = np.array([max(len(own) - 1, 0) for own in spells], np.int64)
        return cls(
            np.array([own[0][0] if own else none[0] for own in spells], np.int32),
            np.array([own[0][1] if own else none[1] for own in spells], np.int32),
            np.cumsum(counts) - counts,
            counts,
            np.array([first for first, _ in more], np.int32),
            np.array([last for _, last in more], np.int32),
        )

    def hold(self, owners: Places, days: Days) -> Mask:
        """Whether each owner has a spell on its day."""
        holds_on_day = (self.first[owners] <= days) & (days <= self.last[owners])
        if len(self.more_first):
            places, rows = self._more(owners)
            holds = (self.more_first[places] <= days[rows]) & (days[rows] <= self.more_last[places])
            holds_on_day[rows[holds]] = True
        return holds_on_day

    def ended_before(self, owners: Places, days: Days) -> Days:
        """The last day of the spell that ended last before each day; NO_DAY where none had ended."""
        last = self.last[owners]
        ends = np.where((last < days) & (self.first[owners] <= last), last, NO_DAY).astype(np.int32)
        if len(self.more_first):
            places, rows = self._more(owners)
            ended = self.more_last[places] < days[rows]
            np.maximum.at(ends, rows[ended], self.more_last[places[ended]])
        return ends

    def _more(self, owners: Places) -> tuple[Places, Places]:
        rows = np.flatnonzero(self.more_count[owners])
        places, run = expand(self.more_start[owners[rows]], self.more_count[owners[rows]])
        return places, rows[run]


def joined(spells: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The union of the spells, in order and not overlapping; empty ones are left out."""
    union: list[tuple[int, int]] = []
    for first, last in sorted(spells):
        if first > last:
            continue
        if union and first <= union[-1][1] + 1:
            union[-1] = (union[-1][0], max(union[-1][1], last))
        else:
            union.append((first, last))
    return union


def common(*spells: tuple[int, int]) -> tuple[int, int]:
    """The intersection; first > last where it is empty."""
    return max(first for first, _ in spells), min(last for _, last in spells)


ALL_DAYS = (OPEN_FROM, OPEN_TO)
