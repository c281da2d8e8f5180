"""headings of agencies' own tables, matched by hand to the columns of a report"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heading_match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("meant", sa.String(), nullable=False),
        sa.Column("matched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("matched_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heading_match")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_heading_match_agency_id")),
        sa.UniqueConstraint("agency_id", "key", name=op.f("uq_heading_match_agency_id_key")),
    )


def downgrade() -> None:
    op.drop_table("heading_match")
