"""Reads and writes drafts: reports that are being filled in on screen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from data_model.rules.plans.periods import Period
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Draft, Plan
from data_model.values import UTC

_FIRST_DRAFT = datetime(2020, 1, 1, tzinfo=UTC)
"""Earlier than any draft; the first version of a draft is the number of seconds since."""

Cells = Mapping[str, Mapping[str, str]]
"""By task code and canonical header: the typed text."""


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Which report: one agency's, for one plan and period."""

    agency: str
    plan: str
    period: Period


@dataclass(frozen=True, slots=True)
class SavedDraft:
    cells: Cells
    saved_at: datetime
    saved_by: str
    version: int


class DraftChanged(Exception):
    """Somebody else saved or deleted the draft since it was read; nothing was written."""


def draft(session: Session, key: DraftKey) -> SavedDraft | None:
    row = _row(session, key)
    return None if row is None else SavedDraft(json.loads(row.cells), row.saved_at, row.saved_by, row.version)


def write_draft(
    session: Session, key: DraftKey, cells: Cells, *, version: int, saved_at: datetime, saved_by: str
) -> int:
    """Replaces the version that was read (0: there was none) and returns the new one. Raises DraftChanged.

    Each draft starts at another version number, so that a page that still shows a deleted draft can't overwrite the
    next one.
    """
    row = _row(session, key)
    if (row.version if row else 0) != version:
        raise DraftChanged
    text = json.dumps(cells, ensure_ascii=False)
    if row is None:
        row = _new_row(session, key, cells=text, saved_at=saved_at, saved_by=saved_by)
        row.version = int((saved_at - _FIRST_DRAFT).total_seconds())
        session.add(row)
    else:
        row.cells, row.saved_at, row.saved_by, row.version = text, saved_at, saved_by, version + 1
    return row.version


def delete_draft(session: Session, key: DraftKey) -> None:
    row = _row(session, key)
    if row is not None:
        session.execute(delete(Draft).where(col(Draft.id) == row.id))


def _row(session: Session, key: DraftKey) -> Draft | None:
    query = (
        columns(Draft)
        .join(Agency, col(Agency.id) == col(Draft.agency_id))
        .join(Plan, col(Plan.id) == col(Draft.plan_id))
        .where(col(Agency.code) == key.agency, col(Plan.code) == key.plan, col(Draft.period) == key.period.code)
    )
    return session.scalars(query).one_or_none()


def _new_row(session: Session, key: DraftKey, *, cells: str, saved_at: datetime, saved_by: str) -> Draft:
    return Draft(
        agency_id=session.scalars(columns(Agency.id).where(col(Agency.code) == key.agency)).one(),
        plan_id=session.scalars(columns(Plan.id).where(col(Plan.code) == key.plan)).one(),
        period=key.period.code,
        cells=cells,
        saved_at=saved_at,
        saved_by=saved_by,
    )
