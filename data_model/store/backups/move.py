"""Copies a whole store into another database, of either kind: every table, with its ids."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Column, Connection, Engine, LargeBinary, RowMapping, Table, func, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import SQLModel

from data_model import settings
from data_model.rules.backups import BackupProblem, BackupRefused
from data_model.store.base.engine import engine_for
from data_model.store.base.migrate import migrating, upgrade
from data_model.store.base.tables import read_content

ROWS_AT_ONCE, FILES_AT_ONCE = 1_000, 10
"""Read and written together; a file that was sent or issued may be many megabytes."""


@dataclass(frozen=True, slots=True)
class MovedTable:
    """`sha256` is of all rows, whatever their order; it was the same in both databases."""

    name: str
    rows: int
    sha256: str


def move(to: str) -> list[MovedTable]:
    """Makes the tables in the empty database at `to`, an address as SQLAlchemy takes it, and fills them from the database
    of the settings: one transaction, so that the other database stays empty if anything fails.

    The source is read in one state and stays as it is; what people write to it meanwhile is not moved. Raises
    BackupRefused; SQLAlchemyError if a database can't be reached.
    """
    source = engine_for(settings.database_url())
    with _reading(source) as old, migrating(to) as config:
        new: Connection = config.attributes["connection"]
        if read_content(new).rows:
            raise BackupRefused(BackupProblem.NOT_EMPTY)
        upgrade(config)
        tables = SQLModel.metadata.sorted_tables
        for table in reversed(tables):
            new.execute(table.delete())  # what the migrations themselves have written
        return [_move_table(table, old, new) for table in tables]


def _reading(source: Engine) -> Connection:
    if source.dialect.name == "postgresql":  # every SQLite transaction reads one snapshot
        source = source.execution_options(isolation_level="REPEATABLE READ")
    return source.connect()


def _move_table(table: Table, old: Connection, new: Connection) -> MovedTable:
    try:
        for rows in _rows(table, old):
            _write(table, rows, new)
        for rows in _rows(table, old):
            _write_links(table, rows, new)
    except (DataError, IntegrityError):  # such as a NUL in a text, which PostgreSQL does not take
        raise BackupRefused(BackupProblem.ROW_REFUSED, table.name) from None
    _set_sequence(table, new)
    before, after = _summary(table, old), _summary(table, new)
    if before != after:
        raise BackupRefused(BackupProblem.MOVED_OTHERWISE, table.name)
    return after


def _rows(table: Table, connection: Connection) -> Iterator[Sequence[RowMapping]]:
    holds_files = any(isinstance(column.type, LargeBinary) for column in table.columns)
    options = {"yield_per": FILES_AT_ONCE if holds_files else ROWS_AT_ONCE}
    return connection.execute(select(table), execution_options=options).mappings().partitions()


def _links_inside(table: Table) -> list[Column[object]]:
    """Columns that name another row of the same table, which may come later."""
    return [key.parent for key in table.foreign_keys if key.column.table is table]


def _write(table: Table, rows: Sequence[RowMapping], new: Connection) -> None:
    links = {column.name: None for column in _links_inside(table)}
    new.execute(insert(table), [dict(row) | links for row in rows])


def _write_links(table: Table, rows: Sequence[RowMapping], new: Connection) -> None:
    for link in _links_inside(table):
        for row in rows:
            if row[link.name] is not None:
                this_row = [column == row[column.name] for column in table.primary_key]
                new.execute(update(table).where(*this_row).values({link.name: row[link.name]}))


def _set_sequence(table: Table, new: Connection) -> None:
    """PostgreSQL counts ids beside the table, and has not seen these."""
    key = table.autoincrement_column
    if new.dialect.name != "postgresql" or key is None:
        return
    last = new.scalar(select(func.max(key)))
    if last is not None:
        new.execute(select(func.setval(func.pg_get_serial_sequence(f'"{table.name}"', key.name), last)))


def _summary(table: Table, connection: Connection) -> MovedTable:
    """Rows are sorted by their hash: the two kinds of database sort texts each in its own way."""
    digests = sorted(
        sha256(repr(tuple(row.values())).encode("utf-8", "surrogatepass")).digest()
        for rows in _rows(table, connection)
        for row in rows
    )
    return MovedTable(table.name, len(digests), sha256(b"".join(digests)).hexdigest())
