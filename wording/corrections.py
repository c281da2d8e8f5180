"""Corrections of an issued report in words, before and after."""

from data_model.rules.consolidated.corrections import LineCorrection, LineSide
from data_model.rules.figures.statuses import TaskStatus
from data_model.values import ReportState, TaskType
from wording import formats
from wording.labels import REPORT_STATE, TASK_STATE, label
from wording.translation import _


def line_sides(change: LineCorrection) -> tuple[str, str]:
    """Before and after: the state of the task, and those texts that differ."""
    differing = [name for name in ("result", "difficulties", "proposals") if _text_of(change.before, name) != _text_of(change.after, name)]  # fmt: skip
    before, after = (_side(side, differing) for side in (change.before, change.after))
    return before, after


def report_side(state: ReportState | None) -> str:
    return _("not sent") if state is None else label(REPORT_STATE, state)


def _text_of(side: LineSide, name: str) -> str:
    return "" if side.text is None else str(getattr(side.text, name))


def _side(side: LineSide, differing: list[str]) -> str:
    words = [_task_words(side.task_status)] if side.task_status is not None else []
    names = {"result": _("result"), "difficulties": _("difficulties"), "proposals": _("proposals")}
    words += [f"{names[name]}: “{_text_of(side, name).strip()}”" for name in differing if _text_of(side, name)]
    return "; ".join(words) or formats.NO_VALUE


def _task_words(task: TaskStatus) -> str:
    words = label(TASK_STATE, task.state)
    if task.task.type is TaskType.CONTINUING:
        return words
    nothing = _("{standing}, no report").format(standing=words)
    if not task.progress.ever_reported:
        return nothing
    words = f"{words}, {formats.percent(task.progress.percent)}"
    if task.progress.done_on is None:
        return words
    return _("{standing}, done on {day}").format(standing=words, day=formats.day(task.progress.done_on))
