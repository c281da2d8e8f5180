"""Signed-in sessions, devices that an account knows, and failed sign-ins."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, func, select

from data_model.rules.people.accounts import HALF_WAY_LASTS, SESSION_IDLE, SESSION_LASTS, TryKind
from data_model.tables import FailedSignIn, HalfWaySignIn, KnownDevice, SignedIn, User


@dataclass(frozen=True)
class OpenSession:
    """One of the sessions in which somebody is signed in, as its owner is shown it."""

    token_hash: str
    browser: str
    address: str
    since: datetime
    seen_at: datetime


def open_sessions(session: Session, *, user_name: str, at: datetime) -> list[OpenSession]:
    """Those that have not ended, the one used last first."""
    rows = session.exec(
        select(SignedIn)
        .join(User, col(User.id) == SignedIn.user_id)
        .where(
            User.name == user_name,
            SignedIn.since > at - SESSION_LASTS,
            SignedIn.seen_at > at - SESSION_IDLE,
        )
        .order_by(col(SignedIn.seen_at).desc(), col(SignedIn.since).desc())
    )
    return [OpenSession(row.token_hash, row.browser, row.address, row.since, row.seen_at) for row in rows]


def end_session(session: Session, *, user_id: int | None, token_hash: str) -> bool:
    """Ends this session if it is one of this account; whether it was."""
    ended = session.exec(
        delete(SignedIn).where(col(SignedIn.user_id) == user_id, col(SignedIn.token_hash) == token_hash)
    )
    return bool(ended.rowcount)


def end_sessions(session: Session, *, user_id: int | None, except_for: str = "") -> int:
    """Signs an account out everywhere, or everywhere but in one session (the hash of its token). Returns how many ended.

    Who is half way in has to begin again.
    """
    session.exec(delete(HalfWaySignIn).where(col(HalfWaySignIn.user_id) == user_id))
    ended = session.exec(
        delete(SignedIn).where(col(SignedIn.user_id) == user_id, col(SignedIn.token_hash) != except_for)
    )
    return int(ended.rowcount)


def half_way_user(session: Session, *, token_hash: str, at: datetime) -> User | None:
    """Whose password was right a moment ago; None when that is too long ago, or the account is disabled."""
    return session.exec(
        select(User)
        .join(HalfWaySignIn, col(HalfWaySignIn.user_id) == User.id)
        .where(
            HalfWaySignIn.token_hash == token_hash,
            HalfWaySignIn.since > at - HALF_WAY_LASTS,
            col(User.disabled_at).is_(None),
        )
    ).first()


def drop_half_way(session: Session, *, token_hash: str, begun_until: datetime) -> None:
    """This sign-in, and those that nobody went on with."""
    session.exec(
        delete(HalfWaySignIn).where(
            (col(HalfWaySignIn.token_hash) == token_hash) | (col(HalfWaySignIn.since) <= begun_until)
        )
    )


def count_failures(
    session: Session,
    *,
    kind: TryKind,
    since: datetime,
    name: str | None = None,
    address: str | None = None,
    device: str = "",
) -> int:
    """Failed tries since an instant, on an account name or from a network address; of no known device, or of this one."""
    counted = (
        select(func.count())
        .select_from(FailedSignIn)
        .where(FailedSignIn.failed_at > since, FailedSignIn.device == device, FailedSignIn.kind == kind)
    )
    if name is not None:
        counted = counted.where(FailedSignIn.name == name)
    if address is not None:
        counted = counted.where(FailedSignIn.address == address)
    return session.exec(counted).one()


def drop_failures(session: Session, *, until: datetime) -> None:
    """Failed sign-ins of before, which no rule counts any more."""
    session.exec(delete(FailedSignIn).where(col(FailedSignIn.failed_at) <= until))


def drop_failure(session: Session, *, row_id: int | None) -> None:
    session.exec(delete(FailedSignIn).where(col(FailedSignIn.id) == row_id))


def device_known_to(session: Session, *, user_id: int | None, token_hash: str, since: datetime) -> bool:
    """Whether the account has signed in from this device since an instant."""
    device = session.get(KnownDevice, token_hash)
    return device is not None and device.user_id == user_id and device.seen_at > since


def drop_devices(session: Session, *, seen_until: datetime) -> None:
    session.exec(delete(KnownDevice).where(col(KnownDevice.seen_at) <= seen_until))


def forget_devices(session: Session, *, user_id: int | None) -> None:
    """No device passes for one of this account any more."""
    session.exec(delete(KnownDevice).where(col(KnownDevice.user_id) == user_id))


def drop_sessions(session: Session, *, begun_until: datetime) -> None:
    session.exec(delete(SignedIn).where(col(SignedIn.since) <= begun_until))
