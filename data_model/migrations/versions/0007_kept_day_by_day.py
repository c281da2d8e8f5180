"""figures are kept day by day: what was kept is dropped, and made again by the app"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATES = ("done_on_time", "done_late", "in_progress", "overdue", "no_deadline", "continuing", "void")
REPORTS = ("expected", "submitted", "on_time", "on_time_extended", "accepted", "returned", "waived")


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def day(name: str) -> sa.Column[date]:
    return sa.Column(name, sa.Date(), nullable=False)


def sums() -> list[sa.Column[int]]:
    """The columns beside the key. Those of the key come first, or `PRAGMA integrity_check` of SQLite 3.40 finds faults."""
    names = (*STATES, "carried_out", "weight", "covered_weight", *REPORTS)
    large = ("parts", "weighted", "covered_weighted")
    return [
        *(number(name) for name in names),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in large),
        sa.Column("days_late", sa.String(), nullable=False),
    ]


def upgrade() -> None:
    drop_what_is_kept()
    op.create_table(
        "kept_plan",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ends_that_day", sa.Boolean(), nullable=False),
        sa.Column("told_from", sa.Date(), nullable=False),
        sa.Column("has_past", sa.Boolean(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_kept_plan_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_kept_plan")),
    )
    op.create_table(
        "plan_sums",
        *(number("plan_id"), number("period_end"), day("until"), day("since")),
        *sums(),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_sums_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", "period_end", "until", name=op.f("pk_plan_sums")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "agency_sums",
        *(number("plan_id"), number("period_end"), day("until"), number("agency_id"), day("since")),
        *sums(),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_sums_agency_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_agency_sums_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", "period_end", "until", "agency_id", name=op.f("pk_agency_sums")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kept_task",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="is_taskstate", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("percent", sa.BigInteger(), nullable=False),
        sa.Column("parts", sa.BigInteger(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("carried_out", sa.Boolean(), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("ever_reported", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_kept_task_task_id")),
        sa.PrimaryKeyConstraint("task_id", "until", name=op.f("pk_kept_task")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_kept_task_until", "kept_task", ["state", "until"])
    op.create_index("ix_kept_task_due", "kept_task", ["state", "due_on"])
    op.create_index(op.f("ix_review_decided_at"), "review", ["decided_at"])


def drop_what_is_kept() -> None:
    """It holds nothing of its own."""
    for table in ("kept_task", "agency_sums", "plan_sums", "kept_plan"):
        op.drop_table(table)


def downgrade() -> None:
    """To the tables of 0006, empty."""
    op.drop_index(op.f("ix_review_decided_at"), "review")
    drop_what_is_kept()
    op.create_table(
        "kept_plan",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ends_that_day", sa.Boolean(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_kept_plan_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_kept_plan")),
    )
    op.create_table(
        "plan_sums",
        *(number("period_end"), number("plan_id")),
        *sums(),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_sums_plan_id")),
        sa.PrimaryKeyConstraint("period_end", "plan_id", name=op.f("pk_plan_sums")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "agency_sums",
        *(number("period_end"), number("plan_id"), number("agency_id")),
        *sums(),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_sums_agency_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_agency_sums_plan_id")),
        sa.PrimaryKeyConstraint("period_end", "plan_id", "agency_id", name=op.f("pk_agency_sums")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kept_task",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="is_taskstate", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("percent", sa.BigInteger(), nullable=False),
        sa.Column("parts", sa.BigInteger(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("carried_out", sa.Boolean(), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("ever_reported", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_kept_task_task_id")),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_kept_task")),
    )
    op.create_index(op.f("ix_kept_task_state"), "kept_task", ["state"])
