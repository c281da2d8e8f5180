"""notices: what each reader has read and switched off, and their mails"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS = ("report_came", "confirmed", "returned", "taken_back", "message", "extended", "waived", "due_day")


def upgrade() -> None:
    op.create_table(
        "notice_reader",
        words("user_name"),
        instant("read_until", nullable=True),
        sa.Column("mail", one_of("noticemail", "never", "daily", "at_once"), nullable=False),
        instant("mailed_until", nullable=True),
        sa.PrimaryKeyConstraint("user_name", name=op.f("pk_notice_reader")),
    )
    op.create_table(
        "notice_off",
        number("id"),
        words("user_name"),
        sa.Column("kind", one_of("noticekind", *KINDS), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_off")),
        sa.UniqueConstraint("user_name", "kind", name=op.f("uq_notice_off_user_name_kind")),
    )
    op.create_table(
        "notice_letter",
        *(number("id"), words("user_name"), words("address"), instant("since"), instant("until")),
        sa.Column("state", one_of("reminderstate", "waiting", "sent", "refused", "dropped"), nullable=False),
        *(instant("claimed_at", nullable=True), number("tries"), instant("sent_at", nullable=True), words("outcome")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_letter")),
        sa.UniqueConstraint("user_name", "until", name=op.f("uq_notice_letter_user_name_until")),
    )
    op.create_index(op.f("ix_notice_letter_state"), "notice_letter", ["state"])


def downgrade() -> None:
    for table in ("notice_letter", "notice_off", "notice_reader"):
        op.drop_table(table)


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def instant(name: str, *, nullable: bool = False) -> "sa.Column[sa.DateTime]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=f"is_{name}", native_enum=False, create_constraint=True, length=30)
