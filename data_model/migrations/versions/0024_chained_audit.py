"""each entry of the audit with the hash of the one before, and from where it was done"""

import json
from datetime import timezone
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ENTRY = sa.table(
    "audit_entry",
    sa.column("id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    *(sa.column(name, sa.String) for name in ("user_name", "what", "subject", "note", "chained_hash")),
)


def upgrade() -> None:
    op.add_column("audit_entry", sa.Column("address", sa.String(), nullable=False, server_default=""))
    op.add_column("audit_entry", sa.Column("chained_hash", sa.String(), nullable=False, server_default=""))
    op.add_column("store_state", sa.Column("audit_count", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("store_state", sa.Column("audit_head", sa.String(), nullable=False, server_default=""))
    connection, head, count = op.get_bind(), "", 0
    entries = connection.execute(sa.select(ENTRY).order_by(ENTRY.c.id)).all()
    for entry in entries:  # as rules/people/audit_chain.py writes them from now on
        at = entry.at if entry.at.tzinfo else entry.at.replace(tzinfo=timezone.utc)
        instant = at.astimezone(timezone.utc).isoformat(timespec="microseconds")
        told = json.dumps(
            [head, instant, entry.user_name, entry.what, entry.subject, entry.note, ""], ensure_ascii=False
        )
        head, count = sha256(told.encode("utf-8", "surrogatepass")).hexdigest(), count + 1
        connection.execute(sa.update(ENTRY).where(ENTRY.c.id == entry.id).values(chained_hash=head))
    connection.execute(
        sa.text("UPDATE store_state SET audit_count = :count, audit_head = :head").bindparams(count=count, head=head)
    )


def downgrade() -> None:
    op.drop_column("store_state", "audit_head")
    op.drop_column("store_state", "audit_count")
    op.drop_column("audit_entry", "chained_hash")
    op.drop_column("audit_entry", "address")
