"""Setting a password: with a one-time code, or with the present password."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from actions import audit
from actions.people.sessions import NewSession, begin_session, sign_out_everywhere
from actions.people.sign_in import SecondFactorWanted, session_or_half_way, unchanged_user, whole
from actions.people.tries import Origin, SignInRefused, Try, begin_try, note_wrong, uncounted_try
from data_model.rules.people.accounts import PasswordProblem, SignInProblem, TryKind, password_problem
from data_model.rules.people.hashing import code_matches, hash_password, password_matches
from data_model.store import open_side_transaction
from data_model.store.people.sessions import drop_failure
from data_model.tables import User

_Entered = NewSession | SecondFactorWanted


class PasswordRefused(ValueError):
    def __init__(self, problem: PasswordProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def activate_account(
    *, name: str, code: str, new_password: str, at: datetime, address: str = "", device: str = "", browser: str = ""
) -> NewSession:
    """Sets the password with a one-time code, ends the account's other sessions and signs in.

    One-time codes, of 80 random bits, are not counted: nobody guesses one, and nobody is kept from theirs by others. Who
    has a second factor proves it too. Raises PasswordRefused (the code stays valid), SignInRefused, SecondFactorWanted.
    """
    check_new_password(new_password, name=name)
    this_try = uncounted_try(name)
    if not code_matches(code, this_try.code_hash) or _expired(this_try, at):
        note_wrong(name, TryKind.RESET, at=at)
        raise SignInRefused(SignInProblem.WRONG)

    def enter(session: Session, user: User) -> _Entered:
        return session_or_half_way(
            session, user=user, origin=Origin(address, device, browser), at=at, what="activate_account"
        )

    return _set_password(this_try, new_password, enter)


def change_password(
    *,
    name: str,
    password: str,
    new_password: str,
    address: str,
    at: datetime,
    device: str = "",
    browser: str = "",
) -> NewSession:
    """The owner's own change, with the present password; ends all sessions of the account and begins a new one.

    Raises PasswordRefused (for the new one), SignInRefused (for the present one).
    """
    check_new_password(new_password, name=name)
    origin = Origin(address, device, browser)
    this_try = check_own_password(name=name, password=password, origin=origin, at=at)

    def enter(session: Session, user: User) -> _Entered:
        audit.record(session, user_name=user.name, what="change_password", subject=user.name, at=at)
        return begin_session(session, user=user, origin=origin, at=at)

    return _set_password(this_try, new_password, enter)


def check_new_password(new_password: str, *, name: str) -> None:
    """Raises PasswordRefused."""
    problem = password_problem(new_password, name=name)
    if problem is not None:
        raise PasswordRefused(problem)


def check_own_password(*, name: str, password: str, origin: Origin, at: datetime) -> Try:
    """Asks who is signed in for the password once more, before something weighty. A wrong one counts as at the sign-in; the
    caller drops the row of the returned try. Raises SignInRefused."""
    this_try = begin_try(name=name, origin=origin, at=at)
    if not password_matches(password, this_try.password_hash):
        note_wrong(name, TryKind.SIGN_IN, at=at)
        raise SignInRefused(SignInProblem.WRONG)
    return this_try


def _set_password(this_try: Try, new_password: str, enter: Callable[[Session, User], _Entered]) -> NewSession:
    new_hash = hash_password(new_password)
    with open_side_transaction() as session:
        user = unchanged_user(session, this_try)
        user.password_hash, user.code_hash, user.code_expires_at = new_hash, "", None
        sign_out_everywhere(session, user_id=user.id)
        drop_failure(session, row_id=this_try.row_id)
        entered = enter(session, user)
    return whole(entered)


def _expired(this_try: Try, at: datetime) -> bool:
    return this_try.code_expires_at is None or this_try.code_expires_at <= at
