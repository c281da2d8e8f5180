"""The audit log: who did what and when, written in the transaction of the change."""

from datetime import datetime

from sqlmodel import Session

from data_model.tables import AuditEntry


def record(session: Session, *, user_name: str, what: str, at: datetime, subject: str = "", note: str = "") -> None:
    """Adds an entry, which is committed or rolled back together with the change."""
    session.add(AuditEntry(at=at, user_name=user_name, what=what, subject=subject, note=note))
