"""Sums and task standings as rows of the tables of kept figures, and back, exactly."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

import orjson

from data_model.rules.facts import TaskFact
from data_model.rules.progress import Progress
from data_model.rules.standings import TaskStanding
from data_model.rules.sums import COUNTS, Number, Sums
from data_model.rules.task_state import days_overdue
from data_model.values import TaskState

_TENTHS, _PARTLY = ("weight", "covered_weight"), ("weighted", "covered_weighted")
WEIGHTS = ("weight", "weighted", "covered_weight", "covered_weighted")
WHOLE = tuple(name for name in COUNTS if name not in WEIGHTS)
ADDED = (*WEIGHTS, *WHOLE)
"""The columns that add up among rows of the same `parts`; the order is that of the fields of `Sums`."""

LARGEST = 2**63 // 100_000
"""So that the sum over a hundred thousand rows still fits."""


class TooLarge(Exception):
    """A plan whose exact sums no column holds: its figures are computed each time."""


def as_columns(sums: Sums) -> dict[str, Any]:
    """Raises TooLarge."""
    parts = lcm(*((getattr(sums, name) * 100).denominator for name in _PARTLY))
    found: dict[str, Any] = {name: getattr(sums, name) for name in WHOLE}
    found |= {name: int(getattr(sums, name) * 10) for name in _TENTHS}
    found |= {name: int(getattr(sums, name) * 100 * parts) for name in _PARTLY}
    if max(parts, *(found[name] for name in _PARTLY)) > LARGEST:
        raise TooLarge
    return found | {"parts": parts, "days_late": _as_json(sums)}


def _as_json(sums: Sums) -> str:
    counted = {str(days): count for days, count in sums.late.items()}
    counted |= {due_on.isoformat(): count for due_on, count in sums.missing.items()}
    return orjson.dumps(counted, option=orjson.OPT_SORT_KEYS).decode() if counted else ""


def as_sums(parts: int, added: Sequence[int], days_late: str | None) -> Sums:
    """From what the columns of `ADDED` add up to over rows of the same `parts`, and their `days_late`s, by commas."""
    weight, weighted, covered_weight, covered_weighted, *whole = added
    found = Sums(
        _exact(weight, 10),
        _exact(weighted, 100 * parts),
        _exact(covered_weight, 10),
        _exact(covered_weighted, 100 * parts),
        *whole,  # type: ignore[arg-type]
    )
    for key, count in _counted(days_late).items() if days_late else ():
        if key.isdigit():
            found.late[int(key)] = count
        else:
            found.missing[date.fromisoformat(key)] = count
    return found


def _exact(n: int, d: int) -> Number:
    """Most are whole, and a fraction takes long to make."""
    whole, rest = divmod(int(n), d)
    return Fraction(int(n), d) if rest else whole


def _counted(days_late: str) -> dict[str, int]:
    together: dict[str, int] = {}
    for counted in orjson.loads(f"[{days_late}]"):
        for key, count in counted.items():
            together[key] = together.get(key, 0) + count
    return together


def sums_of_row(row: Mapping[str, Any]) -> Sums:
    """From one row of `PlanSums` or `AgencySums`."""
    return as_sums(row["parts"], [row[name] for name in ADDED], row["days_late"])


def task_as_columns(standing: TaskStanding) -> dict[str, Any]:
    progress = standing.progress
    tenths = progress.percent * 10
    return {
        "state": standing.state,
        "due_on": standing.due_on,
        "percent": tenths.numerator,
        "parts": tenths.denominator,
        "minimum": Decimal(int(progress.minimum * 10)) / 10,
        "done_on": progress.done_on,
        "carried_out": progress.carried_out,
        "reported": progress.reported,
        "ever_reported": progress.ever_reported,
    }


def task_of_row(row: Any, task: TaskFact, *, leads: tuple[str, ...], day: date) -> TaskStanding:
    """The standing of a task on the day of its row."""
    progress = Progress(
        percent=Fraction(row.percent, 10 * row.parts),
        minimum=Fraction(row.minimum),
        done_on=row.done_on,
        carried_out=row.carried_out,
        reported=row.reported,
        ever_reported=row.ever_reported,
    )
    late = days_overdue(row.due_on, day) if row.state is TaskState.OVERDUE else 0
    return TaskStanding(task, None, row.state, row.due_on, progress, late, leads)
