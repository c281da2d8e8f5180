"""The identities of outside providers that open accounts."""

from datetime import datetime

from sqlmodel import Session, select

from data_model.tables import ExternalIdentity, User


def user_of_identity(session: Session, *, issuer: str, subject: str) -> User | None:
    """The ORM row of the account, disabled ones included."""
    known = session.get(ExternalIdentity, (issuer, subject))
    return None if known is None else session.get_one(User, known.user_id)


def identity_of(session: Session, *, user_id: int | None, issuer: str) -> datetime | None:
    """Since when the account has an identity of this issuer; None if it has none."""
    return session.exec(
        select(ExternalIdentity.since).where(ExternalIdentity.user_id == user_id, ExternalIdentity.issuer == issuer)
    ).first()


def add_identity(session: Session, *, issuer: str, subject: str, user_id: int, at: datetime) -> None:
    session.add(ExternalIdentity(issuer=issuer, subject=subject, user_id=user_id, since=at))
