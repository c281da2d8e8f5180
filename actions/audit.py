"""Who did what and when, written in the transaction of the change itself."""

from datetime import datetime

from sqlmodel import Session

from data_model.tables import AuditEntry


def record(session: Session, *, user_name: str, what: str, at: datetime, subject: str = "", note: str = "") -> None:
    """Add an entry; it is stored, or lost, together with what it tells of."""
    session.add(AuditEntry(at=at, user_name=user_name, what=what, subject=subject, note=note))
