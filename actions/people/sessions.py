"""Beginning and ending sessions: signing out here, elsewhere, or everywhere."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from actions import audit
from actions.people.tries import LONGEST_TEXT, Origin
from data_model.rules.people.access import CurrentUser
from data_model.rules.people.accounts import DEVICE_KNOWN, HALF_WAY_LASTS, SESSION_LASTS, storable
from data_model.rules.people.hashing import hash_token, new_token
from data_model.store import open_side_transaction
from data_model.store.people.accounts import user_named
from data_model.store.people.sessions import (
    drop_devices,
    drop_half_way,
    drop_sessions,
    end_session,
    end_sessions,
    forget_devices,
)
from data_model.tables import HalfWaySignIn, KnownDevice, SignedIn, User

LONGEST_BROWSER = 300


@dataclass(frozen=True)
class NewSession:
    """The values of two cookies: the session's, and the one by which the account knows this device the next time."""

    token: str
    device: str


def begin_session(session: Session, *, user: User, origin: Origin, at: datetime) -> NewSession:
    """A session of this account; drops those of everybody that are too old to be used."""
    assert user.id is not None, "a stored account"
    new = NewSession(new_token(), new_token())
    session.add(
        SignedIn(
            token_hash=hash_token(new.token),
            user_id=user.id,
            since=at,
            seen_at=at,
            address=storable(origin.address)[:LONGEST_TEXT],
            browser=storable(origin.browser)[:LONGEST_BROWSER],
        )
    )
    session.add(KnownDevice(token_hash=hash_token(new.device), user_id=user.id, seen_at=at))
    drop_devices(session, seen_until=at - DEVICE_KNOWN)
    drop_sessions(session, begun_until=at - SESSION_LASTS)
    return new


def begin_half_way(session: Session, *, user: User, at: datetime) -> str:
    """The token of a sign-in that still wants the second factor."""
    assert user.id is not None, "a stored account"
    token = new_token()
    drop_half_way(session, token_hash="", begun_until=at - HALF_WAY_LASTS)
    session.add(HalfWaySignIn(token_hash=hash_token(token), user_id=user.id, since=at))
    return token


def sign_out_everywhere(session: Session, *, user_id: int | None) -> None:
    """Ends the sessions of an account, and no device passes for one of its own any more: what let somebody in has changed."""
    end_sessions(session, user_id=user_id)
    forget_devices(session, user_id=user_id)


def sign_out(*, token: str, at: datetime) -> None:
    """Ends the session of this cookie; does nothing if it has ended already."""
    with open_side_transaction() as session:
        signed_in = session.get(SignedIn, hash_token(token))
        if signed_in is None:
            return
        user = session.get_one(User, signed_in.user_id)
        session.delete(signed_in)
        audit.record(session, user_name=user.name, what="sign_out", subject=user.name, at=at)


def sign_out_one(*, user: CurrentUser, token_hash: str, at: datetime) -> None:
    """Ends one of the user's own sessions; does nothing if it has ended, or is not theirs."""
    with open_side_transaction() as session:
        if end_session(session, user_id=_id_of(session, user), token_hash=token_hash):
            audit.record(session, user_name=user.name, what="sign_out_elsewhere", subject=user.name, at=at)


def sign_out_others(*, user: CurrentUser, here: str, at: datetime) -> int:
    """Ends the user's own sessions but for the one with this token's hash. Returns how many ended."""
    with open_side_transaction() as session:
        ended = end_sessions(session, user_id=_id_of(session, user), except_for=here)
        audit.record(session, user_name=user.name, what="sign_out_elsewhere", subject=user.name, note=str(ended), at=at)
        return ended


def _id_of(session: Session, user: CurrentUser) -> int | None:
    account = user_named(session, user.name)
    return None if account is None else account.id
