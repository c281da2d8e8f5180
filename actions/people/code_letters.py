"""Invitations and links for a forgotten password: who gets one by mail, and what it has to say."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from actions import audit
from actions.people.tries import Origin, SignInRefused, count_try
from data_model.rules.people.accounts import RESET_AGAIN_AFTER, RESET_LASTS, TryKind, folded_name, storable
from data_model.rules.people.hashing import hash_code, new_code
from data_model.store import open_side_transaction
from data_model.store.people.accounts import user_named, users_with_email
from data_model.tables import User
from data_model.values import Language


@dataclass(frozen=True)
class CodeLetter:
    """A one-time code on its way to its owner."""

    name: str
    display_name: str
    address: str
    language: Language
    code: str
    expires_at: datetime
    is_invitation: bool


def code_letter(session: Session, *, name: str, code: str) -> CodeLetter | None:
    """The letter about a code that was just given; None where the account has no address."""
    account = user_named(session, folded_name(name))
    return None if account is None or not account.email else _letter(account, code)


def reset_letters(*, asked: str, address: str, at: datetime) -> list[CodeLetter]:
    """For who has forgotten the password and gives an account name, or the address in the account: a code for each account
    that it may be. None is given too often, nor to who has no password yet (an invitation lasts longer). The old password
    goes on working, and nobody is signed out, since anybody can ask.
    """
    with open_side_transaction() as session:
        try:
            count_try(session, name=asked, user=None, origin=Origin(address), at=at, kind=TryKind.RESET)
        except SignInRefused:
            return []
        found = users_with_email(session, storable(asked).strip())
        named = user_named(session, folded_name(storable(asked)))
        if named is not None and named.email:
            found = [named]
        return [_given(session, user, at) for user in found if _may_be_reset(user, at)]


def _may_be_reset(user: User, at: datetime) -> bool:
    if user.disabled_at is not None or not user.password_hash:
        return False
    given_until = user.code_expires_at if user.code_hash else None
    return given_until is None or given_until - RESET_LASTS <= at - RESET_AGAIN_AFTER


def _given(session: Session, user: User, at: datetime) -> CodeLetter:
    code = new_code()
    user.code_hash, user.code_expires_at = hash_code(code), at + RESET_LASTS
    audit.record(session, user_name=user.name, what="ask_reset", subject=user.name, at=at)
    return _letter(user, code)


def _letter(user: User, code: str) -> CodeLetter:
    assert user.code_expires_at is not None, "a code was given"
    return CodeLetter(
        user.name, user.display_name, user.email, user.language, code, user.code_expires_at, not user.password_hash
    )
