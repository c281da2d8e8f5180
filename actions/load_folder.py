"""Load a folder of CSV files into the store, or write the store as one."""

from datetime import datetime
from pathlib import Path

from actions import audit
from data_model.store import open_session, open_transaction
from data_model.store.folder.dump import dump_folder
from data_model.store.folder.load import load_folder


def load(folder: Path, *, user_name: str, at: datetime) -> dict[str, int]:
    """Rows taken from each file, all in one transaction. Raises FolderRefused, and then stored nothing."""
    with open_transaction() as session:
        counts = load_folder(session, folder)
        note = ", ".join(f"{name}: {count}" for name, count in counts.items())
        audit.record(session, user_name=user_name, what="load_folder", subject=folder.name, note=note, at=at)
    return counts


def dump(folder: Path) -> dict[str, int]:
    """Rows written to each file, as of one moment."""
    with open_session() as session:
        return dump_folder(session, folder)
