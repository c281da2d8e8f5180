"""Creates the tables of a new database and migrates those of an old one."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func
from sqlmodel import Session, select

from data_model.settings import PROJECT_DIR
from data_model.store.base.engine import engine, engine_for
from data_model.tables import StoreState

MIGRATION_LOCK = 20_261_122
"""Key of PostgreSQL's advisory lock; any number that no other program on the database uses."""


def alembic_config() -> Config:
    return Config(PROJECT_DIR / "alembic.ini")


def migrate() -> None:
    """Runs the pending migrations. One process at a time does it; others wait for the lock."""
    with migrating() as config:
        upgrade(config)
    _ensure_state_row()


def upgrade(config: Config) -> None:
    """Runs the pending migrations on the connection of `migrating`."""
    command.upgrade(config, "head")


def is_migrated() -> bool:
    """Whether the database has today's tables. Raises SQLAlchemyError if it can't be reached."""
    with engine().connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    return revision == ScriptDirectory.from_config(alembic_config()).get_current_head()


def knows_revision(revision: str) -> bool:
    """Whether a database at this migration can be taken on from there: no later version of the product made it."""
    return revision in {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}


@contextmanager
def migrating(url: str | None = None) -> Iterator[Config]:
    """One transaction for Alembic's commands. `url` defaults to the database of the settings."""
    config = alembic_config()
    with (
        (engine() if url is None else engine_for(url)).execution_options(writes=True).connect() as connection,
        _without_foreign_keys(connection),
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":  # SQLite has taken its lock with BEGIN IMMEDIATE
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        config.attributes["connection"] = connection
        yield config


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Alembic changes a SQLite table by dropping and re-creating it, which foreign keys forbid. They can only be switched
    off outside a transaction; a migration that re-creates a table checks them at its end."""
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
