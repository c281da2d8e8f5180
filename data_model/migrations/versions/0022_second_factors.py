"""second factors with their recovery codes; from where a session was begun

A wrong try says what was tried.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("signed_in", words("address"))
    op.add_column("signed_in", words("browser"))
    op.add_column("failed_sign_in", words("kind", default="sign_in"))
    create_table_of_user("half_way_sign_in", "token_hash", instant("since"))
    create_table_of_user("recovery_code", "code_hash", instant("used_at", nullable=True))
    op.create_table(
        "second_factor",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        instant("confirmed_at", nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_second_factor_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_second_factor")),
    )


def downgrade() -> None:
    for table in ("second_factor", "recovery_code", "half_way_sign_in"):
        op.drop_table(table)
    op.drop_column("failed_sign_in", "kind")
    op.drop_column("signed_in", "browser")
    op.drop_column("signed_in", "address")


def create_table_of_user(name: str, key: str, moment: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column(key, sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        moment,
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f(f"fk_{name}_user_id")),
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_user_id"), name, ["user_id"])


def words(name: str, default: str = "") -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


def instant(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
