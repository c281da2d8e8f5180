"""what a succession made on screen changed, so that it can be undone"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("succession", sa.Column("changes", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("succession", "changes")
