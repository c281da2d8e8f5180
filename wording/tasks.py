"""One task's due date and progress, as tables and pages show them."""

from data_model.rules.figures.statuses import TaskStatus
from wording import formats
from wording.translation import _


def due_words(task: TaskStatus) -> str:
    """31/12/2026; how often it was moved to a later day stands beside it."""
    due = formats.day(task.due_on)
    if not task.extended_count:
        return due
    return _("{day} (extended {count} times)").format(day=due, count=formats.number(task.extended_count))


def progress_words(task: TaskStatus) -> str:
    """Of several leads the mean, and beside it the lowest."""
    mean = formats.percent(task.progress.percent)
    if len(task.leads) < 2 or task.progress.minimum == task.progress.percent:
        return mean
    return _("{mean} (lowest {lowest})").format(mean=mean, lowest=formats.percent(task.progress.minimum))
