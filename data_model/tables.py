"""The SQLModel tables: the things of `docs/definitions.md`, with what must hold written into the database.

Days are days in Asia/Ho_Chi_Minh; instants are UTC. Texts are stored in NFC, as they were typed.
Rows of submissions, lines and reviews are added and never deleted, so every version is kept.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from data_model.column_types import Tenths, TextList, one_of
from data_model.values import (
    AssignmentRole,
    Language,
    LineStatus,
    Mode,
    PaperTime,
    Role,
    SubmissionStatus,
    SuccessionKind,
    TaskType,
    WindowRule,
)

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_UNDATED = text("valid_from IS NULL")


def _valid_days() -> CheckConstraint:
    return CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name="valid_days")


def _once_undated(*columns: str) -> Index:
    """A unique key counts each empty `valid_from` as another; this index lets a row stand undated once."""
    name = "uq_undated_" + "_".join(columns)
    return Index(name, *columns, unique=True, sqlite_where=_UNDATED, postgresql_where=_UNDATED)


class Directive(SQLModel, table=True):
    """Văn bản chỉ đạo: a Party or state document that plans carry out."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    number: str = ""
    kind: str = ""
    issuer: str = ""
    issued_on: date | None = None
    title: str = ""
    aliases: tuple[str, ...] = Field(default=(), sa_type=TextList)


