"""Setting up, renewing and taking away the second factor of an account."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from actions import audit
from actions.people.accounts import AccountRefused, existing_account, given_reason
from actions.people.passwords import check_own_password
from actions.people.sessions import NewSession, begin_session, sign_out_everywhere
from actions.people.tries import Origin, SignInRefused
from data_model.rules.people.access import CurrentUser, check_may
from data_model.rules.people.accounts import AccountProblem, SignInProblem
from data_model.rules.people.hashing import hash_code, hash_token
from data_model.rules.people.second_factor import matching_step, new_recovery_codes, new_secret
from data_model.settings import second_factor_roles
from data_model.store import open_session, open_side_transaction
from data_model.store.people.accounts import user_named
from data_model.store.people.second_factors import (
    count_recovery_codes,
    drop_second_factor,
    replace_recovery_codes,
    second_factor,
)
from data_model.store.people.sessions import drop_failure, half_way_user
from data_model.tables import SecondFactor, User
from data_model.values import Action


@dataclass(frozen=True)
class SecondFactorState:
    """What its owner is shown: since when it is in use, how many recovery codes are left, whether the role requires it."""

    since: datetime | None
    recovery_codes: int
    required: bool


@dataclass(frozen=True)
class Confirmed:
    """A second factor that is in use from now on: the session to go on in, and the codes that are shown this once."""

    session: NewSession
    recovery_codes: list[str]


class SecondFactorRequired(PermissionError):
    """The role has to have one, by the setting `TIENDO_SECOND_FACTOR_ROLES`."""


def second_factor_state(user: CurrentUser) -> SecondFactorState:
    with open_session() as session:
        account = user_named(session, user.name)
        assert account is not None, "a signed-in account"
        factor = second_factor(session, user_id=account.id)
        return SecondFactorState(
            since=None if factor is None else factor.confirmed_at,
            recovery_codes=count_recovery_codes(session, user_id=account.id),
            required=account.role in second_factor_roles(),
        )


def half_way_name(*, token: str, at: datetime) -> str | None:
    """The account name of a sign-in that wants its second factor; None if it has ended."""
    with open_session() as session:
        user = half_way_user(session, token_hash=hash_token(token), at=at) if token else None
        return None if user is None else user.name


def begin_set_up(*, name: str, password: str, origin: Origin, at: datetime) -> str:
    """The key to be read into an app, for somebody who is signed in, with the password once more. Raises SignInRefused."""
    this_try = check_own_password(name=name, password=password, origin=origin, at=at)
    with open_side_transaction() as session:
        drop_failure(session, row_id=this_try.row_id)
        return _unconfirmed(session, session.get_one(User, this_try.user_id))


def begin_required_set_up(*, token: str, at: datetime) -> str:
    """The key for somebody whose role requires a second factor, half way in. Raises SignInRefused."""
    with open_side_transaction() as session:
        user = half_way_user(session, token_hash=hash_token(token), at=at)
        if user is None:
            raise SignInRefused(SignInProblem.TOO_LATE)
        return _unconfirmed(session, user)


def unconfirmed_secret(name: str) -> str | None:
    """The key that waits to be confirmed, to be shown again after a wrong code."""
    with open_session() as session:
        user = user_named(session, name)
        factor = None if user is None else second_factor(session, user_id=user.id)
        return None if factor is None or factor.confirmed_at is not None else factor.secret


def confirm_set_up(*, name: str, code: str, origin: Origin, at: datetime) -> Confirmed:
    """Puts the second factor to use once its app has shown a right code. Signs out everywhere else.

    `name` is of who is signed in, or half way in for the set-up. Raises SignInRefused; the key stays, to try again.
    """
    with open_side_transaction() as session:
        user = user_named(session, name)
        factor = None if user is None else second_factor(session, user_id=user.id)
        if user is None or factor is None or factor.confirmed_at is not None:
            raise SignInRefused(SignInProblem.TOO_LATE)
        step = matching_step(code, secret=factor.secret, at=at)
        if step is None:
            raise SignInRefused(SignInProblem.WRONG)
        factor.confirmed_at, factor.last_step = at, step
        codes = _give_recovery_codes(session, user)
        sign_out_everywhere(session, user_id=user.id)
        audit.record(session, user_name=user.name, what="set_second_factor", subject=user.name, at=at)
        return Confirmed(begin_session(session, user=user, origin=origin, at=at), codes)


def renew_recovery_codes(*, name: str, password: str, origin: Origin, at: datetime) -> list[str]:
    """New ones, shown this once; the old ones no longer count. Raises SignInRefused."""
    this_try = check_own_password(name=name, password=password, origin=origin, at=at)
    with open_side_transaction() as session:
        drop_failure(session, row_id=this_try.row_id)
        user = session.get_one(User, this_try.user_id)
        audit.record(session, user_name=user.name, what="renew_recovery_codes", subject=user.name, at=at)
        return _give_recovery_codes(session, user)


def remove_second_factor(*, name: str, password: str, origin: Origin, at: datetime) -> NewSession:
    """The owner goes on without; signs out everywhere else. Raises SignInRefused, SecondFactorRequired."""
    this_try = check_own_password(name=name, password=password, origin=origin, at=at)
    with open_side_transaction() as session:
        user = session.get_one(User, this_try.user_id)
        if user.role in second_factor_roles():
            raise SecondFactorRequired(user.role)
        drop_failure(session, row_id=this_try.row_id)
        drop_second_factor(session, user_id=user.id)
        sign_out_everywhere(session, user_id=user.id)
        audit.record(session, user_name=user.name, what="remove_second_factor", subject=user.name, at=at)
        return begin_session(session, user=user, origin=origin, at=at)


def reset_second_factor(session: Session, *, user: CurrentUser, name: str, reason: str, at: datetime) -> None:
    """For somebody who has lost the app and the recovery codes: signs them out; a role that requires one sets up a new one
    at the next sign-in. Raises NotAllowed, AccountRefused."""
    check_may(user, Action.MANAGE_USERS)
    account = existing_account(session, name)
    factor = second_factor(session, user_id=account.id)
    if factor is None or factor.confirmed_at is None:
        raise AccountRefused(AccountProblem.NO_SECOND_FACTOR)
    note = given_reason(reason)
    drop_second_factor(session, user_id=account.id)
    sign_out_everywhere(session, user_id=account.id)
    audit.record(session, user_name=user.name, what="reset_second_factor", subject=account.name, note=note, at=at)


def _unconfirmed(session: Session, user: User) -> str:
    """A new key that waits to be confirmed: whoever saw an earlier one has nothing by it. Raises SignInRefused where one is
    in use."""
    assert user.id is not None, "a stored account"
    factor = second_factor(session, user_id=user.id)
    if factor is not None and factor.confirmed_at is not None:
        raise SignInRefused(SignInProblem.TOO_LATE)
    secret = new_secret()
    session.merge(SecondFactor(user_id=user.id, secret=secret))
    return secret


def _give_recovery_codes(session: Session, user: User) -> list[str]:
    assert user.id is not None, "a stored account"
    codes = new_recovery_codes()
    replace_recovery_codes(session, user_id=user.id, code_hashes=[hash_code(code) for code in codes])
    return codes
