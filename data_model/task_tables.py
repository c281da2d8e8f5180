"""The table of what changed about tasks since a day.

Like `tables.py`: days are days in Asia/Ho_Chi_Minh, instants are UTC, rows are added and never deleted.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

import data_model.tables  # noqa: F401  it sets SQLModel.metadata, and holds what the foreign keys name
from data_model.column_types import one_of
from data_model.values import TaskField


class TaskChange(SQLModel, table=True):
    """Điều chỉnh nhiệm vụ: a value that holds from `valid_from` on, with the reason and the document that decided it.

    As known, it counts from `entered_at`. `value` is a text as in `task_changes.csv`: `2026-12-31` or nothing for a due
    date, `1.5`, `one_off`, a title, `yes` or `no` for a stop and its end; `store/folder/cells.py` reads and writes it.
    """

    __tablename__ = "task_change"
    __table_args__ = (
        UniqueConstraint("task_id", "field", "valid_from", "entered_at"),
        CheckConstraint("reason <> ''", name="has_reason"),
        CheckConstraint("field = 'due_on' OR value <> ''", name="has_value"),
    )

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id")
    valid_from: date
    field: TaskField = Field(sa_type=one_of(TaskField))
    value: str
    reason: str
    document: str = ""
    entered_by: str
    entered_at: datetime
