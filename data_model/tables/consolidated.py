"""Consolidated reports: the office's own texts, frozen reports with their files and signed copies."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class IssuedReport(SQLModel, table=True):
    """Báo cáo đã ban hành: one version of the consolidated report on a plan or a directive, with everything needed to make it again."""

    __tablename__ = "issued_report"
    __table_args__ = (
        UniqueConstraint("office_id", "year", "number"),
        UniqueConstraint("office_id", "plan_id", "period", "version"),
        UniqueConstraint("office_id", "directive_id", "period", "version"),
        CheckConstraint("(plan_id IS NULL) <> (directive_id IS NULL)", name="one_subject"),
        CheckConstraint("number > 0", name="number_from_1"),
    )

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="agency.id")
    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    directive_id: int | None = Field(default=None, foreign_key="directive.id")
    period: str
    version: int
    number: int
    year: int = Field(description="Of the day of issue; an office numbers anew each year")
    issued_on: date
    as_of: datetime
    unreviewed: bool = Field(description="Whether figures that nobody has reviewed yet were counted")
    waiting_count: int = Field(description="Reports that waited for review at that instant")
    issued_by: str
    issued_at: datetime
    letterhead: str = Field(description="As JSON")
    template_sha256: str
    template: bytes | None = Field(default=None, description="The office's own template, packed")
    texts: str = Field(default="{}", description="The office's own texts, as JSON like `ReportText.texts`")
    content_groups: str = Field(default="[]", description="As JSON like `ReportText.content_groups`")
    organisation_on: date | None = Field(
        default=None, description="By the organisation of which day it shows agencies; else as reported then"
    )


class ReportText(SQLModel, table=True):
    """What the office itself writes in the consolidated report on a plan or a directive for a period, while it is a draft."""

    __tablename__ = "report_text"
    __table_args__ = (
        UniqueConstraint("office_id", "plan_id", "period"),
        UniqueConstraint("office_id", "directive_id", "period"),
        CheckConstraint("(plan_id IS NULL) <> (directive_id IS NULL)", name="one_subject"),
    )

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="agency.id")
    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    directive_id: int | None = Field(default=None, foreign_key="directive.id")
    period: str
    texts: str = Field(description="JSON: by part of the report, the text typed for it")
    content_groups: str = Field(
        description="JSON: plan, section and the group of content it was put in, of each such section"
    )
    saved_at: datetime
    saved_by: str
    version: int = Field(default=1, description="Raised by each save, so that nobody overwrites unseen")


class IssuedFile(SQLModel, table=True):
    """An issued report in one format, compressed (store/base/compression.py); the hash is that of the uncompressed file."""

    __tablename__ = "issued_file"
    __table_args__ = (
        UniqueConstraint("report_id", "format"),
        CheckConstraint("format IN ('docx', 'pdf', 'xlsx')", name="known_format"),
    )

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="issued_report.id")
    format: str
    name: str
    sha256: str
    content: bytes


class SignedFile(SQLModel, table=True):
    """The signed copy of an issued report (PDF), compressed; a later one stands before an earlier one, which stays."""

    __tablename__ = "signed_file"
    __table_args__ = (UniqueConstraint("report_id", "sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="issued_report.id")
    name: str
    sha256: str
    content: bytes
    added_by: str
    added_at: datetime
