"""the secret in the address of an account's calendar, as a hash"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user_account", sa.Column("calendar_hash", sa.String(), nullable=False, server_default=""))
    op.create_index(op.f("ix_user_account_calendar_hash"), "user_account", ["calendar_hash"])


def downgrade() -> None:
    op.drop_index(op.f("ix_user_account_calendar_hash"), "user_account")
    with op.batch_alter_table("user_account") as table:
        table.drop_column("calendar_hash")
