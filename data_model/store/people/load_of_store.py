"""How much a store holds and how busy it is, for who watches over it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from data_model.store.people.accounts import count_sessions
from data_model.tables import StoreState, Submission
from data_model.values import SubmissionStatus


@dataclass(frozen=True, slots=True)
class LoadOfStore:
    sessions: int
    waiting: int
    data_version: int
    audit_entries: int


def load_of_store(session: Session, *, at: datetime) -> LoadOfStore:
    """Raises SQLAlchemyError where the store can't be reached."""
    version, entries = session.exec(select(StoreState.version, StoreState.audit_count)).one()
    waiting = select(func.count()).select_from(Submission).where(col(Submission.status) == SubmissionStatus.SUBMITTED)
    return LoadOfStore(count_sessions(session, at=at), session.exec(waiting).one(), version, entries)
