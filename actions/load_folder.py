"""Loads a folder of CSV files into the store, or writes the store as one."""

from datetime import datetime
from pathlib import Path

from actions import audit
from actions.first_period import begin_today
from data_model.rules.plans.periods import local_day
from data_model.store import open_session, open_transaction
from data_model.store.folder.dump import dump_folder
from data_model.store.folder.load import load_folder
from data_model.store.plans.regimes import plans_asking_from_the_start, plans_with_regime


def load(folder: Path, *, user_name: str, at: datetime) -> dict[str, int]:
    """Loads in one transaction; returns the number of rows by file. Raises FolderRefused, and then nothing is stored."""
    with open_transaction() as session:
        known = plans_with_regime(session)
        counts = load_folder(session, folder)
        begin_today(session, plans_asking_from_the_start(session) - known, today=local_day(at))
        note = ", ".join(f"{name}: {count}" for name, count in counts.items())
        audit.record(session, user_name=user_name, what="load_folder", subject=folder.name, note=note, at=at)
    return counts


def dump(folder: Path) -> dict[str, int]:
    """Writes one consistent snapshot; returns the number of rows by file."""
    with open_session() as session:
        return dump_folder(session, folder)
