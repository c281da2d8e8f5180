"""Shared by the tables: names of constraints, and unique keys over nullable dates."""

from sqlalchemy import CheckConstraint, Index, MetaData, text
from sqlmodel import SQLModel

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_UNDATED = text("valid_from IS NULL")


def valid_days() -> CheckConstraint:
    return CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name="valid_days")


def once_undated(*columns: str) -> Index:
    """Two NULLs differ in a unique key; this index allows only one row without `valid_from`."""
    name = "uq_undated_" + "_".join(columns)
    return Index(name, *columns, unique=True, sqlite_where=_UNDATED, postgresql_where=_UNDATED)
