"""figures that are kept"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATES = ("done_on_time", "done_late", "in_progress", "overdue", "no_deadline", "continuing", "void")
REPORTS = ("expected", "submitted", "on_time", "on_time_extended", "accepted", "returned", "waived")


def sums() -> list[sa.Column[int]]:
    """The columns that the sums of plans and of agencies share."""
    names = (*STATES, "carried_out", "weight", "covered_weight", *REPORTS)
    large = ("parts", "weighted", "covered_weighted")
    return [
        sa.Column("period_end", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in names),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in large),
        sa.Column("days_late", sa.String(), nullable=False),
    ]


def upgrade() -> None:
    op.add_column("store_state", sa.Column("expected_version", sa.Integer(), server_default="0", nullable=False))
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
        *sums(),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_sums_plan_id")),
        sa.PrimaryKeyConstraint("period_end", "plan_id", name=op.f("pk_plan_sums")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "agency_sums",
        *sums(),
        sa.Column("agency_id", sa.Integer(), nullable=False),
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


def downgrade() -> None:
    for table in ("kept_task", "agency_sums", "plan_sums", "kept_plan"):
        op.drop_table(table)
    op.drop_column("store_state", "expected_version")
