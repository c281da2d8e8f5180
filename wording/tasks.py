"""Due date and progress of a task in words."""

from data_model.rules.figures.statuses import TaskStatus
from wording import formats
from wording.rates import Rate
from wording.translation import _


def due_words(task: TaskStatus) -> str:
    """31/12/2026, with the number of extensions if any."""
    due = formats.day(task.due_on)
    if not task.extended_count:
        return due
    return _("{day} (extended {count} times)").format(day=due, count=formats.number(task.extended_count))


def progress_words(task: TaskStatus) -> str:
    """The percentage; of several leads the mean and the lowest."""
    mean = formats.percent(task.progress.percent)
    if len(task.leads) < 2 or task.progress.minimum == task.progress.percent:
        return mean
    return _("{mean} (lowest {lowest})").format(mean=mean, lowest=formats.percent(task.progress.minimum))


def lowest_of_leads(task: TaskStatus) -> Rate | None:
    """The lowest percentage of several leads, where theirs differ."""
    if not task.is_measured or len(task.leads) < 2 or task.progress.minimum == task.progress.percent:
        return None
    return Rate(task.progress.minimum)
