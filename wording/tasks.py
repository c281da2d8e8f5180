"""Due date and progress of a task in words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from data_model.rules.figures.statuses import TaskStatus
from data_model.values import Flag, SubmissionStatus, TaskField, TaskState, TaskType
from wording import formats
from wording.labels import FLAG, TASK_STATE, TASK_TYPE, label
from wording.rates import Rate
from wording.translation import _


def due_words(task: TaskStatus) -> str:
    """31/12/2026, with the number of extensions if any."""
    due = formats.day(task.due_on)
    if not task.extended_count:
        return due
    return _("{day} (extended {count} times)").format(day=due, count=formats.number(task.extended_count))


def changed_value(field: TaskField, value: object) -> str:
    """What a field of a task held before a change, or holds since."""
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Decimal):
        return formats.number(value)
    if isinstance(value, TaskType):
        return label(TASK_TYPE, value)
    if field is TaskField.STOPPED:
        return _("yes") if value else _("no")
    return str(value) if value else _("not set")


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


UnderWay = Mapping[tuple[str, str], SubmissionStatus]
"""By (agency, plan): this period's report where it waits for review or is being mended."""


def state_words(task: TaskStatus, under_way: UnderWay) -> str:
    """The state; instead of "no accepted report" what is under way, where something is."""
    words = _under_way(task, under_way)
    return words if words and task.state is TaskState.NOT_REPORTED else label(TASK_STATE, task.state)


def flag_words(task: TaskStatus, under_way: UnderWay) -> str:
    """The flag; a report that is under way is named instead of "not reported", beside figures of an earlier period."""
    words = _under_way(task, under_way)
    if task.flag is Flag.STALE and words:
        return f"{label(FLAG, task.flag)}; {words.lower()}"
    return words if task.flag and words else label(FLAG, task.flag) if task.flag else ""


def _under_way(task: TaskStatus, under_way: UnderWay) -> str:
    """Of several leads, that a report waits goes before that one is being mended."""
    found = {under_way.get((agency, task.task.plan)) for agency in task.leads}
    if SubmissionStatus.SUBMITTED in found:
        return _("Report being reviewed")
    return _("Report being completed") if SubmissionStatus.RETURNED in found else ""
