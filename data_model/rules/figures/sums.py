"""The counts and weights that every figure is made of, over tasks and over expected reports.

`Sums` holds numbers for one group or arrays for many, so that each formula in `measures.py` is written once.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_model.rules.figures.columns.day_numbers import Places
from data_model.rules.figures.columns.expected_reports import ReportRows
from data_model.rules.figures.columns.task_states import STATES, TaskRows
from data_model.values import TaskState

TENTHS = 10
_FEW_PARTS = 1000
"""Below this many parts a float holds the sums exactly, even of ten million tasks of weight 100 at 100 %."""


@dataclass(slots=True)
class Sums:
    """Of one group (numbers) or of many (arrays, one element per group). Sums of disjoint groups may be added."""

    weight: Any = 0
    """Σ w of the tasks whose percentage counts."""
    weighted: Any = 0
    """Σ w·p of the same."""
    uneven: Any = 0
    """Number of these tasks with a weight other than 1."""
    asked_weight: Any = 0
    """Σ w of those of them for which a period has ended: the denominator of `coverage`."""
    covered_weight: Any = 0
    covered_weighted: Any = 0
    """Σ w and Σ w·p of those of the latter that are covered (`Progress.covered`)."""
    done_on_time: Any = 0
    done_late: Any = 0
    done_undated: Any = 0
    in_progress: Any = 0
    overdue: Any = 0
    no_deadline: Any = 0
    carried_out: Any = 0
    partly: Any = 0
    not_carried_out: Any = 0
    not_reported: Any = 0
    nothing_arose: Any = 0
    void: Any = 0
    done_due: Any = 0
    """Of the done ones those whose due date is not after the day."""
    on_time_due: Any = 0
    """Of these the ones done on time."""
    continuing_carried_out: Any = 0
    continuing_judged: Any = 0
    """n and d of `continuing_rate`."""
    unassigned: Any = 0
    """Tasks in force that nobody leads on the day."""
    expected: Any = 0
    submitted: Any = 0
    on_time: Any = 0
    on_time_extended: Any = 0
    accepted: Any = 0
    returned: Any = 0
    nothing_to_report: Any = 0
    """Of the submitted, how many say that nothing arose."""
    waived: Any = 0
    """Not expected because of a waiver; in no other count."""

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, name) + getattr(other, name) for name in NAMES))

    @property
    def states(self) -> dict[TaskState, Any]:
        return {state: getattr(self, state.value) for state in TaskState}

    @property
    def tasks(self) -> Any:
        return sum(self.states.values())

    @property
    def done(self) -> Any:
        return self.done_on_time + self.done_late + self.done_undated

    @property
    def due(self) -> Any:
        """Those that are due: done or overdue."""
        return self.done_due + self.overdue

    @property
    def early(self) -> Any:
        """Done on time before a due date that is still to come."""
        return self.done_on_time - self.on_time_due

    @property
    def measured(self) -> Any:
        """How many there are whose percentage counts: all but continuing and void ones."""
        return self.done + self.in_progress + self.overdue + self.no_deadline


NAMES = tuple(field.name for field in fields(Sums))
IN_TENTHS = frozenset({"weight", "asked_weight", "covered_weight"})
IN_PARTS = frozenset({"weighted", "covered_weighted"})
"""In `SumColumns` these are whole numbers: in tenths, and in 1 ÷ (100 × `SumColumns.parts`)."""


@dataclass(frozen=True)
class SumColumns:
    """The sums of many groups as arrays of whole numbers, so that they are exact."""

    sums: Sums
    parts: int
    """The least common multiple of the numbers of leads: a mean over leads is whole when counted in such parts."""
    days_late: tuple[NDArray[np.float64], NDArray[np.float64]]
    """By group the median and the maximum over reports that came late or are missing; NaN where there are none."""

    def scale(self, name: str) -> int:
        if name in IN_TENTHS:
            return TENTHS
        return TENTHS * TENTHS * self.parts if name in IN_PARTS else 1

    def __getitem__(self, place: int) -> Sums:
        """The sums of one group as numbers."""
        sums = Sums()
        for name in NAMES:
            value, scale = int(getattr(self.sums, name)[place]), self.scale(name)
            setattr(sums, name, value if scale == 1 else Fraction(value, scale))
        return sums

    @property
    def in_own_units(self) -> Sums:
        """The columns with weights and percentages as floats in the units that are shown."""
        shown = Sums()
        for name in NAMES:
            column, scale = getattr(self.sums, name), self.scale(name)
            setattr(shown, name, column if scale == 1 else column.astype(np.float64) / scale)
        return shown

    def only(self, places: Places) -> "SumColumns":
        """Some of the groups."""
        median, most = self.days_late
        sums = Sums(*(getattr(self.sums, name)[places] for name in NAMES))
        return SumColumns(sums, self.parts, (median[places], most[places]))

    @property
    def is_empty(self) -> NDArray[np.bool_]:
        """By group whether there is neither a task nor a report."""
        return (self.sums.tasks + self.sums.expected + self.sums.waived) == 0


def sum_columns(
    count: int,
    tasks: TaskRows | None = None,
    task_key: Places | None = None,
    reports: ReportRows | None = None,
    report_key: Places | None = None,
) -> SumColumns:
    """The sums of `count` groups; `task_key` and `report_key` give the group (0 to count − 1) of each row."""
    sums = Sums(*(np.zeros(count, np.int64) for _ in NAMES))
    parts = 1
    if tasks is not None and task_key is not None:
        parts = _add_tasks(sums, tasks, task_key, count)
    late = np.full(count, np.nan), np.full(count, np.nan)
    if reports is not None and report_key is not None:
        _add_reports(sums, reports, report_key, count)
        late = _days_late(reports, report_key, count)
    return SumColumns(sums, parts, late)


def _add_tasks(sums: Sums, tasks: TaskRows, key: Places, count: int) -> int:
    by_state = np.bincount(key * len(STATES) + tasks.state, minlength=count * len(STATES))
    for place, state in enumerate(STATES):
        setattr(sums, state.value, by_state[place :: len(STATES)])

    def count_of(rows: Places) -> NDArray[np.int64]:
        return np.bincount(key[rows], minlength=count)

    sums.on_time_due = count_of(np.flatnonzero((tasks.state == _at(TaskState.DONE_ON_TIME)) & tasks.due_by_day))
    sums.done_due = sums.on_time_due + sums.done_late
    judged = np.flatnonzero(tasks.judged)
    of_judged = tasks.state[judged]
    sums.continuing_judged = count_of(judged[of_judged != _at(TaskState.NOTHING_AROSE)])
    sums.continuing_carried_out = count_of(judged[of_judged == _at(TaskState.CARRIED_OUT)])
    sums.unassigned = count_of(np.flatnonzero(tasks.unassigned))
    asked = np.flatnonzero(tasks.asked)
    covered = asked[tasks.covered[asked]]
    sums.uneven = count_of(np.flatnonzero(tasks.measured & (tasks.weight != TENTHS)))
    weight = (tasks.weight * tasks.measured).astype(np.float64)
    sums.weight = _whole(key, weight, count)
    sums.asked_weight = _whole(key[asked], weight[asked], count)
    sums.covered_weight = _whole(key[covered], weight[covered], count)
    leads = np.maximum(tasks.lead_count, 1)
    parts = lcm(*np.flatnonzero(np.bincount(leads)).tolist())
    products = weight * tasks.percent_sum
    sums.weighted = _of_means(key, products, leads, parts, count)
    sums.covered_weighted = _of_means(key[covered], products[covered], leads[covered], parts, count)
    return parts


def _at(state: TaskState) -> int:
    return STATES.index(state)


def _whole(key: Places, values: NDArray[Any], count: int) -> NDArray[np.int64]:
    """Sums of whole numbers, which a float holds exactly up to 2**53."""
    return np.bincount(key, weights=values, minlength=count).astype(np.int64)


def _of_means(key: Places, products: NDArray[np.float64], leads: Places, parts: int, count: int) -> Any:
    """Σ w·p in `parts`: p of several leads is their mean, and `parts` is a multiple of every number of leads."""
    if parts == 1:
        return _whole(key, products, count)
    share = parts // np.maximum(np.arange(leads.max(initial=1) + 1), 1)
    if parts < _FEW_PARTS:
        return _whole(key, products * share[leads], count)
    total = np.zeros(count, object)
    for of in np.unique(leads).tolist():
        rows = leads == of
        total = total + _whole(key[rows], products[rows], count).astype(object) * int(share[of])
    return total


def _add_reports(sums: Sums, reports: ReportRows, key: Places, count: int) -> None:
    expected = ~reports.waived
    masks = {
        "expected": expected,
        "submitted": expected & reports.submitted,
        "on_time": expected & reports.on_time,
        "on_time_extended": expected & reports.on_time_extended,
        "accepted": expected & reports.accepted,
        "returned": expected & reports.returned,
        "nothing_to_report": expected & reports.submitted & reports.says_nothing,
        "waived": reports.waived,
    }
    for name, mask in masks.items():
        setattr(sums, name, np.bincount(key[mask], minlength=count))


def _days_late(reports: ReportRows, key: Places, count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    median, most = np.full(count, np.nan), np.full(count, np.nan)
    rows = np.flatnonzero(~reports.waived & (reports.days_late > 0))
    if not len(rows):
        return median, most
    days, of = reports.days_late[rows], key[rows]
    order = np.lexsort((days, of))
    days, of = days[order], of[order]
    groups, start = np.unique(of, return_index=True)
    sizes = np.diff(np.append(start, len(of)))
    median[groups] = (days[start + (sizes - 1) // 2] + days[start + sizes // 2]) / 2
    most[groups] = days[start + sizes - 1]
    return median, most


Term = Callable[[Sums], Any]
"""n or d of a measure, computed from sums."""
