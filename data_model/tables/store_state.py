"""The data version of a store, which is the key of all caches."""

from sqlalchemy import CheckConstraint, text
from sqlmodel import Field, SQLModel


class StoreState(SQLModel, table=True):
    """One row: the data version that every change raises, whether the store holds sample data, and where the audit ends.

    `expected_version` is raised by changes of plans, tasks, agencies and regimes; not of reports, extensions or waivers.
    """

    __tablename__ = "store_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True)
    version: int = 0
    expected_version: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    sampled: bool = False
    audit_count: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    audit_head: str = Field(
        default="", sa_column_kwargs={"server_default": ""}, description="The hash of the last entry of the audit"
    )
