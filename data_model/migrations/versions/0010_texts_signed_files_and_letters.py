"""the office's texts of a consolidated report, its signed file, the register of letters"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ONE_SUBJECT = "(plan_id IS NULL) <> (directive_id IS NULL)"


def upgrade() -> None:
    for name, nothing in (("texts", "{}"), ("content_groups", "[]")):
        op.add_column("issued_report", sa.Column(name, sa.String(), nullable=False, server_default=nothing))
    create_report_text()
    create_signed_file()
    create_official_letter()


def downgrade() -> None:
    for table in ("official_letter", "signed_file", "report_text"):
        op.drop_table(table)
    for name in ("content_groups", "texts"):
        op.drop_column("issued_report", name)


def number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def instant(name: str) -> "sa.Column[sa.DateTime]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def create_report_text() -> None:
    op.create_table(
        "report_text",
        *(number("id"), number("office_id"), number("plan_id", nullable=True), number("directive_id", nullable=True)),
        *(words("period"), words("texts"), words("content_groups"), instant("saved_at"), words("saved_by")),
        number("version"),
        sa.CheckConstraint(ONE_SUBJECT, name=op.f("ck_report_text_one_subject")),
        refers("report_text", "directive_id", "directive"),
        refers("report_text", "office_id", "agency"),
        refers("report_text", "plan_id", "plan"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_text")),
        sa.UniqueConstraint(
            "office_id", "directive_id", "period", name=op.f("uq_report_text_office_id_directive_id_period")
        ),
        sa.UniqueConstraint("office_id", "plan_id", "period", name=op.f("uq_report_text_office_id_plan_id_period")),
    )


def create_signed_file() -> None:
    op.create_table(
        "signed_file",
        *(number("id"), number("report_id"), words("name"), words("sha256")),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *(words("added_by"), instant("added_at")),
        refers("signed_file", "report_id", "issued_report"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_file")),
        sa.UniqueConstraint("report_id", "sha256", name=op.f("uq_signed_file_report_id_sha256")),
    )


def create_official_letter() -> None:
    op.create_table(
        "official_letter",
        *(number("id"), number("office_id"), number("agency_id"), number("plan_id"), words("period")),
        *(number("number"), number("year"), sa.Column("issued_on", sa.Date(), nullable=False), number("times")),
        *(words("registered_by"), instant("registered_at")),
        sa.CheckConstraint("number > 0", name=op.f("ck_official_letter_number_from_1")),
        sa.CheckConstraint("times > 0", name=op.f("ck_official_letter_times_from_1")),
        refers("official_letter", "agency_id", "agency"),
        refers("official_letter", "office_id", "agency"),
        refers("official_letter", "plan_id", "plan"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_letter")),
        sa.UniqueConstraint(
            "office_id",
            "year",
            "number",
            "plan_id",
            name=op.f("uq_official_letter_office_id_year_number_plan_id"),
        ),
    )
    op.create_index(op.f("ix_official_letter_plan_id"), "official_letter", ["plan_id"])
