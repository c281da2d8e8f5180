"""Directives, plans with their regimes, agencies, tasks and their assignments.

Days are days in Asia/Ho_Chi_Minh; texts are stored in NFC, as they were typed. Corrected by loading a folder, or on
screen.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from data_model.tables.base import once_undated, valid_days
from data_model.tables.column_types import Tenths, TextList, one_of
from data_model.values import AssignmentRole, DayKind, Mode, PaperTime, SuccessionKind, TaskField, TaskType, WindowRule


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


class DirectiveLink(SQLModel, table=True):
    """One directive carries out another: a guidance or a plan of the Party committee a directive of the centre."""

    __tablename__ = "directive_link"
    __table_args__ = (
        UniqueConstraint("directive_id", "carries_out_id"),
        CheckConstraint("directive_id <> carries_out_id", name="carries_out_another"),
    )

    id: int | None = Field(default=None, primary_key=True)
    directive_id: int = Field(foreign_key="directive.id")
    carries_out_id: int = Field(foreign_key="directive.id", index=True)
    valid_from: date | None = Field(default=None, description="Since when; empty is since its issue")


class Agency(SQLModel, table=True):
    """Cơ quan; kind `group` is a collective assignee, its members are in `GroupMember`."""

    __table_args__ = (valid_days(),)

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
        once_undated("group_id", "member_id"),
        CheckConstraint("group_id <> member_id", name="other_than_itself"),
        valid_days(),
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
    changes: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        description="JSON, of the first edge of a succession made on screen: every row it changed, before and after",
    )


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


class Holiday(SQLModel, table=True):
    """Ngày nghỉ: a public holiday, a day in lieu, or one of the two days of a swap; weekends and the holidays with a fixed
    date (`rules/plans/holidays.py`) need no row."""

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(unique=True)
    kind: DayKind = Field(sa_type=one_of(DayKind))
    name: str
    basis: str = Field(default="", description='The document that decided it, or "giả định"')


class Task(SQLModel, table=True):
    """Nhiệm vụ: a task of a plan, with its verbatim quote and the quote's character span in the plan's text.

    A row has the first values; later values are in `TaskChange`.
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
    supervising: tuple[str, ...] = Field(
        default=(),
        sa_type=TextList,
        sa_column_kwargs={"server_default": ""},
        description="Who watches over it (theo dõi, kiểm tra, đôn đốc) as the plan names them; in no figure",
    )
    first_on: date | None = Field(default=None, description="Its first day, where that is not its plan's issue")
    entered_at: datetime | None = Field(
        default=None, description="When it was added on screen; else known from its first day"
    )


class TaskChange(SQLModel, table=True):
    """Điều chỉnh nhiệm vụ: a value that holds from `valid_from` on, with the reason and the document that decided it.

    It counts for cutoffs from `entered_at` on. `value` is a text as in `task_changes.csv`: `2026-12-31` or nothing for a due
    date, `1.5`, `one_off`, a title, `yes` or `no` for a stop and its end; `store/folder/cell_values.py` reads it.
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


class Assignment(SQLModel, table=True):
    """Phân công: task × agency (or group), its role (lead or coordinate) and mode (assigned or requested)."""

    __table_args__ = (
        UniqueConstraint("task_id", "agency_id", "role", "valid_from"),
        once_undated("task_id", "agency_id", "role"),
        valid_days(),
    )

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id")
    agency_id: int = Field(foreign_key="agency.id", index=True)
    role: AssignmentRole = Field(sa_type=one_of(AssignmentRole))
    mode: Mode = Field(sa_type=one_of(Mode))
    valid_from: date | None = None
    valid_to: date | None = None
