"""dated changes of tasks, rounds with days of their own, paper reports, acceptances taken back; nothing is kept any more

Alembic changes a CHECK on SQLite by re-creating the table; `store/base/migrate.py` switches foreign keys off for it.
"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OLD_STATUSES = ("submitted", "returned", "accepted", "withdrawn")
STATUSES = (*OLD_STATUSES, "superseded")
FIELDS = ("due_on", "weight", "type", "title", "stopped")
NO_PAPER = "paper_number = '' AND paper_signer = '' AND paper_dated_on IS NULL AND paper_received_on IS NULL"
IS_A_MOVE = ("is_a_move", "decision <> 'submitted'")
TAKEN_BACK = ("taken_back_with_reason", "decision <> 'submitted' OR reason <> ''")
REFER_TO_REBUILT = ("report_line", "review", "review_note")

KEPT_STATES = ("done_on_time", "done_late", "in_progress", "overdue", "no_deadline", "continuing", "void")
KEPT_REPORTS = ("expected", "submitted", "on_time", "on_time_extended", "accepted", "returned", "waived")
WITHOUT_PERIOD = sa.text("period_end = 0")


def upgrade() -> None:
    for table in ("kept_task", "agency_sums", "plan_sums", "kept_plan"):
        op.drop_table(table)
    op.add_column("plan", day("ends_on"))
    for column in (words("product"), day("first_on"), instant("entered_at")):
        op.add_column("task", column)
    with op.batch_alter_table("regime", copy_from=regime()) as batch:
        for column in regime_columns():
            batch.add_column(column)
        for name, rule in regime_checks().items():
            batch.create_check_constraint(op.f(f"ck_regime_{name}"), rule)
    with op.batch_alter_table("submission", copy_from=submission(OLD_STATUSES)) as batch:
        for column in paper_columns():
            batch.add_column(column)
        hold_to(batch, "submission", "status", STATUSES)
        batch.create_check_constraint(op.f("ck_submission_paper_was_entered"), f"entered_at IS NOT NULL OR ({NO_PAPER})")
    with op.batch_alter_table("review", copy_from=review(OLD_STATUSES, IS_A_MOVE)) as batch:
        hold_to(batch, "review", "decision", STATUSES)
        exchange(batch, IS_A_MOVE, TAKEN_BACK)
    check_foreign_keys()
    create_task_change()
    create_reporting_round()


def downgrade() -> None:
    """What the tables of 0008 can't say is said in the nearest way: superseded as withdrawn, taken back as returned.

    The tables of kept figures come back empty; the app of that version fills them.
    """
    op.drop_table("reporting_round")
    op.drop_table("task_change")
    taken_back = "SELECT submission_id FROM review WHERE decision = 'submitted'"
    op.execute(f"UPDATE submission SET status = 'returned' WHERE status = 'submitted' AND id IN ({taken_back})")  # nosec
    op.execute("UPDATE submission SET status = 'withdrawn' WHERE status = 'superseded'")
    op.execute("UPDATE review SET decision = 'returned' WHERE decision = 'submitted'")
    op.execute("UPDATE review SET decision = 'withdrawn' WHERE decision = 'superseded'")
    with op.batch_alter_table("review", copy_from=review(STATUSES, TAKEN_BACK)) as batch:
        hold_to(batch, "review", "decision", OLD_STATUSES)
        exchange(batch, TAKEN_BACK, IS_A_MOVE)
    paper = (*paper_columns(), sa.CheckConstraint(NO_PAPER, name=op.f("ck_submission_paper_was_entered")))
    with op.batch_alter_table("submission", copy_from=submission(STATUSES, *paper)) as batch:
        batch.drop_constraint(op.f("ck_submission_paper_was_entered"), type_="check")
        hold_to(batch, "submission", "status", OLD_STATUSES)
        for column in paper_columns():
            batch.drop_column(column.name)
    check_foreign_keys()
    checks = [sa.CheckConstraint(rule, name=op.f(f"ck_regime_{name}")) for name, rule in regime_checks().items()]
    with op.batch_alter_table("regime", copy_from=regime(*regime_columns(), *checks)) as batch:
        for check in checks:
            batch.drop_constraint(op.f(check.name), type_="check")
        for column in regime_columns():
            batch.drop_column(column.name)
    for name in ("product", "first_on", "entered_at"):
        op.drop_column("task", name)
    op.drop_column("plan", "ends_on")
    create_what_was_kept()


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def large(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default="")


def day(name: str, *, nullable: bool = True) -> "sa.Column[sa.Date]":
    return sa.Column(name, sa.Date(), nullable=nullable)


def instant(name: str, *, nullable: bool = True) -> "sa.Column[sa.DateTime]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def one_of(name: str, values: Iterable[str]) -> str:
    return f"{name} IN ({', '.join(repr(value) for value in values)})"


def hold_to(batch: BatchOperations, table: str, column: str, values: Iterable[str]) -> None:
    """Another list of statuses in place of the one that the CHECK has."""
    name = op.f(f"ck_{table}_is_submissionstatus")
    batch.drop_constraint(name, type_="check")
    batch.create_check_constraint(name, one_of(column, values))


def exchange(batch: BatchOperations, old: tuple[str, str], new: tuple[str, str]) -> None:
    batch.drop_constraint(op.f(f"ck_review_{old[0]}"), type_="check")
    batch.create_check_constraint(op.f(f"ck_review_{new[0]}"), new[1])


def regime(*more: sa.schema.SchemaItem) -> sa.Table:
    """The table as it was. SQLite makes it anew from this, for a CHECK can't be read back from the database."""
    return sa.Table(
        "regime",
        sa.MetaData(),
        number("id"),
        number("plan_id"),
        day("valid_from", nullable=False),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("window_rule", sa.String(30), nullable=False),
        number("agency_due_days"),
        number("lock_after_days"),
        sa.Column("consolidator_id", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regime")),
        sa.CheckConstraint("agency_due_days >= 0 AND lock_after_days >= 0", name=op.f("ck_regime_days_after")),
        sa.CheckConstraint("window_rule IN ('nd09', 'calendar')", name=op.f("ck_regime_is_windowrule")),
        sa.ForeignKeyConstraint(["consolidator_id"], ["agency.id"], name=op.f("fk_regime_consolidator_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_regime_plan_id")),
        sa.UniqueConstraint("plan_id", "valid_from", name=op.f("uq_regime_plan_id_valid_from")),
        sa.Index(op.f("ix_regime_consolidator_id"), "consolidator_id"),
        *more,
    )


def regime_columns() -> tuple[sa.Column[object], ...]:
    return (
        words("first_period"),
        sa.Column("to_working_day", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("office_due_day", sa.Integer(), nullable=True),
        sa.Column("paper_time", sa.String(30), nullable=False, server_default="receipt"),
    )


def regime_checks() -> dict[str, str]:
    return {
        "day_of_a_month": "office_due_day BETWEEN 1 AND 31",
        "is_papertime": one_of("paper_time", ("date", "receipt")),
    }


def submission(statuses: Iterable[str], *more: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(
        "submission",
        sa.MetaData(),
        number("id"),
        sa.Column("number", sa.String(), nullable=False),
        number("agency_id"),
        number("plan_id"),
        sa.Column("period", sa.String(), nullable=False),
        instant("submitted_at", nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.CheckConstraint(one_of("status", statuses), name=op.f("ck_submission_is_submissionstatus")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_submission_agency_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_submission_plan_id")),
        sa.UniqueConstraint("number", name=op.f("uq_submission_number")),
        sa.Index(op.f("ix_submission_agency_id_plan_id_period"), "agency_id", "plan_id", "period"),
        sa.Index(op.f("ix_submission_plan_id"), "plan_id"),
        sa.Index(op.f("ix_submission_status"), "status"),
        *more,
    )


def paper_columns() -> tuple[sa.Column[object], ...]:
    return (
        instant("entered_at"),
        words("paper_number"),
        day("paper_dated_on"),
        words("paper_signer"),
        day("paper_received_on"),
    )


def review(statuses: Iterable[str], move: tuple[str, str]) -> sa.Table:
    return sa.Table(
        "review",
        sa.MetaData(),
        number("id"),
        number("submission_id"),
        sa.Column("decision", sa.String(30), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        instant("decided_at", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.CheckConstraint(one_of("decision", statuses), name=op.f("ck_review_is_submissionstatus")),
        sa.CheckConstraint("decision <> 'returned' OR reason <> ''", name=op.f("ck_review_returned_with_reason")),
        sa.CheckConstraint(move[1], name=op.f(f"ck_review_{move[0]}")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_review_submission_id")),
        sa.UniqueConstraint("submission_id", "decided_at", name=op.f("uq_review_submission_id_decided_at")),
        sa.Index(op.f("ix_review_decided_at"), "decided_at"),
    )


def check_foreign_keys() -> None:
    """That no row was left behind by a table that was made anew; PostgreSQL has checked it all along."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        for table in REFER_TO_REBUILT:
            left = connection.exec_driver_sql(f"PRAGMA foreign_key_check({table})").fetchall()
            assert not left, f"{len(left)} rows of {table} refer to nothing"


def create_task_change() -> None:
    op.create_table(
        "task_change",
        number("id"),
        number("task_id"),
        day("valid_from", nullable=False),
        sa.Column("field", sa.String(30), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        instant("entered_at", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_change")),
        sa.CheckConstraint(one_of("field", FIELDS), name=op.f("ck_task_change_is_taskfield")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_task_change_has_reason")),
        sa.CheckConstraint("field = 'due_on' OR value <> ''", name=op.f("ck_task_change_has_value")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_change_task_id")),
        sa.UniqueConstraint(
            "task_id",
            "field",
            "valid_from",
            "entered_at",
            name=op.f("uq_task_change_task_id_field_valid_from_entered_at"),
        ),
    )


def create_reporting_round() -> None:
    checks = {
        "own_kind_has_title": "substr(period, 1, 1) <> 'R' OR title <> ''",
        "sets_a_day": "substr(period, 1, 1) = 'R' OR opens_on IS NOT NULL OR due_on IS NOT NULL",
        "opens_before_it_is_due": "opens_on <= due_on",
    }
    op.create_table(
        "reporting_round",
        number("id"),
        number("plan_id"),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        day("opens_on"),
        day("due_on"),
        sa.Column("called_by", sa.String(), nullable=False),
        instant("called_at", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_round")),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_reporting_round_{name}")) for name, rule in checks.items()),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_reporting_round_plan_id")),
        sa.UniqueConstraint(
            "plan_id", "period", "called_at", name=op.f("uq_reporting_round_plan_id_period_called_at")
        ),
    )


def create_what_was_kept() -> None:
    op.create_table(
        "kept_plan",
        number("plan_id"),
        instant("changed_at", nullable=False),
        day("day", nullable=False),
        sa.Column("ends_that_day", sa.Boolean(), nullable=False),
        day("told_from", nullable=False),
        sa.Column("has_past", sa.Boolean(), nullable=False),
        number("waiting"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_kept_plan_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_kept_plan")),
    )
    create_kept_sums("plan_sums")
    create_kept_sums("agency_sums", "agency_id")
    op.create_table(
        "kept_task",
        *(number("task_id"), number("period_end"), day("until", nullable=False), day("since", nullable=False)),
        sa.Column(
            "state",
            sa.Enum(*KEPT_STATES, name="is_taskstate", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        *(day("due_on"), large("percent"), large("parts"), number("minimum"), day("done_on")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("carried_out", "reported", "ever_reported")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_kept_task_task_id")),
        sa.PrimaryKeyConstraint("task_id", "period_end", "until", name=op.f("pk_kept_task")),
        sqlite_with_rowid=False,
    )
    for name, column in (("ix_kept_task_until", "until"), ("ix_kept_task_due", "due_on")):
        op.create_index(
            name, "kept_task", ["state", column], sqlite_where=WITHOUT_PERIOD, postgresql_where=WITHOUT_PERIOD
        )


def create_kept_sums(table: str, *of: str) -> None:
    """The columns of the key come first, or `PRAGMA integrity_check` of SQLite 3.40 finds faults."""
    key = ("plan_id", "period_end", "until", *of)
    counts = (*KEPT_STATES, "carried_out", "weight", "covered_weight", *KEPT_REPORTS)
    refers = {"plan_id": "plan.id"} | {name: "agency.id" for name in of}
    op.create_table(
        table,
        *(day(name, nullable=False) if name == "until" else number(name) for name in key),
        day("since", nullable=False),
        *(number(name) for name in counts),
        *(large(name) for name in ("parts", "weighted", "covered_weighted")),
        sa.Column("days_late", sa.String(), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [other], name=op.f(f"fk_{table}_{name}"))
            for name, other in refers.items()
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )
