"""The columns of the report template: header, prefilled values, and columns to fill in.

Headers, statuses and the words of the read-only columns are part of the file's format: Vietnamese for every
user, and each either a column of `intake.base.headings` or one that intake ignores.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from data_model.rules.plans.periods import Period
from data_model.values import AssignmentRole, LineStatus, TaskState, TaskType
from intake.base.cells import STATUS_TEXT
from intake.base.headings import DISPLAY, Column
from wording import formats
from wording.labels import ASSIGNMENT_ROLE, TASK_STATE, TASK_TYPE, label
from wording.periods import period_name

_LONGEST_RESULT = 300
"""Most letters of the last result; the page of the task shows all of it."""

_FINISHED = "đã hoàn thành; để trống nếu không thay đổi"

NUMBER = "General"
DAY = "dd/mm/yyyy"

TemplateValue = str | int | Decimal | date | None


@dataclass(frozen=True)
class TemplateRow:
    """One assignment of the agency. `last_…` is its last accepted line, `due_on` the due date that counts this year."""

    task_code: str
    title: str
    section: str
    role: AssignmentRole
    type: TaskType
    due_on: date | None = None
    last_percent: Decimal | None = None
    last_status: LineStatus | None = None
    last_done_on: date | None = None
    last_period: Period | None = None
    last_result: str = ""

    @property
    def is_finished(self) -> bool:
        """A one-off task that was accepted as done: it is not asked for again, and an empty line means "as before"."""
        return self.type is TaskType.ONE_OFF and self.last_percent == 100 and self.last_done_on is not None

    @property
    def section_name(self) -> str:
        """The innermost part of the section's path."""
        return self.section.rpartition(" > ")[2].strip()


class Purpose(Enum):
    """The purpose of a column: to identify the task, to compare with, or to fill in."""

    TASK = "task"
    EARLIER = "earlier"
    INPUT = "input"


@dataclass(frozen=True)
class TemplateColumn:
    header: str
    width: int
    purpose: Purpose
    value: Callable[[TemplateRow, int, Period], TemplateValue] = lambda row, number, period: None
    input: Column | None = None
    number_format: str = "@"
    """A column is text unless stated: a typed "- Đã tổ chức …" is then no formula."""
    centred: bool = False


_OF_TASKS_WITH_AN_END = (Column.PERCENT, Column.DONE_ON, Column.CAUSE, Column.RESPONSIBILITY)


def asks_for(column: Column, type_: TaskType) -> bool:
    """A continuing task has neither a percentage nor a day on which it is done, and is never overdue."""
    return type_ is not TaskType.CONTINUING or column not in _OF_TASKS_WITH_AN_END


def _due(row: TemplateRow) -> date | str:
    """The day; where there is none, "Thường xuyên" or "Hằng năm" as in the plans' own tables."""
    if row.due_on is not None:
        return row.due_on
    if row.type is TaskType.ONE_OFF:
        return label(TASK_STATE, TaskState.NO_DEADLINE)
    return label(TASK_TYPE, row.type)


def _last_status(row: TemplateRow) -> str:
    """The last status with its done-on date, which a report of 100 % must repeat."""
    status = "" if row.last_status is None else STATUS_TEXT[row.last_status]
    return " ".join(
        part for part in (status, "" if row.last_done_on is None else formats.day(row.last_done_on)) if part
    )


def _last_result(row: TemplateRow) -> str:
    """The last result with its period, which may differ between tasks."""
    text = row.last_result if len(row.last_result) <= _LONGEST_RESULT else f"{row.last_result[:_LONGEST_RESULT]}…"
    name = "" if row.last_period is None else period_name(row.last_period)
    return ": ".join(part for part in (name, text) if part)


def _role(row: TemplateRow) -> str:
    return label(ASSIGNMENT_ROLE, row.role)


def _input(column: Column, width: int) -> TemplateColumn:
    return TemplateColumn(DISPLAY[column], width, Purpose.INPUT, input=column)


def _title(row: TemplateRow) -> str:
    return f"{row.title} ({_FINISHED})" if row.is_finished else row.title


TITLE = TemplateColumn("Nhiệm vụ", 34, Purpose.TASK, lambda row, number, period: _title(row))
COLUMNS = (
    TemplateColumn("STT", 5, Purpose.TASK, lambda row, number, period: number, number_format=NUMBER, centred=True),
    TemplateColumn(DISPLAY[Column.TASK], 11, Purpose.TASK, lambda row, number, period: row.task_code),
    TITLE,
    TemplateColumn("Vai trò", 9, Purpose.TASK, lambda row, number, period: _role(row)),
    TemplateColumn(
        "Thời hạn", 11, Purpose.TASK, lambda row, number, period: _due(row), number_format=DAY, centred=True
    ),
    TemplateColumn(DISPLAY[Column.PERIOD], 9, Purpose.TASK, lambda row, number, period: period.code, centred=True),
    TemplateColumn(
        "Tiến độ kỳ trước (%)",
        8,
        Purpose.EARLIER,
        lambda row, number, period: row.last_percent,
        number_format=NUMBER,
        centred=True,
    ),
    TemplateColumn("Trạng thái kỳ trước", 11, Purpose.EARLIER, lambda row, number, period: _last_status(row)),
    TemplateColumn("Kết quả kỳ trước", 22, Purpose.EARLIER, lambda row, number, period: _last_result(row)),
    replace(_input(Column.PERCENT, 8), number_format=NUMBER, centred=True),
    _input(Column.STATUS, 12),
    replace(_input(Column.DONE_ON, 11), number_format=DAY, centred=True),
    _input(Column.RESULT, 36),
    _input(Column.DIFFICULTIES, 20),
    _input(Column.CAUSE, 20),
    _input(Column.RESPONSIBILITY, 16),
    _input(Column.PROPOSALS, 20),
    _input(Column.EVIDENCE, 15),
)


def place_of(column: Column) -> int:
    """The index of an input column, from 0."""
    return next(place for place, column_of_template in enumerate(COLUMNS) if column_of_template.input is column)
