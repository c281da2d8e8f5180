"""instructions with their answers, and the handling of difficulties and proposals"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "instruction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruction")),
        sa.UniqueConstraint("code", name=op.f("uq_instruction_code")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_instruction_plan_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_instruction_task_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_instruction_agency_id")),
        sa.UniqueConstraint(
            "plan_id", "written_by", "written_at", name=op.f("uq_instruction_plan_id_written_by_written_at")
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_instruction_has_text")),
    )
    op.create_index(op.f("ix_instruction_task_id"), "instruction", ["task_id"])
    op.create_index(op.f("ix_instruction_agency_id"), "instruction", ["agency_id"])
    op.create_table(
        "instruction_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instruction_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruction_answer")),
        sa.ForeignKeyConstraint(
            ["instruction_id"], ["instruction.id"], name=op.f("fk_instruction_answer_instruction_id")
        ),
        sa.UniqueConstraint(
            "instruction_id",
            "written_by",
            "written_at",
            name=op.f("uq_instruction_answer_instruction_id_written_by_written_at"),
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_instruction_answer_has_text")),
    )
    op.create_table(
        "difficulty_handling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "difficulty", "proposal", name="is_remarkkind", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column(
            "decider",
            sa.Enum(
                "office",
                "other_agency",
                "committee",
                "central",
                name="is_decider",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("handled_by", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difficulty_handling")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_difficulty_handling_plan_id")),
        sa.UniqueConstraint(
            "plan_id", "kind", "key", "entered_at", name=op.f("uq_difficulty_handling_plan_id_kind_key_entered_at")
        ),
    )


def downgrade() -> None:
    op.drop_table("difficulty_handling")
    op.drop_table("instruction_answer")
    op.drop_table("instruction")
