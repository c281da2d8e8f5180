"""What changed between two ways of looking at the same tasks."""

from collections.abc import Iterable
from dataclasses import dataclass

from data_model.rules.figures.statuses import TaskStatus


@dataclass(frozen=True, slots=True)
class TaskDifference:
    """One task before and after; None where it was not in force."""

    before: TaskStatus | None
    after: TaskStatus | None

    @property
    def task(self) -> TaskStatus:
        found = self.after or self.before
        assert found is not None, "a change has a side"
        return found


def task_differences(before: Iterable[TaskStatus], after: Iterable[TaskStatus]) -> list[TaskDifference]:
    """The tasks whose state or percentage differs, or that stand on one side alone; in the order of the plans."""
    old = {(task.task.code, task.agency): task for task in before}
    new = {(task.task.code, task.agency): task for task in after}
    changes = [TaskDifference(old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new])]
    return [change for change in changes if _seen(change.before) != _seen(change.after)]


def _seen(task: TaskStatus | None) -> tuple[object, ...]:
    return () if task is None else (task.state, task.progress.percent)
