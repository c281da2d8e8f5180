"""Reads the texts of the register of tasks: what was reported last, and whom the plans name."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, or_
from sqlmodel import Session, col

from data_model.rules.consolidated.register_texts import LastResult, OverdueCause, RegisterTexts
from data_model.rules.figures.register import RegisteredTask
from data_model.store.base.typed_select import columns
from data_model.store.consolidated.quotations import named_assignees
from data_model.tables import ReportLine, Submission, Task

_AT_ONCE = 500
"""Submissions asked for in one query, since a query takes only so many values."""


def register_texts(session: Session, tasks: Iterable[RegisteredTask]) -> RegisterTexts:
    """The texts of these tasks, which are those of the reader's scope: only submissions that they name are read."""
    registered = list(tasks)
    texts = _line_texts(session, registered)
    results: dict[tuple[str, str], LastResult] = {}
    causes: dict[tuple[str, str], OverdueCause] = {}
    for task in registered:
        code = task.status.task.code
        key = code, task.status.agency or ""
        for report in task.reports:  # the newest first
            text = texts.get((report.number, code))
            if text is not None and text.result:
                results.setdefault(key, LastResult(text.result, report))
            if text is not None and (text.cause or text.responsibility):
                causes.setdefault(key, OverdueCause(text.cause, text.responsibility))
    assignees = named_assignees(session, {task.status.task.plan for task in registered})
    return RegisterTexts(results, causes, assignees)


def _line_texts(session: Session, tasks: Iterable[RegisteredTask]) -> dict[tuple[str, str], Row[Any]]:
    """By the number of a submission and a task's code: result, cause and responsibility, where one of them is written."""
    codes: dict[str, set[str]] = defaultdict(set)
    for task in tasks:
        for report in task.reports:
            codes[report.number].add(task.status.task.code)
    numbers = sorted(codes)
    query = (
        columns(Submission.number, Task.code, ReportLine.result, ReportLine.cause, ReportLine.responsibility)
        .join(ReportLine, col(ReportLine.submission_id) == col(Submission.id))
        .join(Task, col(Task.id) == col(ReportLine.task_id))
        .where(or_(*(col(text) != "" for text in (ReportLine.result, ReportLine.cause, ReportLine.responsibility))))
    )
    return {
        (row.number, row.code): row
        for first in range(0, len(numbers), _AT_ONCE)
        for row in session.execute(query.where(col(Submission.number).in_(numbers[first : first + _AT_ONCE])))
        if row.code in codes[row.number]
    }
