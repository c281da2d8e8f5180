"""Signing in and out, and setting a password by a one-time code.

An attempt is stored before the password is checked, so that a hundred attempts at once count like a hundred in a row.
Those from a device that the account knows are counted apart from all others, and one-time codes, of 80 random bits, not at
all: whoever spends the tries of others, on an account or behind an address, keeps its owner out by neither way.
The slow hash is computed between two short transactions, never inside one.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from actions import audit
from data_model.rules.people.accounts import (
    DEVICE_KNOWN,
    SESSION_LASTS,
    TRIES_PER_ADDRESS,
    TRIES_PER_DEVICE,
    TRIES_PER_NAME,
    TRY_WINDOW,
    PasswordProblem,
    SignInProblem,
    folded_name,
    password_problem,
    storable,
)
from data_model.rules.people.hashing import (
    code_matches,
    hash_password,
    hash_token,
    needs_new_hash,
    new_token,
    password_matches,
)
from data_model.store import open_session, open_side_transaction
from data_model.store.people.accounts import (
    count_failures,
    device_known_to,
    drop_devices,
    drop_failure,
    drop_failures,
    drop_sessions,
    end_sessions,
    forget_devices,
    user_named,
)
from data_model.tables import FailedSignIn, KnownDevice, SignedIn, User

LONGEST_TEXT = 100
"""Longer names and addresses are cut before they are stored."""


class SignInRefused(PermissionError):
    def __init__(self, problem: SignInProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class PasswordRefused(ValueError):
    def __init__(self, problem: PasswordProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class _Try:
    """One attempt: its row if it is counted, and the account at that moment; empty for an unknown name."""

    row_id: int | None
    user_id: int | None = None
    password_hash: str = ""
    code_hash: str = ""
    code_expires_at: datetime | None = None


@dataclass(frozen=True)
class NewSession:
    """The values of two cookies: the session's, and the one by which the account knows this device the next time."""

    token: str
    device: str


def sign_in(*, name: str, password: str, address: str, at: datetime, device: str = "") -> NewSession:
    """`device` is what an earlier sign-in gave. Raises SignInRefused."""
    this_try = _begin_try(name=name, address=address, device=device, at=at)
    if not password_matches(password, this_try.password_hash):
        raise SignInRefused(SignInProblem.WRONG)
    new_hash = hash_password(password) if needs_new_hash(this_try.password_hash) else this_try.password_hash
    with open_side_transaction() as session:
        user = session.get_one(User, this_try.user_id)
        if user.password_hash != this_try.password_hash or user.disabled_at is not None:
            raise SignInRefused(SignInProblem.WRONG)
        user.password_hash = new_hash
        audit.record(session, user_name=user.name, what="sign_in", subject=user.name, at=at)
        return _begin_session(session, user=user, this_try=this_try, at=at)


def activate_account(*, name: str, code: str, new_password: str, at: datetime) -> NewSession:
    """Sets the password with a one-time code, ends the account's other sessions and signs in.

    Raises PasswordRefused (the code stays valid), SignInRefused.
    """
    problem = password_problem(new_password, name=name)
    if problem is not None:
        raise PasswordRefused(problem)
    with open_session() as session:
        this_try = _try_on(user_named(session, _name_to_look_for(name)))
    if not code_matches(code, this_try.code_hash) or _expired(this_try, at):
        raise SignInRefused(SignInProblem.WRONG)
    new_hash = hash_password(new_password)
    with open_side_transaction() as session:
        user = session.get_one(User, this_try.user_id)
        if user.code_hash != this_try.code_hash or user.disabled_at is not None:  # meanwhile
            raise SignInRefused(SignInProblem.WRONG)
        user.password_hash, user.code_hash, user.code_expires_at = new_hash, "", None
        end_sessions(session, user_id=user.id)
        forget_devices(session, user_id=user.id)
        audit.record(session, user_name=user.name, what="activate_account", subject=user.name, at=at)
        return _begin_session(session, user=user, this_try=this_try, at=at)


def sign_out(*, token: str, at: datetime) -> None:
    """Ends the session of this cookie; does nothing if it has ended already."""
    with open_side_transaction() as session:
        signed_in = session.get(SignedIn, hash_token(token))
        if signed_in is None:
            return
        user = session.get_one(User, signed_in.user_id)
        session.delete(signed_in)
        audit.record(session, user_name=user.name, what="sign_out", subject=user.name, at=at)


def _name_to_look_for(name: str) -> str:
    return folded_name(storable(name))[:LONGEST_TEXT]


def _begin_try(*, name: str, address: str, device: str, at: datetime) -> _Try:
    """Stores the attempt as failed until it succeeds. Raises SignInRefused after too many."""
    name, address, since = _name_to_look_for(name), address[:LONGEST_TEXT], at - TRY_WINDOW
    with open_side_transaction() as session:
        drop_failures(session, until=since)
        user = user_named(session, name)
        known = _known_device(session, user, device, at=at)
        if _too_many(session, name=name, address=address, device=known, since=since):
            raise SignInRefused(SignInProblem.TOO_MANY_TRIES)
        row = FailedSignIn(name=name, address=address, device=known, failed_at=at)
        session.add(row)
        session.flush()
        return _try_on(user, row.id)


def _known_device(session: Session, user: User | None, device: str, *, at: datetime) -> str:
    """The hash of the device's cookie if this account has signed in there lately, else nothing."""
    token_hash = hash_token(device)
    if user is None or not device:
        return ""
    known = device_known_to(session, user_id=user.id, token_hash=token_hash, since=at - DEVICE_KNOWN)
    return token_hash if known else ""


def _too_many(session: Session, *, name: str, address: str, device: str, since: datetime) -> bool:
    if device:
        return count_failures(session, since=since, device=device) >= TRIES_PER_DEVICE
    if count_failures(session, since=since, name=name) >= TRIES_PER_NAME:
        return True
    return (
        count_failures(session, since=since, address=address) >= TRIES_PER_ADDRESS
        and count_failures(session, since=since, name=name, address=address) > 0
    )


def _try_on(user: User | None, row_id: int | None = None) -> _Try:
    if user is None or user.disabled_at is not None:
        return _Try(row_id)
    return _Try(row_id, user.id, user.password_hash, user.code_hash, user.code_expires_at)


def _expired(this_try: _Try, at: datetime) -> bool:
    return this_try.code_expires_at is None or this_try.code_expires_at <= at


def _begin_session(session: Session, *, user: User, this_try: _Try, at: datetime) -> NewSession:
    assert user.id is not None, "a stored account"
    new = NewSession(new_token(), new_token())
    session.add(SignedIn(token_hash=hash_token(new.token), user_id=user.id, since=at, seen_at=at))
    session.add(KnownDevice(token_hash=hash_token(new.device), user_id=user.id, seen_at=at))
    drop_failure(session, row_id=this_try.row_id)
    drop_devices(session, seen_until=at - DEVICE_KNOWN)
    drop_sessions(session, begun_until=at - SESSION_LASTS)
    return new
