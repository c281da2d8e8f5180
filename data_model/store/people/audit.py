"""The audit as it is stored: entries are added to its end and read, never changed."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, select, update

from data_model.rules.people.audit_chain import AuditCheck, AuditEvent, AuditQuestion, AuditRow, check_chain, hash_after
from data_model.rules.plans.periods import end_of
from data_model.tables import AuditEntry, StoreState

_AT_ONCE = 5_000


def append(session: Session, event: AuditEvent) -> None:
    """Adds an entry. The transaction has locked the row of the store's state, so that nobody adds another meanwhile."""
    chained = hash_after(session.exec(select(StoreState.audit_head)).one(), event)
    session.add(AuditEntry(**asdict(event), chained_hash=chained))
    session.exec(
        update(StoreState).values(
            {col(StoreState.audit_head): chained, col(StoreState.audit_count): col(StoreState.audit_count) + 1}
        )
    )


def check(session: Session) -> AuditCheck:
    """Whether the audit is as it was written."""
    count, head = session.exec(select(StoreState.audit_count, StoreState.audit_head)).one()
    return check_chain(_rows(session), count=count, head=head)


def entries(session: Session, asked: AuditQuestion, *, at_most: int) -> list[AuditRow]:
    """The newest first."""
    newest = _asked(select(AuditEntry), asked).order_by(col(AuditEntry.id).desc()).limit(at_most)
    return [audit_row(entry) for entry in session.exec(newest)]


def count(session: Session, asked: AuditQuestion) -> int:
    return session.exec(_asked(select(func.count()).select_from(AuditEntry), asked)).one()


def recorded_acts(session: Session) -> list[str]:
    """What has been recorded so far, each once."""
    return list(session.exec(select(AuditEntry.what).distinct()))


def _asked(query: Any, asked: AuditQuestion) -> Any:
    if asked.person:
        query = query.where(col(AuditEntry.user_name) == asked.person)
    if asked.what:
        query = query.where(col(AuditEntry.what) == asked.what)
    if asked.words:
        texts = (AuditEntry.subject, AuditEntry.note, AuditEntry.address)
        query = query.where(or_(*(col(text).icontains(asked.words, autoescape=True) for text in texts)))
    if asked.first is not None:
        query = query.where(col(AuditEntry.at) > end_of(asked.first - timedelta(days=1)))
    if asked.last is not None:
        query = query.where(col(AuditEntry.at) <= end_of(asked.last))
    return query


def has_hash(session: Session, chained_hash: str) -> bool:
    """Whether an entry with this hash is there: a hash noted elsewhere shows that nothing up to it was written anew."""
    return session.exec(select(AuditEntry.id).where(AuditEntry.chained_hash == chained_hash)).first() is not None


def _rows(session: Session) -> Iterator[AuditRow]:
    query = select(AuditEntry).order_by(col(AuditEntry.id)).execution_options(yield_per=_AT_ONCE)
    for entry in session.exec(query):
        yield audit_row(entry)


def audit_row(entry: AuditEntry) -> AuditRow:
    assert entry.id is not None, "it is stored"
    event = AuditEvent(entry.at, entry.user_name, entry.what, entry.subject, entry.note, entry.address)
    return AuditRow(entry.id, event, entry.chained_hash)
