"""sent files are kept compressed"""

import pyarrow as pa
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SENT_FILE = sa.table("sent_file", sa.column("sha256", sa.String), sa.column("content", sa.LargeBinary))


def upgrade() -> None:
    _each(_compressed)


def downgrade() -> None:
    _each(_plain)


def _each(change) -> None:  # type: ignore[no-untyped-def]
    connection = op.get_bind()
    for sha256 in connection.scalars(sa.select(SENT_FILE.c.sha256)).all():
        row = SENT_FILE.c.sha256 == sha256
        content = connection.scalars(sa.select(SENT_FILE.c.content).where(row)).one()
        connection.execute(sa.update(SENT_FILE).where(row).values(content=change(bytes(content))))


def _compressed(content: bytes) -> bytes:
    packed = pa.BufferOutputStream()
    with pa.CompressedOutputStream(packed, "zstd") as target:
        target.write(content)
    return bytes(packed.getvalue())


def _plain(packed: bytes) -> bytes:
    with pa.input_stream(pa.py_buffer(packed), compression="zstd") as source:
        return bytes(source.read())
