"""Signing in by a password and, where the account has one or its role requires it, a second factor.

The slow hash is computed between two short transactions, never inside one.
"""

from datetime import datetime

from sqlmodel import Session

from actions import audit
from actions.people.sessions import NewSession, begin_half_way, begin_session, sign_out
from actions.people.tries import Origin, SignInRefused, Try, begin_try, count_try, note_wrong, uncounted_try
from data_model.rules.people.accounts import HALF_WAY_LASTS, SignInProblem, TryKind
from data_model.rules.people.hashing import hash_code, hash_password, hash_token, needs_new_hash, password_matches
from data_model.rules.people.second_factor import matching_step
from data_model.settings import second_factor_roles
from data_model.store import open_side_transaction
from data_model.store.people.second_factors import confirmed_secret, use_recovery_code, use_step
from data_model.store.people.sessions import drop_failure, drop_half_way, half_way_user
from data_model.tables import User

__all__ = ["NewSession", "SecondFactorWanted", "SignInRefused", "prove_second_factor", "sign_in", "sign_out"]


class SecondFactorWanted(Exception):
    """The password was right; `token` is the cookie's value with which to go on, for some minutes.

    `has_one` says whether the account has a second factor to prove, or its role wants it to set one up first.
    """

    def __init__(self, token: str, *, has_one: bool) -> None:
        super().__init__()
        self.token = token
        self.has_one = has_one


def sign_in(
    *, name: str, password: str, address: str, at: datetime, device: str = "", browser: str = "", code: str = ""
) -> NewSession:
    """`device` is what an earlier sign-in gave.

    With a right `code` of the second factor the owner gets in however many tries others have spent on the account. No
    answer tells which of the two was wrong then, so that nobody learns a password by it.

    Raises SignInRefused, SecondFactorWanted.
    """
    origin, slowed = Origin(address, device, browser), False
    try:
        this_try = begin_try(name=name, origin=origin, at=at)
    except SignInRefused:
        if not code:
            raise
        this_try, slowed = uncounted_try(name), True
    wrong = SignInRefused(SignInProblem.TOO_MANY_TRIES if slowed else SignInProblem.WRONG)
    known_hash = this_try.password_hash if this_try.has_second_factor or not slowed else ""
    if not password_matches(password, known_hash):
        note_wrong(name, TryKind.SIGN_IN, at=at)
        raise wrong
    new_hash = hash_password(password) if needs_new_hash(known_hash) else known_hash
    with open_side_transaction() as session:
        user = unchanged_user(session, this_try)
        user.password_hash = new_hash
        drop_failure(session, row_id=this_try.row_id)
        entered = session_or_half_way(session, user=user, origin=origin, at=at, what="sign_in")
    if not code:
        return whole(entered)
    if isinstance(entered, NewSession):
        return entered
    try:
        return prove_second_factor(
            token=entered.token, code=code, address=address, device=device, browser=browser, at=at
        )
    except SignInRefused:
        raise wrong from None


def session_or_half_way(
    session: Session, *, user: User, origin: Origin, at: datetime, what: str
) -> NewSession | SecondFactorWanted:
    """After the password, or what stands for it: a session, or what has to come first. Noted in the audit as `what`."""
    has_one = confirmed_secret(session, user_id=user.id) is not None
    if has_one or user.role in second_factor_roles():
        if what != "sign_in":
            audit.record(session, user_name=user.name, what=what, subject=user.name, at=at)
        return SecondFactorWanted(begin_half_way(session, user=user, at=at), has_one=has_one)
    audit.record(session, user_name=user.name, what=what, subject=user.name, at=at)
    return begin_session(session, user=user, origin=origin, at=at)


def whole(entered: NewSession | SecondFactorWanted) -> NewSession:
    """Raises what is not yet a session, once the transaction that prepared it is committed."""
    if isinstance(entered, SecondFactorWanted):
        raise entered
    return entered


def prove_second_factor(
    *, token: str, code: str, address: str, at: datetime, device: str = "", browser: str = ""
) -> NewSession:
    """Goes on from SecondFactorWanted with a code of the app, or a recovery code.

    Wrong codes are counted like wrong passwords, by themselves; recovery codes, of 80 random bits, are not. Raises
    SignInRefused: `TOO_LATE` when one has to begin again.
    """
    origin, token_hash = Origin(address, device, browser), hash_token(token)
    row_id = _count_code(token_hash, code, origin=origin, at=at)
    with open_side_transaction() as session:
        user = half_way_user(session, token_hash=token_hash, at=at)
        if user is None:
            raise SignInRefused(SignInProblem.TOO_LATE)
        if code_counts(session, user=user, code=code, at=at):
            drop_failure(session, row_id=row_id)
            drop_half_way(session, token_hash=token_hash, begun_until=at - HALF_WAY_LASTS)
            audit.record(session, user_name=user.name, what="sign_in", subject=user.name, note="second_factor", at=at)
            return begin_session(session, user=user, origin=origin, at=at)
    note_wrong(user.name, TryKind.SECOND_FACTOR, at=at)
    raise SignInRefused(SignInProblem.WRONG)


def _count_code(token_hash: str, code: str, *, origin: Origin, at: datetime) -> int | None:
    """In a transaction of its own, which stays when the code is wrong."""
    if looks_like_recovery_code(code):
        return None
    with open_side_transaction() as session:
        user = half_way_user(session, token_hash=token_hash, at=at)
        if user is None:
            raise SignInRefused(SignInProblem.TOO_LATE)
        return count_try(session, name=user.name, user=user, origin=origin, at=at, kind=TryKind.SECOND_FACTOR)


def looks_like_recovery_code(code: str) -> bool:
    """Longer than a code of an app; such a one is never compared with the app's."""
    return sum(sign.isalnum() for sign in code) > 10


def code_counts(session: Session, *, user: User, code: str, at: datetime) -> bool:
    """Uses the code up; False if it is wrong or was used before."""
    if looks_like_recovery_code(code):
        used = use_recovery_code(session, user_id=user.id, code_hash=hash_code(code), at=at)
        if used:
            audit.record(session, user_name=user.name, what="use_recovery_code", subject=user.name, at=at)
        return used
    secret = confirmed_secret(session, user_id=user.id)
    step = matching_step(code, secret=secret, at=at) if secret else None
    return step is not None and use_step(session, user_id=user.id, step=step)


def unchanged_user(session: Session, this_try: Try) -> User:
    """The account as it was when the try began. Raises SignInRefused if its password or code is another one meanwhile."""
    user = session.get(User, this_try.user_id)
    if (
        user is None
        or user.disabled_at is not None
        or (user.password_hash, user.code_hash) != (this_try.password_hash, this_try.code_hash)
    ):
        raise SignInRefused(SignInProblem.WRONG)
    return user
