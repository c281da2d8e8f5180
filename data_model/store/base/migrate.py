"""Bring a store, new or old, to the tables of today."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func
from sqlmodel import Session, select

from data_model.settings import PROJECT_DIR
from data_model.store.base.engine import engine
from data_model.tables import StoreState

MIGRATION_LOCK = 20_261_122
"""Any number that no other program on the same database takes for its advisory lock."""


def alembic_config() -> Config:
    return Config(PROJECT_DIR / "alembic.ini")


def migrate() -> None:
    """Run the migrations that this store has not seen. One process at a time does it; others wait for the lock."""
    with migrating() as config:
        command.upgrade(config, "head")
    _ensure_state_row()


@contextmanager
def migrating() -> Iterator[Config]:
    """One transaction for Alembic's commands, whole or not at all."""
    config = alembic_config()
    with (
        engine().execution_options(writes=True).connect() as connection,
        _foreign_keys_at_rest(connection),
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":  # SQLite has taken its lock with BEGIN IMMEDIATE
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        config.attributes["connection"] = connection
        yield config


@contextmanager
def _foreign_keys_at_rest(connection: Connection) -> Iterator[None]:
    """SQLite makes a table anew by dropping the old one, which the rows that refer to it would not let go. Foreign keys
    can only be switched between transactions; a migration that makes a table anew checks them at its end."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _ensure_state_row() -> None:
    with Session(engine().execution_options(writes=True)) as session:
        if session.exec(select(StoreState)).first() is None:
            session.add(StoreState())
            session.commit()
