"""Decisions of the consolidating office about reports of a round, messages and reminders."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from data_model.tables.column_types import one_of
from data_model.values import ReminderKind, ReminderState


class ReportingRound(SQLModel, table=True):
    """What was set for one round of a plan: its own opening or due day, or a whole round of its own kind (đột xuất,
    chuyên đề), whose code begins with R and holds its window. The last that was entered holds."""

    __tablename__ = "reporting_round"
    __table_args__ = (
        UniqueConstraint("plan_id", "period", "called_at"),
        CheckConstraint("substr(period, 1, 1) <> 'R' OR title <> ''", name="own_kind_has_title"),
        CheckConstraint("substr(period, 1, 1) = 'R' OR opens_on IS NOT NULL OR due_on IS NOT NULL", name="sets_a_day"),
        CheckConstraint("opens_on <= due_on", name="opens_before_it_is_due"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    period: str
    title: str = ""
    opens_on: date | None = Field(default=None, description="Empty is the regime's, as below")
    due_on: date | None = None
    called_by: str
    called_at: datetime


class RoundLock(SQLModel, table=True):
    """Khóa, mở lại đợt báo cáo: the last day on which late reports of a round are taken, set by hand. The last that was
    entered holds, in place of the regime's."""

    __tablename__ = "round_lock"
    __table_args__ = (
        UniqueConstraint("plan_id", "period", "locked_at"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    period: str
    locks_on: date = Field(description="Still taken on it; before the day of entry it locks the round at once")
    reason: str
    locked_by: str
    locked_at: datetime


class Extension(SQLModel, table=True):
    """Gia hạn: a later due day for one agency and one period, with the reason."""

    __table_args__ = (
        UniqueConstraint("agency_id", "plan_id", "period", "granted_at"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    plan_id: int = Field(foreign_key="plan.id", index=True)
    period: str
    due_on: date
    reason: str
    granted_by: str
    granted_at: datetime


class Waiver(SQLModel, table=True):
    """Miễn báo cáo: no report is expected of one agency for one period of a plan, until lifted; with the reason."""

    __table_args__ = (
        UniqueConstraint("agency_id", "plan_id", "period", "granted_at"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    plan_id: int = Field(foreign_key="plan.id", index=True)
    period: str
    reason: str
    granted_by: str
    granted_at: datetime
    lifted_by: str = ""
    lifted_at: datetime | None = None


class RegimeConfirmation(SQLModel, table=True):
    """Xác nhận chế độ: the office confirmed a regime that the plan's text does not state."""

    __tablename__ = "regime_confirmation"
    __table_args__ = (UniqueConstraint("plan_id", "valid_from"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    valid_from: date = Field(description="Names the regime of the plan")
    confirmed_by: str
    confirmed_at: datetime


class Message(SQLModel, table=True):
    """Trao đổi: a message between an agency and the consolidating office about one report. Both see it."""

    __table_args__ = (
        UniqueConstraint("agency_id", "plan_id", "period", "sent_by", "sent_at"),
        CheckConstraint("text <> ''", name="has_text"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    plan_id: int = Field(foreign_key="plan.id", index=True)
    period: str
    from_office: bool
    text: str
    sent_by: str
    sent_at: datetime


class ThreadRead(SQLModel, table=True):
    """Until when a user has read the messages about one report."""

    __tablename__ = "thread_read"
    __table_args__ = (UniqueConstraint("user_name", "agency_id", "plan_id", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    user_name: str
    agency_id: int = Field(foreign_key="agency.id", index=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    period: str
    read_at: datetime


class Reminder(SQLModel, table=True):
    """Thư nhắc: a reminder about one report, mailed to one account, and its outcome.

    `claimed_at` is when a process took it for sending, so that no other does.
    """

    __table_args__ = (UniqueConstraint("agency_id", "plan_id", "period", "user_name", "asked_at"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    plan_id: int = Field(foreign_key="plan.id", index=True)
    period: str
    user_name: str
    address: str
    kind: ReminderKind = Field(sa_type=one_of(ReminderKind))
    due_on: date
    asked_by: str
    asked_at: datetime
    state: ReminderState = Field(sa_type=one_of(ReminderState), index=True)
    claimed_at: datetime | None = None
    tries: int = 0
    sent_at: datetime | None = None
    outcome: str = Field(default="", description="What the mail server said, where it did not take the letter")


class OfficialLetter(SQLModel, table=True):
    """Công văn đôn đốc: a letter to one agency, registered under its number; one row for each plan that it is about."""

    __tablename__ = "official_letter"
    __table_args__ = (
        UniqueConstraint("office_id", "year", "number", "plan_id"),
        CheckConstraint("number > 0", name="number_from_1"),
        CheckConstraint("times > 0", name="times_from_1"),
    )

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="agency.id")
    agency_id: int = Field(foreign_key="agency.id", description="To whom")
    plan_id: int = Field(foreign_key="plan.id", index=True)
    period: str
    number: int
    year: int = Field(description="Of the day of issue; an office numbers anew each year")
    issued_on: date
    times: int = Field(description="Which letter about this round it is: 2 is the second (lần 2)")
    registered_by: str
    registered_at: datetime
