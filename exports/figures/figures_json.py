"""Figures as plain data for JSON, as `manage.py figures` prints them."""

from typing import Any

from data_model.rules.figures.grouping import Group
from data_model.rules.figures.measures import Ratio
from data_model.rules.plans.facts import Facts
from data_model.values import GroupBy
from wording.groups import group_label


def group_as_data(group: Group, *, by: GroupBy, facts: Facts) -> dict[str, Any]:
    """One object per group; each measure as {"n", "d", "value"}, value the ratio 0–1 or None where d is 0."""
    figures = group.figures
    data: dict[str, Any] = {
        "key": group.key,
        "label": group_label(group.key, by=by, facts=facts),
        "states": {state.value: count for state, count in figures.states.items()},
    }
    if group.task is not None:
        data |= {
            "state": group.task.state.value,
            "percent": _plain(group.task.progress.percent),
            "flags": [group.task.flag.value] if group.task.flag else [],
            "due_on": group.task.due_on.isoformat() if group.task.due_on else None,
            "done_on": group.task.progress.done_on.isoformat() if group.task.progress.done_on else None,
        }
    data |= {measure.value: _ratio_as_data(ratio) for measure, ratio in figures.measures.items()}
    data["days_late"] = {"median": figures.days_late.median, "max": figures.days_late.max}
    for count in ("early", "unassigned", "nothing_to_report", "waived"):
        data[count] = getattr(figures, count)
    data["measured"] = figures.measured_count
    return data


def _ratio_as_data(ratio: Ratio) -> dict[str, Any]:
    return {"n": _plain(ratio.n), "d": _plain(ratio.d), "value": None if ratio.value is None else float(ratio.value)}


def _plain(number: Any) -> int | float:
    return int(number) if number == int(number) else float(number)
