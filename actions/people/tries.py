"""Counts what is tried and fails, so that nobody guesses a password or a code.

A try is stored before it is checked, so that a hundred at once count like a hundred in a row. Those from a device that the
account knows are counted apart from all others: whoever spends the tries of others, on an account or behind an address,
keeps its owner out by neither way.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from actions import audit
from data_model.rules.people.accounts import (
    DEVICE_KNOWN,
    TRIES_PER_ADDRESS,
    TRIES_PER_DEVICE,
    TRIES_PER_NAME,
    TRY_WINDOW,
    SignInProblem,
    TryKind,
    folded_name,
    storable,
)
from data_model.rules.people.hashing import hash_token
from data_model.store import open_session, open_side_transaction
from data_model.store.people.accounts import user_named
from data_model.store.people.second_factors import confirmed_secret
from data_model.store.people.sessions import count_failures, device_known_to, drop_failure, drop_failures
from data_model.tables import FailedSignIn, User

LONGEST_TEXT = 100
"""Longer names and addresses are cut before they are stored."""


class SignInRefused(PermissionError):
    def __init__(self, problem: SignInProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Origin:
    """Where a request comes from: the network address, the cookie by which an account may know the device, and what the
    browser calls itself."""

    address: str = ""
    device: str = ""
    browser: str = ""


@dataclass(frozen=True)
class Try:
    """One attempt: its row if it is counted, and the account at that moment; empty for an unknown name."""

    row_id: int | None
    user_id: int | None = None
    password_hash: str = ""
    code_hash: str = ""
    code_expires_at: datetime | None = None
    has_second_factor: bool = False


def begin_try(*, name: str, origin: Origin, at: datetime, kind: TryKind = TryKind.SIGN_IN) -> Try:
    """Stores the attempt as failed until it succeeds. Raises SignInRefused after too many."""
    with open_side_transaction() as session:
        user = user_named(session, name_to_look_for(name))
        return _try_on(session, user, count_try(session, name=name, user=user, origin=origin, at=at, kind=kind))


def count_try(
    session: Session, *, name: str, user: User | None, origin: Origin, at: datetime, kind: TryKind
) -> int | None:
    """The id of the row of one more try. Raises SignInRefused after too many."""
    name, address, since = name_to_look_for(name), origin.address[:LONGEST_TEXT], at - TRY_WINDOW
    drop_failures(session, until=since)
    known = _known_device(session, user, origin.device, at=at)
    if _too_many(session, kind=kind, name=name, address=address, device=known, since=since):
        raise SignInRefused(SignInProblem.TOO_MANY_TRIES)
    row = FailedSignIn(name=name, address=address, device=known, failed_at=at, kind=kind)
    session.add(row)
    session.flush()
    return row.id


def note_wrong(name: str, kind: TryKind, *, at: datetime) -> None:
    """Puts a try that was wrong into the audit."""
    with open_side_transaction() as session:
        audit.record(session, user_name=name_to_look_for(name), what=f"{kind}_refused", at=at)


def take_back_try(this_try: Try) -> None:
    """It was right after all."""
    with open_side_transaction() as session:
        drop_failure(session, row_id=this_try.row_id)


def uncounted_try(name: str) -> Try:
    """For what nobody can guess, or where something else bounds the tries."""
    with open_session() as session:
        return _try_on(session, user_named(session, name_to_look_for(name)), None)


def name_to_look_for(name: str) -> str:
    return folded_name(storable(name))[:LONGEST_TEXT]


def _known_device(session: Session, user: User | None, device: str, *, at: datetime) -> str:
    """The hash of the device's cookie if this account has signed in there lately, else nothing."""
    token_hash = hash_token(device)
    if user is None or not device:
        return ""
    known = device_known_to(session, user_id=user.id, token_hash=token_hash, since=at - DEVICE_KNOWN)
    return token_hash if known else ""


def _too_many(session: Session, *, kind: TryKind, name: str, address: str, device: str, since: datetime) -> bool:
    if device:
        return count_failures(session, kind=kind, since=since, device=device) >= TRIES_PER_DEVICE
    if count_failures(session, kind=kind, since=since, name=name) >= TRIES_PER_NAME:
        return True
    return (
        count_failures(session, kind=kind, since=since, address=address) >= TRIES_PER_ADDRESS
        and count_failures(session, kind=kind, since=since, name=name, address=address) > 0
    )


def _try_on(session: Session, user: User | None, row_id: int | None) -> Try:
    if user is None or user.disabled_at is not None:
        return Try(row_id)
    has_second_factor = confirmed_secret(session, user_id=user.id) is not None
    return Try(row_id, user.id, user.password_hash, user.code_hash, user.code_expires_at, has_second_factor)
