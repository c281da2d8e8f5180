"""by the organisation of which day a consolidated report shows agencies"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("issued_report", sa.Column("organisation_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("issued_report", "organisation_on")
