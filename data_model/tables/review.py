"""Decisions on submissions, and notes. Every decision is a row of its own and never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from data_model.tables.column_types import one_of
from data_model.values import SubmissionStatus


class Review(SQLModel, table=True):
    """Duyệt: one move of a submission, by whom and when. One to `submitted` takes an acceptance back."""

    __table_args__ = (
        UniqueConstraint("submission_id", "decided_at"),
        CheckConstraint("decision <> 'submitted' OR reason <> ''", name="taken_back_with_reason"),
        CheckConstraint("decision <> 'returned' OR reason <> ''", name="returned_with_reason"),
    )

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id")
    decision: SubmissionStatus = Field(sa_type=one_of(SubmissionStatus))
    reason: str = ""
    decided_by: str
    decided_at: datetime = Field(index=True)


class ReviewNote(SQLModel, table=True):
    """Ghi chú nội bộ on a submission, which its agency never sees."""

    __tablename__ = "review_note"
    __table_args__ = (
        UniqueConstraint("submission_id", "written_by", "written_at"),
        CheckConstraint("text <> ''", name="has_text"),
    )

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id")
    text: str
    written_by: str
    written_at: datetime
