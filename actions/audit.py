"""The audit log: who did what, when and from where, written in the transaction of the change."""

from contextvars import ContextVar
from datetime import datetime

from sqlmodel import Session

from data_model.rules.people.access import CurrentUser
from data_model.rules.people.audit_chain import AuditEvent
from data_model.store import open_side_transaction
from data_model.store.people import audit

acting_from: ContextVar[str] = ContextVar("acting_from", default="")
"""The network address of whoever is acting in this thread or task; empty is the command line or the program itself."""


def record(session: Session, *, user_name: str, what: str, at: datetime, subject: str = "", note: str = "") -> None:
    """Adds an entry, which is committed or rolled back together with the change."""
    audit.append(session, AuditEvent(at, user_name, what, subject, note, acting_from.get()))


def record_alone(*, user: CurrentUser, what: str, subject: str, at: datetime) -> None:
    """Adds an entry about what changes nothing: a page that was refused, a file that was handed out."""
    with open_side_transaction() as session:
        record(session, user_name=user.name, what=what, subject=subject, at=at)
