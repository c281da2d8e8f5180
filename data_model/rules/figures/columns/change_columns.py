"""Changes of tasks as columns: what held on a day, as known at an instant (definitions §1, TaskChange)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data_model.rules.figures.columns.day_numbers import (
    NO_DAY,
    Days,
    Instants,
    Mask,
    Places,
    day_number,
    in_year,
    instant_number,
    years_of,
)
from data_model.rules.plans.facts import TaskChangeFact, TaskFact
from data_model.values import TaskField, TaskType

Values = NDArray[np.int32]
TYPES = tuple(TaskType)


def _title(_value: object) -> int:
    """Titles are texts and not in the columns; `Question` reads them from the facts."""
    return 0


_AS_NUMBER: dict[TaskField, Callable[..., int]] = {
    TaskField.DUE_ON: day_number,
    TaskField.WEIGHT: lambda weight: int(weight * 10),
    TaskField.TYPE: lambda type: TYPES.index(TaskType(type)),
    TaskField.STOPPED: int,
    TaskField.TITLE: _title,
}


@dataclass(frozen=True)
class Changes:
    """The changes of one field, by task, in order of `valid_from`, then `at`."""

    start: Places
    """By task its first change; one more at the end."""
    valid_from: Days
    at: Instants
    value: Values

    def __bool__(self) -> bool:
        return len(self.value) > 0

    def value_on(self, before: Values, tasks: Places, days: Days, as_of: int) -> Values:
        """By row the value that held on its day, as known at `as_of`; that of `before` where nothing had changed."""
        if not self:
            return before
        values = before.copy()
        for rows, places in self._in_turn(tasks, days, as_of):
            values[rows] = self.value[places]
        return values

    def day_in_year(self, before: Days, tasks: Places, days: Days, years: NDArray[np.int32], as_of: int) -> Days:
        """By row the due day of a yearly task in a year; that of `before` where nothing had changed. A changed date holds
        only in the year that it names, a removed one in all years."""
        if not self:
            return before
        values = before.copy()
        for rows, places in self._in_turn(tasks, days, as_of):
            value = self.value[places]
            fits = value == NO_DAY
            fits[~fits] = years_of(value[~fits]) == years[rows[~fits]]
            values[rows[fits]] = value[fits]
        return values

    def holding_from(self, tasks: Places, days: Days, as_of: int) -> Days:
        """By row: the `valid_from` of the change that holds on its day; NO_DAY where nothing had changed."""
        since = np.full(len(tasks), NO_DAY, np.int32)
        for rows, places in self._in_turn(tasks, days, as_of):
            since[rows] = self.valid_from[places]
        return since

    def moved_later(self, before: Days, tasks: Places, days: Days, yearly: Mask, as_of: int) -> Values:
        """By row: how often a due date was changed to a later one; of a yearly task within the year that it names."""
        times, current = np.zeros(len(tasks), np.int32), before.copy()
        of_year: dict[tuple[int, int], int] = {}
        for rows, places in self._in_turn(tasks, days, as_of):
            value = self.value[places]
            for place in np.flatnonzero(yearly[rows]).tolist():  # few, and each year counts for itself
                row, year = int(rows[place]), int(years_of(value[place : place + 1])[0])
                first = int(in_year(before[row : row + 1], np.array([year], np.int32))[0])
                current[row] = of_year.get((row, year), first)
                of_year[row, year] = int(value[place])
            times[rows] += (current[rows] != NO_DAY) & (value > current[rows])
            current[rows] = value
        return times

    def _in_turn(self, tasks: Places, days: Days, as_of: int) -> Iterable[tuple[Places, Places]]:
        """Yields (rows, changes that hold for them): first with the first change of each task, then the second, and so on."""
        if not self:
            return
        rows = np.flatnonzero(self.start[tasks] < self.start[tasks + 1])
        places = self.start[tasks[rows]]
        while len(rows):
            holds = (self.at[places] <= as_of) & (self.valid_from[places] <= days[rows])
            yield rows[holds], places[holds]
            places = places + 1
            left = places < self.start[tasks[rows] + 1]
            rows, places = rows[left], places[left]


def changes_of(tasks: Sequence[TaskFact], field: TaskField) -> Changes:
    changes: list[tuple[int, TaskChangeFact]] = [
        (place, change) for place, task in enumerate(tasks) for change in task.changes if change.field is field
    ]
    changes.sort(key=lambda entry: (entry[0], entry[1].valid_from, entry[1].at))
    of_task = np.array([place for place, _ in changes], np.int64)
    return Changes(
        start=np.searchsorted(of_task, np.arange(len(tasks) + 1)),
        valid_from=np.array([day_number(change.valid_from) for _, change in changes], np.int32),
        at=np.array([instant_number(change.at) for _, change in changes], np.int64),
        value=np.array([_AS_NUMBER[field](change.value) for _, change in changes], np.int32),
    )
