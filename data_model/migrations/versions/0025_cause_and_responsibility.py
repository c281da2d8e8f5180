"""why a task is overdue and who answers for it, in report lines"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("cause", "responsibility"):
        op.add_column("report_line", sa.Column(name, sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("report_line") as table:
        table.drop_column("responsibility")
        table.drop_column("cause")
