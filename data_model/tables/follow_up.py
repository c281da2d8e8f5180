"""Instructions of leadership, and how the office handles what agencies call difficult or propose."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from data_model.tables.column_types import TextList, one_of
from data_model.values import Decider, RemarkKind


class Instruction(SQLModel, table=True):
    """Ý kiến chỉ đạo: leadership's word on a plan, or on one task or agency of it; followed until leadership says done."""

    __table_args__ = (
        UniqueConstraint("plan_id", "written_by", "written_at"),
        CheckConstraint("text <> ''", name="has_text"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, description="From the instant it was written, to name it in files")
    plan_id: int = Field(foreign_key="plan.id")
    task_id: int | None = Field(default=None, foreign_key="task.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    text: str
    due_on: date
    written_by: str
    written_at: datetime
    done_by: str = ""
    done_at: datetime | None = None


class InstructionAnswer(SQLModel, table=True):
    """What the office or an agency answered to an instruction, or leadership added."""

    __tablename__ = "instruction_answer"
    __table_args__ = (
        UniqueConstraint("instruction_id", "written_by", "written_at"),
        CheckConstraint("text <> ''", name="has_text"),
    )

    id: int | None = Field(default=None, primary_key=True)
    instruction_id: int = Field(foreign_key="instruction.id")
    text: str
    written_by: str
    written_at: datetime


class DifficultyHandling(SQLModel, table=True):
    """How a difficulty or proposal of a plan is handled; one that several lines repeat is one. The last entry holds."""

    __tablename__ = "difficulty_handling"
    __table_args__ = (UniqueConstraint("plan_id", "kind", "key", "entered_at"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    kind: RemarkKind = Field(sa_type=one_of(RemarkKind))
    key: str = Field(description="The text as it is compared: rules/follow_up/difficulties.py")
    text: str = Field(description="As it was said when this was entered")
    raised_by: tuple[str, ...] = Field(
        default=(), sa_type=TextList, description="Codes of the agencies that said it by then"
    )
    decider: Decider = Field(sa_type=one_of(Decider))
    handled_by: str = Field(default="", description="Who handles it, in words")
    due_on: date | None = None
    outcome: str = ""
    is_closed: bool
    entered_by: str
    entered_at: datetime
