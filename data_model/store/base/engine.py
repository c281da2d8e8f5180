"""Engines, sessions and transactions: SQLite and PostgreSQL behind the same few calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlmodel import Session, col, select, update

from data_model import settings
from data_model.tables import StoreState

BUSY_TIMEOUT_MS = 10_000


def engine() -> Engine:
    return engine_for(settings.database_url())


@cache
def engine_for(url: str) -> Engine:
    """One engine per database in a process."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    # A pooler in front that lends a connection for one transaction can't find a statement that was prepared before.
    return create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args={"prepare_threshold": None})


def shown_address() -> str:
    """The database of the settings, its password left out."""
    return make_url(settings.database_url()).render_as_string(hide_password=True)


def database_file() -> Path | None:
    """The file of a SQLite database, whether it is there yet or not; None is PostgreSQL."""
    url = make_url(settings.database_url())
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _sqlite_engine(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        Path(path).touch(mode=0o600)
        settings.close_to_others(Path(path))  # it holds the hashes of passwords
    new_engine = create_engine(url, hide_parameters=True)  # or an error would name the texts of a row

    @event.listens_for(new_engine, "connect")
    def prepare(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.isolation_level = None  # BEGIN is ours, see below
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            "synchronous = FULL",  # what was acknowledged survives a power cut
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(new_engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock before it reads, or two of them would both read the old value.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return new_engine


def open_session(url: str | None = None) -> Session:
    """A session for reading in one consistent snapshot: `with open_session() as session:`. `url` defaults to the
    database of the settings."""
    reads = engine() if url is None else engine_for(url)
    if reads.dialect.name == "postgresql":  # every SQLite transaction reads one snapshot
        reads = reads.execution_options(isolation_level="REPEATABLE READ")
    return Session(reads)


@contextmanager
def open_transaction(*, catalogue: bool = True) -> Iterator[Session]:
    """One change, whole or not at all: raises the data version, commits at the end, rolls back on any error.

    With `catalogue` False it changes no plans, tasks, agencies or regimes, and caches of these stay valid. The version
    row is written first, so that writers queue up on both databases. Do not call Streamlit inside: a click would end
    the script run, and the transaction with it.
    """
    with Session(engine().execution_options(writes=True), expire_on_commit=False) as session:
        raised = [StoreState.version, StoreState.expected_version] if catalogue else [StoreState.version]
        session.exec(update(StoreState).values({col(counter): col(counter) + 1 for counter in raised}))
        yield session
        session.commit()


@contextmanager
def open_side_transaction() -> Iterator[Session]:
    """Like `open_transaction`, but the data version stays, so that caches stay valid: for changes that touch no figure."""
    with Session(engine().execution_options(writes=True), expire_on_commit=False) as session:
        session.exec(select(StoreState.id).with_for_update()).one()  # PostgreSQL: writers queue up here
        yield session
        session.commit()


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a store, the key of all caches of it. Every change raises `data`; changes of plans, tasks, agencies
    and regimes raise `expected` too."""

    store: str
    data: int
    expected: int


def versions(session: Session) -> Versions:
    return versions_of(*session.exec(select(StoreState.version, StoreState.expected_version)).one())


def versions_of(data: int, expected: int) -> Versions:
    """These versions, of the database of the settings."""
    return Versions(settings.database_url(), data, expected)


def holds_samples(session: Session) -> bool:
    return session.exec(select(StoreState.sampled)).one()