class Plan(SQLModel, table=True):
    """Kế hoạch, with its whole source text. What the text does not state is empty."""

    __table_args__ = (CheckConstraint("replaces_id <> id", name="replaces_another"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    number: str = ""
    issuer: str = ""
    province: str = ""
    issued_on: date | None = None
    signer: str = ""
    title: str = ""
    main_directive_id: int | None = Field(default=None, foreign_key="directive.id", index=True)
    replaces_id: int | None = Field(default=None, foreign_key="plan.id", index=True)
    replaces_text: str = Field(default="", description="The replaced plan as cited, where it is not in the store")
    text_file: str = ""
    text: str = ""
    notes: str = ""
    ends_on: date | None = Field(default=None, description="The last day on which it is in force, where it was ended")


class PlanDirective(SQLModel, table=True):
    """The directives that a plan implements, in the order of its text."""

    __tablename__ = "plan_directive"
    __table_args__ = (UniqueConstraint("plan_id", "position"),)

    plan_id: int = Field(foreign_key="plan.id", primary_key=True)
    directive_id: int = Field(foreign_key="directive.id", primary_key=True, index=True)
    position: int


class Agency(SQLModel, table=True):
    """Cơ quan; kind `group` is a collective assignee, its members are in `GroupMember`."""

    __table_args__ = (_valid_days(),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    kind: str = Field(default="", description="One of AgencyKind, or the office's own word")
    province: str = ""
    aliases: tuple[str, ...] = Field(default=(), sa_type=TextList)
    valid_from: date | None = None
    valid_to: date | None = None


class GroupMember(SQLModel, table=True):
    """Dated membership in a group of agencies."""

    __tablename__ = "group_member"
    __table_args__ = (
        UniqueConstraint("group_id", "member_id", "valid_from"),
        _once_undated("group_id", "member_id"),
        CheckConstraint("group_id <> member_id", name="other_than_itself"),
        _valid_days(),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="agency.id")
    member_id: int = Field(foreign_key="agency.id", index=True)
    valid_from: date | None = None
    valid_to: date | None = None


class Succession(SQLModel, table=True):
    """Kế thừa tổ chức: what became of an agency on a day. Nothing reported earlier is rewritten."""

    __table_args__ = (UniqueConstraint("on_day", "from_agency_id", "to_agency_id"),)

    id: int | None = Field(default=None, primary_key=True)
    on_day: date
    kind: SuccessionKind = Field(sa_type=one_of(SuccessionKind))
    from_agency_id: int = Field(foreign_key="agency.id")
    to_agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    basis: str = ""


class Regime(SQLModel, table=True):
    """Chế độ báo cáo of a plan from a day on. `basis` quotes the plan, or says "giả định"."""

    __table_args__ = (
        UniqueConstraint("plan_id", "valid_from"),
        CheckConstraint("agency_due_days >= 0 AND lock_after_days >= 0", name="days_after"),
        CheckConstraint("office_due_day BETWEEN 1 AND 31", name="day_of_a_month"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    valid_from: date
    kinds: tuple[str, ...] = Field(sa_type=TextList)
    window_rule: WindowRule = Field(sa_type=one_of(WindowRule))
    agency_due_days: int
    lock_after_days: int = 30
    consolidator_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    basis: str = ""
    first_period: str = Field(default="", description="The first that it asks for; empty is all")
    to_working_day: bool = Field(default=False, description="Whether a due day moves to the next working day")
    office_due_day: int | None = Field(
        default=None, description="Of the window's last month: by then the office itself reports"
    )
    paper_time: PaperTime = Field(default=PaperTime.RECEIPT, sa_type=one_of(PaperTime))


class Task(SQLModel, table=True):
    """Nhiệm vụ: a duty in a plan, with its verbatim quote and where that stands in the plan's text.

    It keeps the values that it began with; what holds since another day is in `TaskChange`.
    """

    __table_args__ = (
        CheckConstraint("weight > 0", name="weight_above_zero"),
        CheckConstraint("quote_start IS NULL OR quote_start < quote_end", name="quote_span"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    section: str = ""
    title: str
    quote: str = ""
    quote_start: int | None = None
    quote_end: int | None = None
    type: TaskType = Field(sa_type=one_of(TaskType))
    type_basis: str = ""
    due_on: date | None = None
    weight: Decimal = Field(default=Decimal(1), sa_type=Tenths)
    notes: str = ""
    product: str = Field(default="", description="The product asked for")
    first_on: date | None = Field(default=None, description="Its first day, where that is not its plan's issue")
    entered_at: datetime | None = Field(
        default=None, description="When it was added on screen; else known from its first day"
    )


class Assignment(SQLModel, table=True):
    """Phân công: task × agency (or group), who leads and who coordinates, told or asked."""

    __table_args__ = (
        UniqueConstraint("task_id", "agency_id", "role", "valid_from"),
        _once_undated("task_id", "agency_id", "role"),
        _valid_days(),
    )

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id")
    agency_id: int = Field(foreign_key="agency.id", index=True)
    role: AssignmentRole = Field(sa_type=one_of(AssignmentRole))
    mode: Mode = Field(sa_type=one_of(Mode))
    valid_from: date | None = None
    valid_to: date | None = None


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
    """Dòng báo cáo: what one submission says of one task."""

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
    proposals: str = ""
    evidence: str = ""


class SentFile(SQLModel, table=True):
    """A report file as it was sent, by its hash, packed (store/packing.py); a submission names it in `sha256`."""

    __tablename__ = "sent_file"

    sha256: str = Field(primary_key=True)
    content: bytes


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


class User(SQLModel, table=True):
    """An account. `code_hash` is the one-time code with which its owner sets the password."""

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("role NOT IN ('reporter', 'coordinator') OR agency_id IS NOT NULL", name="acts_for_an_agency"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    display_name: str
    email: str = Field(default="", description="Where reminders go; empty is nowhere")
    role: Role = Field(sa_type=one_of(Role))
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    province: str = Field(default="", description="What a leader reads; empty is every province")
    password_hash: str = ""
    code_hash: str = ""
    code_expires_at: datetime | None = None
    disabled_at: datetime | None = None
    language: Language = Field(default=Language.VI, sa_type=one_of(Language))


class SavedView(SQLModel, table=True):
    """Bộ lọc đã lưu: an address in the app under a name that its owner gave it. Nobody else sees it."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("user_id", "name"), CheckConstraint("name <> ''", name="has_name"))

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user_account.id")
    name: str
    page: str = Field(description="A page's address in the menu")
    query: str = Field(default="", description="What stands after the question mark")


class SignedIn(SQLModel, table=True):
    """A signed-in session. Only the hash of its cookie is kept, so a copy of the store opens no door."""

    __tablename__ = "signed_in"

    token_hash: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    since: datetime
    seen_at: datetime


class FailedSignIn(SQLModel, table=True):
    """A wrong password or code, counted by account name and by address."""

    __tablename__ = "failed_sign_in"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    address: str = Field(index=True)
    failed_at: datetime


class AuditEntry(SQLModel, table=True):
    """Who did what and when; written in the same transaction as the change."""

    __tablename__ = "audit_entry"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    user_name: str
    what: str
    subject: str = ""
    note: str = ""


class StoreState(SQLModel, table=True):
    """One row: the data version that every change raises, and whether the store holds sample data.

    `expected_version` is raised by what changes plans, tasks or agencies; not by reports, extensions or waivers.
    """

    __tablename__ = "store_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True)
    version: int = 0
    expected_version: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    sampled: bool = False
