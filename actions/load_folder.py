"""Loads a folder of CSV files into the store, or writes the store as one."""

from datetime import datetime
from pathlib import Path

from actions import audit
from data_model.store import open_session, open_transaction
from data_model.store.folder.dump import dump_folder
from data_model.store.folder.load import load_folder


def load(folder: Path, *, user_name: str, at: datetime) -> dict[str, int]:
    """Loads in one transaction; returns the number of rows by file. Raises FolderRefused, and then nothing is stored."""
    with open_transaction() as session:
        counts = load_folder(session, folder)
        note = ", ".join(f"{name}: {count}" for name, count in counts.items())
        audit.record(session, user_name=user_name, what="load_folder", subject=folder.name, note=note, at=at)
    return counts


def dump(folder: Path) -> dict[str, int]:
    """Writes one consistent snapshot; returns the number of rows by file."""
    with open_session() as session:
        return dump_folder(session, folder)
