"""Results in numbers: what is counted in a plan, how much is planned a year, and what the agencies sent."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from data_model.tables.column_types import Hundredths, TextList, one_of
from data_model.values import AddsUp


class Indicator(SQLModel, table=True):
    """Chỉ tiêu thống kê of a plan: delegations, people, grants, money. Of other plans the same name and unit is the same."""

    __table_args__ = (
        UniqueConstraint("plan_id", "name", "unit"),
        CheckConstraint("name <> '' AND unit <> ''", name="has_name_and_unit"),
        CheckConstraint("decimals BETWEEN 0 AND 2", name="decimals_0_to_2"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    position: int = Field(default=0, description="Its place in tables of the plan")
    name: str
    unit: str = Field(description="đoàn, lượt người, khoản, VND, USD …; values of different units are never added")
    adds_up: AddsUp = Field(sa_type=one_of(AddsUp))
    decimals: int = 0
    reporters: tuple[str, ...] = Field(
        default=(), sa_type=TextList, description="Codes of agencies or groups; empty is every agency of the plan"
    )


class IndicatorTarget(SQLModel, table=True):
    """Kế hoạch năm: how much of an indicator the whole plan is to reach in a year. The last that was entered holds; an
    empty one takes it back."""

    __tablename__ = "indicator_target"
    __table_args__ = (
        UniqueConstraint("indicator_id", "year", "entered_at"),
        CheckConstraint("target > 0", name="above_zero"),
    )

    id: int | None = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id")
    year: int
    target: Decimal | None = Field(default=None, sa_type=Hundredths)
    entered_by: str
    entered_at: datetime


class IndicatorValue(SQLModel, table=True):
    """The value of an indicator in one submission. Every version is kept; a blank cell has no row, since it is not zero."""

    __tablename__ = "indicator_value"
    __table_args__ = (
        UniqueConstraint("submission_id", "indicator_id"),
        CheckConstraint("value >= 0", name="not_below_zero"),
    )

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id")
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    value: Decimal = Field(sa_type=Hundredths)
    note: str = ""
    taken_over: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": false()},
        description="Left out of what was sent, and taken from the submission that this one superseded",
    )
