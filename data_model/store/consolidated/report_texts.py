"""Reads and writes what the office itself writes in a consolidated report while it is a draft."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from data_model.rules.consolidated.report_texts import NO_TEXTS, OfficeTexts
from data_model.rules.figures.selection import Selection
from data_model.rules.plans.periods import Period
from data_model.store.base.organisation import with_those_before
from data_model.store.base.typed_select import columns
from data_model.store.consolidated.issued_reports import subject_ids
from data_model.tables import ReportText


@dataclass(frozen=True, slots=True)
class ReportTextsKey:
    """Which consolidated report: one office's, on a plan or a directive, for a period."""

    office: str
    selection: Selection
    period: Period


@dataclass(frozen=True, slots=True)
class SavedTexts:
    """`version` is 0 where nothing was saved yet."""

    texts: OfficeTexts = NO_TEXTS
    version: int = 0
    saved_by: str = ""
    saved_at: datetime | None = None


class TextsChanged(Exception):
    """Somebody else saved the texts since they were read; nothing was written. `now` is what is saved."""

    def __init__(self, now: SavedTexts) -> None:
        super().__init__(now.saved_by)
        self.now = now


def saved_texts(session: Session, key: ReportTextsKey) -> SavedTexts:
    """Where the office has saved none, those of an office that it goes on with (then `version` is 0 all the same)."""
    row = _row(session, key)
    if row is not None:
        return SavedTexts(OfficeTexts.from_json(row.texts, row.content_groups), row.version, row.saved_by, row.saved_at)
    for office in sorted(with_those_before(session, key.office)):
        row = _row(session, replace(key, office=office))
        if row is not None:
            return SavedTexts(OfficeTexts.from_json(row.texts, row.content_groups), 0, row.saved_by, row.saved_at)
    return SavedTexts()


def write_texts(
    session: Session, key: ReportTextsKey, texts: OfficeTexts, *, version: int, by: str, at: datetime
) -> int:
    """Replaces the version that was read (0: there was none) and returns the new one. Raises TextsChanged."""
    saved = saved_texts(session, key)
    if saved.version != version:
        raise TextsChanged(saved)
    row = _row(session, key)
    if row is None:
        ids = subject_ids(session, key.office, key.selection, key.period)
        row = ReportText(**ids, texts="", content_groups="", saved_at=at, saved_by=by, version=0)
        session.add(row)
    row.texts, row.content_groups = texts.texts_json(), texts.groups_json()
    row.saved_at, row.saved_by, row.version = at, by, version + 1
    return row.version


def _row(session: Session, key: ReportTextsKey) -> ReportText | None:
    ids = subject_ids(session, key.office, key.selection, key.period)
    of_report = [getattr(ReportText, name).is_not_distinct_from(value) for name, value in ids.items()]
    return session.scalars(columns(ReportText).where(*of_report)).one_or_none()
