"""What agencies send. Submissions are never deleted, so every version is kept; a draft is not sent yet."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from data_model.tables.column_types import Tenths, one_of
from data_model.values import LineStatus, SubmissionStatus


class Submission(SQLModel, table=True):
    """Lần nộp: one file or form of one agency for one period. Kept for ever; withdrawn or superseded, never deleted.

    A report on paper is entered by the office: it is known from `entered_at`, and `submitted_at` is its time.
    """

    __table_args__ = (
        Index(None, "agency_id", "plan_id", "period"),
        CheckConstraint(
            "entered_at IS NOT NULL OR (paper_number = '' AND paper_signer = '' "
            "AND paper_dated_on IS NULL AND paper_received_on IS NULL)",
            name="paper_was_entered",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    agency_id: int = Field(foreign_key="agency.id")
    plan_id: int = Field(foreign_key="plan.id", index=True)
    period: str
    submitted_at: datetime
    submitted_by: str
    status: SubmissionStatus = Field(sa_type=one_of(SubmissionStatus), index=True)
    file_name: str = ""
    sha256: str = ""
    entered_at: datetime | None = None
    paper_number: str = ""
    paper_dated_on: date | None = None
    paper_signer: str = ""
    paper_received_on: date | None = None


class ReportLine(SQLModel, table=True):
    """Dòng báo cáo: one task in one submission."""

    __tablename__ = "report_line"
    __table_args__ = (
        UniqueConstraint("submission_id", "task_id"),
        CheckConstraint("percent BETWEEN 0 AND 1000", name="percent_0_to_100"),
        CheckConstraint("length(result) <= 5000", name="result_length"),
    )

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id")
    task_id: int = Field(foreign_key="task.id", index=True)
    percent: Decimal | None = Field(default=None, sa_type=Tenths)
    status: LineStatus | None = Field(default=None, sa_type=one_of(LineStatus))
    done_on: date | None = None
    result: str = ""
    difficulties: str = ""
    cause: str = Field(default="", sa_column_kwargs={"server_default": ""}, description="Why the task is overdue")
    responsibility: str = Field(default="", sa_column_kwargs={"server_default": ""}, description="Who answers for that")
    proposals: str = ""
    evidence: str = ""
    taken_over: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": false()},
        description="Left out of what was sent, and taken from the submission that this one superseded",
    )


class SentFile(SQLModel, table=True):
    """A report file as it was sent, by its hash, compressed (store/base/compression.py); `Submission.sha256` refers to it."""

    __tablename__ = "sent_file"

    sha256: str = Field(primary_key=True)
    content: bytes


class Draft(SQLModel, table=True):
    """A report that is being filled in on screen: the cells as typed, until it is submitted or discarded."""

    __table_args__ = (UniqueConstraint("agency_id", "plan_id", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    plan_id: int = Field(foreign_key="plan.id", index=True)
    period: str
    cells: str = Field(description="JSON: by task code, what stands in each column")
    saved_at: datetime
    saved_by: str
    version: int = Field(default=1, description="Raised by each save, so that nobody overwrites unseen")


class HeadingMatch(SQLModel, table=True):
    """Which column of a report an agency means by a heading of its own table; told once, remembered for its later files."""

    __tablename__ = "heading_match"
    __table_args__ = (UniqueConstraint("agency_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    key: str = Field(description="The heading as it is compared: `header_key` of intake/base/headings.py")
    heading: str = Field(description="The heading as it stood in the file")
    meant: str = Field(description="The canonical header of the column, ma_nhiem_vu and so on")
    matched_at: datetime
    matched_by: str
