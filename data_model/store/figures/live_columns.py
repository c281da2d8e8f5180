"""The columns of a store in the memory of each process, brought up to date before every question.

First the data version is read. If it has risen, submissions, lines and moves with a higher id are appended, and
extensions and waivers are read again; after a change of plans, tasks, agencies or regimes all columns are rebuilt. So
what another process or replica has written is in the next answer.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from threading import RLock

from sqlmodel import Session

from data_model.rules.figures.columns.chains import RebuildNeeded
from data_model.rules.figures.columns.day_numbers import day_number
from data_model.rules.figures.columns.store_columns import Columns
from data_model.rules.plans.facts import Facts
from data_model.settings import database_url
from data_model.store.base.engine import Versions, open_session, versions
from data_model.store.figures.read_columns import LoadedColumns, append_new, read_columns
from data_model.store.figures.snapshot import WORTH_LINES, read_snapshot, save_snapshot


class LiveColumns:
    """The columns of one database. A lock makes questions take turns, so that none sees columns change."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = RLock()
        self._loaded: LoadedColumns | None = None
        self._version: Versions | None = None

    @contextmanager
    def columns(self, facts: Facts, *, until: date) -> Iterator[Columns]:
        """The columns of the whole store, whatever the scope of the facts, complete up to the day `until`."""
        with self._lock:
            yield self._up_to_date(until)

    def _up_to_date(self, until: date) -> Columns:
        with open_session(self._url) as session:
            now = versions(session)
            loaded = self._loaded
            reaches = loaded is not None and loaded.columns.catalogue.plans.horizon >= day_number(until)
            if loaded is not None and reaches and now == self._version:
                return loaded.columns
            is_valid = loaded is not None and reaches and self._version is not None
            is_valid = is_valid and now.expected == self._version.expected  # type: ignore[union-attr]
            loaded = loaded if is_valid else read_snapshot(session, now, until=until)
            self._loaded = None  # if reading fails half way, they are rebuilt at the next question
            self._loaded, self._version = self._with_new(session, loaded, now, until), now
            return self._loaded.columns

    def _with_new(self, session: Session, loaded: LoadedColumns | None, now: Versions, until: date) -> LoadedColumns:
        """`loaded` with all that was written since; rebuilt where there is none or appending is not possible."""
        if loaded is not None:
            try:
                append_new(session, loaded)
                return loaded
            except RebuildNeeded:
                pass
        rebuilt = read_columns(session, until=until)
        if rebuilt.columns.reports.line_count >= WORTH_LINES:
            save_snapshot(session, rebuilt, now)
        return rebuilt


def live_columns() -> LiveColumns:
    """The columns of the database of the settings."""
    return _of_database(database_url())


@lru_cache(maxsize=4)
def _of_database(url: str) -> LiveColumns:
    return LiveColumns(url)
