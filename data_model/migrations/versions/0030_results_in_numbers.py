"""indicators of a plan, their targets and the values in submissions"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column(
            "adds_up",
            sa.Enum("sum", "last", name="is_addsup", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("reporters", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_indicator_plan_id")),
        sa.UniqueConstraint("code", name=op.f("uq_indicator_code")),
        sa.UniqueConstraint("plan_id", "name", "unit", name=op.f("uq_indicator_plan_id_name_unit")),
        sa.CheckConstraint("name <> '' AND unit <> ''", name=op.f("ck_indicator_has_name_and_unit")),
        sa.CheckConstraint("decimals BETWEEN 0 AND 2", name=op.f("ck_indicator_decimals_0_to_2")),
    )
    op.create_index(op.f("ix_indicator_plan_id"), "indicator", ["plan_id"])
    op.create_table(
        "indicator_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_target")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_target_indicator_id")),
        sa.UniqueConstraint(
            "indicator_id", "year", "entered_at", name=op.f("uq_indicator_target_indicator_id_year_entered_at")
        ),
        sa.CheckConstraint("target > 0", name=op.f("ck_indicator_target_above_zero")),
    )
    op.create_table(
        "indicator_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("taken_over", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_indicator_value_submission_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_value_indicator_id")),
        sa.UniqueConstraint(
            "submission_id", "indicator_id", name=op.f("uq_indicator_value_submission_id_indicator_id")
        ),
        sa.CheckConstraint("value >= 0", name=op.f("ck_indicator_value_not_below_zero")),
    )
    op.create_index(op.f("ix_indicator_value_indicator_id"), "indicator_value", ["indicator_id"])


def downgrade() -> None:
    op.drop_table("indicator_value")
    op.drop_table("indicator_target")
    op.drop_table("indicator")
