"""Bring a store, new or old, to the tables of today."""

from alembic import command
from alembic.config import Config
from sqlalchemy import func
from sqlmodel import Session, select

from data_model.settings import PROJECT_DIR
from data_model.store.engine import engine
from data_model.tables import StoreState

MIGRATION_LOCK = 20_261_122
"""Any number that no other program on the same database takes for its advisory lock."""


def alembic_config() -> Config:
    return Config(PROJECT_DIR / "alembic.ini")


def migrate() -> None:
    """Run the migrations that this store has not seen. One process at a time does it; others wait for the lock."""
    config = alembic_config()
    with engine().execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":  # SQLite has taken its lock with BEGIN IMMEDIATE
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    _ensure_state_row()


def _ensure_state_row() -> None:
    with Session(engine().execution_options(writes=True)) as session:
        if session.exec(select(StoreState)).first() is None:
            session.add(StoreState())
            session.commit()
