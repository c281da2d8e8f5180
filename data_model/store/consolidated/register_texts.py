"""Reads the texts of the register of tasks: what was reported last, and whom the plans name."""

from collections import defaultdict
from collections.abc import Iterable

from sqlmodel import Session, col

from data_model.rules.consolidated.register_texts import LastResult, RegisterTexts
from data_model.rules.figures.register import RegisteredTask
from data_model.store.base.typed_select import columns
from data_model.store.consolidated.quotations import named_assignees
from data_model.tables import ReportLine, Submission, Task

_AT_ONCE = 500
"""Submissions asked for in one query, since a query takes only so many values."""


def register_texts(session: Session, tasks: Iterable[RegisteredTask]) -> RegisterTexts:
    """The texts of these tasks, which are those of the reader's scope: only submissions that they name are read."""
    registered = list(tasks)
    texts = _result_texts(session, registered)
    results = {}
    for task in registered:
        code = task.status.task.code
        said = next((report for report in task.reports if texts.get((report.number, code))), None)
        if said is not None:
            results[code, task.status.agency or ""] = LastResult(texts[said.number, code], said)
    return RegisterTexts(results, named_assignees(session, {task.status.task.plan for task in registered}))


def _result_texts(session: Session, tasks: Iterable[RegisteredTask]) -> dict[tuple[str, str], str]:
    """By the number of a submission and a task's code: the result, where there is one."""
    codes: dict[str, set[str]] = defaultdict(set)
    for task in tasks:
        for report in task.reports:
            codes[report.number].add(task.status.task.code)
    numbers = sorted(codes)
    query = (
        columns(Submission.number, Task.code, ReportLine.result)
        .join(ReportLine, col(ReportLine.submission_id) == col(Submission.id))
        .join(Task, col(Task.id) == col(ReportLine.task_id))
        .where(col(ReportLine.result) != "")
    )
    return {
        (number, code): result
        for first in range(0, len(numbers), _AT_ONCE)
        for number, code, result in session.execute(
            query.where(col(Submission.number).in_(numbers[first : first + _AT_ONCE]))
        )
        if code in codes[number]
    }
