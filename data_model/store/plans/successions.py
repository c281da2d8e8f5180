"""Reads what a succession touches, and keeps what it changed beside its first edge."""

from sqlmodel import Session, col, select, update

from data_model.rules.plans.successions import Kept
from data_model.store.folder.kept_rows import row_named, rows
from data_model.tables import Succession

SHEET = "successions.csv"
_FILES = ("agencies.csv", "assignments.csv", "groups.csv", "regimes.csv", "regime_confirmations.csv", SHEET)


def read_kept(session: Session) -> Kept:
    """Everything that a succession may end or begin."""
    agencies, *others = (rows(session, name) for name in _FILES)
    return Kept({row["code"]: row for row in agencies}, *others)


def keep_changes(session: Session, edge: dict[str, str], changes: str) -> None:
    """Notes beside this edge what was changed with it."""
    stored = row_named(session, SHEET, edge)
    if stored is not None:
        session.execute(update(Succession).where(col(Succession.id) == stored[0]).values(changes=changes))


def made_on_screen(session: Session) -> list[tuple[int, str]]:
    """The id and the noted changes of each succession that can be undone, the latest first."""
    query = select(Succession.id, Succession.changes).where(Succession.changes != "")
    return [(row_id or 0, changes) for row_id, changes in session.exec(query.order_by(col(Succession.id).desc()))]
