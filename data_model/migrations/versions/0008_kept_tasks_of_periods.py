"""single tasks are kept by period as well: what was kept is dropped, and made again by the app"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATES = ("done_on_time", "done_late", "in_progress", "overdue", "no_deadline", "continuing", "void")
WITHOUT_PERIOD = sa.text("period_end = 0")


def upgrade() -> None:
    forget_what_is_kept()
    create_kept_task("task_id", "period_end", "until")
    for name, day in (("ix_kept_task_until", "until"), ("ix_kept_task_due", "due_on")):
        op.create_index(
            name, "kept_task", ["state", day], sqlite_where=WITHOUT_PERIOD, postgresql_where=WITHOUT_PERIOD
        )


def downgrade() -> None:
    forget_what_is_kept()
    create_kept_task("task_id", "until")
    op.create_index("ix_kept_task_until", "kept_task", ["state", "until"])
    op.create_index("ix_kept_task_due", "kept_task", ["state", "due_on"])


def forget_what_is_kept() -> None:
    """It holds nothing of its own; without its row a plan is kept anew."""
    op.execute("DELETE FROM kept_plan")
    op.drop_table("kept_task")


def create_kept_task(*key: str) -> None:
    """The columns of the key come first, or `PRAGMA integrity_check` of SQLite 3.40 finds faults."""
    types: dict[str, sa.types.TypeEngine[object]] = {"until": sa.Date()}
    op.create_table(
        "kept_task",
        *(sa.Column(name, types.get(name, sa.Integer()), nullable=False) for name in key),
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
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_kept_task")),
        sqlite_with_rowid=False,
    )
