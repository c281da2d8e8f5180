"""which directive carries out which, and the bodies that a plan charges with watching over a task"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("task", sa.Column("supervising", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "directive_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("carries_out_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directive_link")),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_directive_link_directive_id")),
        sa.ForeignKeyConstraint(["carries_out_id"], ["directive.id"], name=op.f("fk_directive_link_carries_out_id")),
        sa.UniqueConstraint(
            "directive_id", "carries_out_id", name=op.f("uq_directive_link_directive_id_carries_out_id")
        ),
        sa.CheckConstraint("directive_id <> carries_out_id", name=op.f("ck_directive_link_carries_out_another")),
    )
    op.create_index(op.f("ix_directive_link_carries_out_id"), "directive_link", ["carries_out_id"])


def downgrade() -> None:
    op.drop_table("directive_link")
    op.drop_column("task", "supervising")
