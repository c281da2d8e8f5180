"""The columns of a store, held by each process and brought up to date before every question.

The data version is asked first. Where it has risen, submissions, lines and moves with a higher id are appended, and
extensions and waivers are read again; after a change of plans, tasks, agencies or regimes the columns are made anew.
So what another process or replica has written is in the next answer.
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
    """Of one database. Questions take turns: each stands on columns that nobody changes."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._turn = RLock()
        self._known: LoadedColumns | None = None
        self._version: Versions | None = None

    @contextmanager
    def columns(self, facts: Facts, *, until: date) -> Iterator[Columns]:
        """Those of the whole store, whatever the scope of the facts is."""
        with self._turn:
            yield self._up_to_date(until)

    def _up_to_date(self, until: date) -> Columns:
        with open_session(self._url) as session:
            now = versions(session)
            known = self._known
            reaches = known is not None and known.columns.catalogue.plans.horizon >= day_number(until)
            if known is not None and reaches and now == self._version:
                return known.columns
            is_good = known is not None and reaches and self._version is not None
            is_good = is_good and now.expected == self._version.expected  # type: ignore[union-attr]
            known = known if is_good else read_snapshot(session, now, until=until)
            self._known = None  # where reading fails half way, they are made anew at the next question
            self._known, self._version = self._with_new(session, known, now, until), now
            return self._known.columns

    def _with_new(self, session: Session, known: LoadedColumns | None, now: Versions, until: date) -> LoadedColumns:
        """What is known with all that came since; made anew where that is not possible."""
        if known is not None:
            try:
                append_new(session, known)
                return known
            except RebuildNeeded:
                pass
        found = read_columns(session, until=until)
        if found.columns.reports.line_count >= WORTH_LINES:
            save_snapshot(session, found, now)
        return found


def live_columns() -> LiveColumns:
    """Of the database that the settings name."""
    return _of_database(database_url())


@lru_cache(maxsize=4)
def _of_database(url: str) -> LiveColumns:
    return LiveColumns(url)
