"""A copy of a SQLite file while people write to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from data_model.rules.backups import BackupProblem, BackupRefused
from data_model.store.base.tables import StoreContent, read_content


def copy_database(path: Path, copy: Path) -> StoreContent:
    """Copies by SQLite's online backup: one state of it, and writers don't wait. What is counted is the copy."""
    if not path.is_file():
        raise BackupRefused(BackupProblem.NO_STORE)
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
    return content_of(copy)


def content_of(path: Path) -> StoreContent:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        return read_content(connection)


def is_empty_place(path: Path) -> bool:
    """Whether there is no database yet, nor a log that one would be made from."""
    return not any(part.exists() and part.stat().st_size for part in (path, path.with_name(f"{path.name}-wal")))
