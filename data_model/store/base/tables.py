"""What a database holds, read from itself and not from the product's models."""

from dataclasses import dataclass

from alembic.migration import MigrationContext
from sqlalchemy import Connection, column, func, inspect, select, table


@dataclass(frozen=True, slots=True)
class StoreContent:
    """The migration that the database is at, None for one without tables of the product; the rows of each table."""

    revision: str | None
    rows: dict[str, int]


def read_content(connection: Connection) -> StoreContent:
    names = sorted(inspect(connection).get_table_names())
    rows = {name: connection.scalar(select(func.count()).select_from(table(name, column("x")))) or 0 for name in names}
    return StoreContent(MigrationContext.configure(connection).get_current_revision(), rows)
