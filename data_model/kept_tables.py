"""The tables of kept figures: what reports and tasks add up to, written with each change so that nobody waits for it.

They hold nothing of their own: every row is computed from the other tables by `rules/sums.py` and can be made again.
A plan without a row in `KeptPlan` has no kept figures at the moment, and is computed when somebody asks.

A row says what was so at the end of each day from `since` on, up to the day before `until`. What is so now has `until`
FOREVER; what changes is closed on the day of the change and goes on as a new row.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

import data_model.tables  # noqa: F401  it sets SQLModel.metadata, and holds what the foreign keys name
from data_model.column_types import Tenths, one_of
from data_model.values import TaskState

NO_PERIOD = 0
"""In place of a period's end: as it stood on the day, without a period."""
FOREVER = date.max


class KeptPlan(SQLModel, table=True):
    """What is kept of one plan, and of which days and instants it says what is so."""

    __tablename__ = "kept_plan"

    plan_id: int = Field(foreign_key="plan.id", primary_key=True)
    changed_at: datetime = Field(description="The last instant at which something was sent, moved, extended or waived")
    day: date = Field(description="The day up to which it is kept")
    ends_that_day: bool = Field(description="Whether a period ends with the day, so that its last instant sees more")
    told_from: date = Field(description="The first day that is told")
    has_past: bool = Field(
        description="Whether it begins with the first report, extension or waiver; else the days before are still to be told"
    )
    waiting: int = Field(description="Submissions that wait for review")


class KeptSums(SQLModel):
    """The columns of `rules.sums.Sums`; `period_end` is a period's year and last month, 202606, or NO_PERIOD."""

    plan_id: int = Field(foreign_key="plan.id", primary_key=True)
    period_end: int = Field(primary_key=True)
    until: date = Field(primary_key=True)
    since: date
    done_on_time: int
    done_late: int
    in_progress: int
    overdue: int
    no_deadline: int
    continuing: int
    void: int
    carried_out: int
    weight: int = Field(description="In tenths")
    covered_weight: int = Field(description="In tenths")
    parts: int = Field(sa_type=BigInteger, description="The two sums below are in hundredths of one such part")
    weighted: int = Field(sa_type=BigInteger)
    covered_weighted: int = Field(sa_type=BigInteger)
    expected: int
    submitted: int
    on_time: int
    on_time_extended: int
    accepted: int
    returned: int
    waived: int
    days_late: str = Field(description="JSON: by days late, or by due day of the missing, how many; empty for none")


class PlanSums(KeptSums, table=True):
    """Of a whole plan: each task once."""

    __tablename__ = "plan_sums"
    __table_args__ = {"sqlite_with_rowid": False}


class AgencySums(KeptSums, table=True):
    """Of one agency in a plan: the tasks it leads by its own lines, and the report it owes."""

    __tablename__ = "agency_sums"
    __table_args__ = {"sqlite_with_rowid": False}

    agency_id: int = Field(foreign_key="agency.id", primary_key=True)


WITHOUT_PERIOD = text(f"period_end = {NO_PERIOD}")
"""As a text, so that SQLite sees that an index under this condition serves a query under it."""


class KeptTask(SQLModel, table=True):
    """How one task stood, its leads together; `period_end` as in `KeptSums`."""

    __tablename__ = "kept_task"
    __table_args__ = (
        Index("ix_kept_task_until", "state", "until", sqlite_where=WITHOUT_PERIOD, postgresql_where=WITHOUT_PERIOD),
        Index("ix_kept_task_due", "state", "due_on", sqlite_where=WITHOUT_PERIOD, postgresql_where=WITHOUT_PERIOD),
        {"sqlite_with_rowid": False},
    )

    task_id: int = Field(foreign_key="task.id", primary_key=True)
    period_end: int = Field(primary_key=True)
    until: date = Field(primary_key=True)
    since: date
    state: TaskState = Field(sa_type=one_of(TaskState))
    due_on: date | None = None
    percent: int = Field(sa_type=BigInteger, description="In tenths of one part")
    parts: int = Field(sa_type=BigInteger)
    minimum: Decimal = Field(sa_type=Tenths)
    done_on: date | None = None
    carried_out: bool
    reported: bool
    ever_reported: bool
