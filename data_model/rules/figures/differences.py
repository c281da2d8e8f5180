"""What changed in the same tasks between two cutoffs."""

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
        side = self.after or self.before
        assert side is not None, "a difference has at least one side"
        return side


def task_differences(before: Iterable[TaskStatus], after: Iterable[TaskStatus]) -> list[TaskDifference]:
    """The tasks whose state or percentage differs, or that are on one side only; in the order of the plans."""
    old = {(task.task.code, task.agency): task for task in before}
    new = {(task.task.code, task.agency): task for task in after}
    changes = [TaskDifference(old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new])]
    return [change for change in changes if _compared(change.before) != _compared(change.after)]


def _compared(task: TaskStatus | None) -> tuple[object, ...]:
    return () if task is None else (task.state, task.progress.percent)
