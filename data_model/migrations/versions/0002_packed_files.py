"""sent files are kept compressed"""

import sqlalchemy as sa
from alembic import op

from data_model.store.packing import pack, unpack

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SENT_FILE = sa.table("sent_file", sa.column("sha256", sa.String), sa.column("content", sa.LargeBinary))


def upgrade() -> None:
    _each(pack)


def downgrade() -> None:
    _each(unpack)


def _each(change) -> None:  # type: ignore[no-untyped-def]
    connection = op.get_bind()
    for sha256 in connection.scalars(sa.select(SENT_FILE.c.sha256)).all():
        row = SENT_FILE.c.sha256 == sha256
        content = connection.scalars(sa.select(SENT_FILE.c.content).where(row)).one()
        connection.execute(sa.update(SENT_FILE).where(row).values(content=change(bytes(content))))
