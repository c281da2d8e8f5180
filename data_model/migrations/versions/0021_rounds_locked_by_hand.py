"""rounds that were locked or opened again by hand"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "round_lock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("locks_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("locked_by", sa.String(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_lock")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_round_lock_plan_id")),
        sa.UniqueConstraint("plan_id", "period", "locked_at", name=op.f("uq_round_lock_plan_id_period_locked_at")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_round_lock_has_reason")),
    )


def downgrade() -> None:
    op.drop_table("round_lock")
