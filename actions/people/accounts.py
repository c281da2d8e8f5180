"""Accounts: adding, one-time codes, e-mail, disabling; the first administrator of a store."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlmodel import Session

from actions import audit
from actions.people.sessions import sign_out_everywhere
from data_model.rules.people.access import CurrentUser, check_may
from data_model.rules.people.accounts import (
    FIRST_CODE_LASTS,
    INVITATION_LASTS,
    NEEDS_AGENCY,
    NEEDS_PROVINCE,
    RESET_LASTS,
    AccountProblem,
    folded_name,
    may_be_email,
    may_be_name,
)
from data_model.rules.people.hashing import hash_code, hash_password, new_code
from data_model.store.people.accounts import agency_code, agency_id, any_account, user_named
from data_model.tables import User
from data_model.values import Action, Language, Role

FIRST_ADMIN = "admin"


class AccountRefused(ValueError):
    """An account could not be added or changed as asked; `problem` says why."""

    def __init__(self, problem: AccountProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class NewAccount:
    """What an account is to be: its agency by code, or for leadership the province that it reads."""

    name: str
    display_name: str
    role: Role
    agency: str | None = None
    province: str = ""
    email: str = ""


def add_user(session: Session, *, user: CurrentUser, account: NewAccount, at: datetime) -> str:
    """Add an account without a password. Returns the one-time code with which its owner sets one.

    Raises NotAllowed, AccountRefused.
    """
    check_may(user, Action.MANAGE_USERS)
    added = _new_account(session, account)
    code = _give_code(added, expires_at=at + INVITATION_LASTS)
    session.add(added)
    audit.record(session, user_name=user.name, what="add_user", subject=added.name, note=added.role, at=at)
    return code


def add_identified_user(session: Session, *, account: NewAccount, by: str, note: str, at: datetime) -> User:
    """An account for whom an identity provider vouches: it has neither a password nor a code. Raises AccountRefused."""
    added = _new_account(session, account)
    session.add(added)
    session.flush()
    audit.record(session, user_name=by, what="add_user", subject=added.name, note=f"{added.role} ({note})", at=at)
    return added


def add_sample_user(
    session: Session,
    *,
    name: str,
    display_name: str,
    role: Role,
    password: str,
    at: datetime,
    agency: str | None = None,
    province: str = "",
) -> None:
    """An account of the demo, whose password is shown to everybody. Raises AccountRefused."""
    added = _new_account(session, NewAccount(name, display_name, role, agency, province))
    added.password_hash = _sample_hash(password)
    session.add(added)
    audit.record(session, user_name=added.name, what="add_sample_user", subject=added.name, at=at)


@cache
def _sample_hash(password: str) -> str:
    """Made once for all accounts of the demo: it takes its time on purpose, and the password is no secret."""
    return hash_password(password)


def renew_code(session: Session, *, user: CurrentUser, name: str, at: datetime) -> str:
    """A new one-time code: for half an hour where a password was forgotten, else like the invitation that was not used.

    Signs the account out everywhere; a disabled one may sign in again by the code. The old password goes on working until
    the code is used. Raises NotAllowed, AccountRefused.
    """
    check_may(user, Action.MANAGE_USERS)
    renewed = existing_account(session, name)
    code = _give_code(renewed, expires_at=at + (RESET_LASTS if renewed.password_hash else INVITATION_LASTS))
    sign_out_everywhere(session, user_id=renewed.id)
    if renewed.disabled_at is not None:
        renewed.disabled_at = None
        renewed.password_hash = ""
    audit.record(session, user_name=user.name, what="renew_code", subject=renewed.name, at=at)
    return code


def set_email(session: Session, *, user: CurrentUser, name: str, email: str, at: datetime) -> None:
    """Sets the address for reminders to this account; empty for none. Raises NotAllowed, AccountRefused."""
    check_may(user, Action.MANAGE_USERS)
    changed = existing_account(session, name)
    changed.email = _checked_email(email)
    audit.record(session, user_name=user.name, what="set_email", subject=changed.name, note=changed.email, at=at)


def change_account(
    session: Session,
    *,
    user: CurrentUser,
    name: str,
    display_name: str,
    role: Role,
    agency: str | None,
    province: str,
    reason: str,
    at: datetime,
) -> None:
    """Another name, role, agency or province, with a reason. What its owner may do or see changes at once: where it is more
    than the name, the account is signed out everywhere. Raises NotAllowed, AccountRefused.
    """
    check_may(user, Action.MANAGE_USERS)
    account = existing_account(session, name)
    problem = _problem_with_post(session, display_name=display_name, role=role, agency=agency)
    if problem is not None:
        raise AccountRefused(problem)
    if account.name == user.name and role is not account.role:
        raise AccountRefused(AccountProblem.OWN_ROLE)
    why = given_reason(reason)
    named_before, account.display_name = account.display_name, display_name.strip()
    is_moved = take_new_post(
        session, account=account, role=role, agency=agency, province=province, by=user.name, why=why, at=at
    )
    if named_before != account.display_name:
        note = f"{named_before} -> {account.display_name}: {why}"
        audit.record(session, user_name=user.name, what="rename_account", subject=account.name, note=note, at=at)
    elif not is_moved:
        raise AccountRefused(AccountProblem.NOTHING_CHANGED)


def take_new_post(
    session: Session,
    *,
    account: User,
    role: Role,
    agency: str | None,
    province: str,
    by: str,
    at: datetime,
    why: str = "",
) -> bool:
    """Sets role, agency and province of an account, and signs it out everywhere. Returns whether anything is different;
    notes in the audit what was before and after."""
    before = _place(account)
    account.role = role
    _put_in_place(session, account, agency=agency, province=province)
    if _place(account) == before:
        return False
    sign_out_everywhere(session, user_id=account.id)
    note = f"{_written(session, before)} -> {_written(session, _place(account))}"
    note = f"{note}: {why}" if why else note
    audit.record(session, user_name=by, what="change_account", subject=account.name, note=note, at=at)
    return True


_Place = tuple[Role, int | None, str]


def _place(account: User) -> _Place:
    return account.role, account.agency_id, account.province


def _written(session: Session, place: _Place) -> str:
    role, agency, province = place
    return ", ".join(filter(None, (role, agency_code(session, agency), province)))


def disable_user(session: Session, *, user: CurrentUser, name: str, at: datetime) -> None:
    """Disables the account and ends its sessions. Raises NotAllowed, AccountRefused."""
    check_may(user, Action.MANAGE_USERS)
    disabled = existing_account(session, name)
    if disabled.name == user.name:
        raise AccountRefused(AccountProblem.OWN_ACCOUNT)
    disabled.disabled_at = at
    disabled.code_hash = ""
    disabled.code_expires_at = None
    sign_out_everywhere(session, user_id=disabled.id)
    audit.record(session, user_name=user.name, what="disable_user", subject=disabled.name, at=at)


def set_language(session: Session, *, user: CurrentUser, language: Language, at: datetime) -> None:
    """Sets the language of all screens of this user."""
    existing_account(session, user.name).language = language
    audit.record(session, user_name=user.name, what="set_language", subject=user.name, note=language, at=at)


def first_admin_code(session: Session, *, at: datetime) -> str | None:
    """Adds the first administrator to a store without accounts. Returns its one-time code; None if there are accounts."""
    if any_account(session):
        return None
    admin = User(name=FIRST_ADMIN, display_name="Quản trị", role=Role.ADMIN)
    code = _give_code(admin, expires_at=at + FIRST_CODE_LASTS)
    session.add(admin)
    audit.record(session, user_name=FIRST_ADMIN, what="first_admin", subject=FIRST_ADMIN, at=at)
    return code


def problem_with(session: Session, account: NewAccount) -> AccountProblem | None:
    """Why this account can't be added; None if it can."""
    name = folded_name(account.name)
    if not may_be_name(name):
        return AccountProblem.NAME_NOT_USABLE
    if user_named(session, name) is not None:
        return AccountProblem.NAME_TAKEN
    if not may_be_email(account.email.strip()):
        return AccountProblem.EMAIL_NOT_USABLE
    return _problem_with_post(session, display_name=account.display_name, role=account.role, agency=account.agency)


def _problem_with_post(session: Session, *, display_name: str, role: Role, agency: str | None) -> AccountProblem | None:
    if not display_name.strip():
        return AccountProblem.DISPLAY_NAME_MISSING
    if role not in NEEDS_AGENCY:
        return None
    if not agency:
        return AccountProblem.AGENCY_MISSING
    return None if agency_id(session, agency) is not None else AccountProblem.AGENCY_UNKNOWN


def _new_account(session: Session, account: NewAccount) -> User:
    problem = problem_with(session, account)
    if problem is not None:
        raise AccountRefused(problem)
    added = User(
        name=folded_name(account.name),
        display_name=account.display_name.strip(),
        role=account.role,
        email=account.email.strip(),
    )
    _put_in_place(session, added, agency=account.agency, province=account.province)
    return added


def _put_in_place(session: Session, account: User, *, agency: str | None, province: str) -> None:
    """Sets agency and province, each only where the account's role has one."""
    account.agency_id = agency_id(session, agency) if account.role in NEEDS_AGENCY and agency else None
    account.province = province if account.role in NEEDS_PROVINCE else ""


def _checked_email(email: str) -> str:
    if not may_be_email(email.strip()):
        raise AccountRefused(AccountProblem.EMAIL_NOT_USABLE)
    return email.strip()


def given_reason(reason: str) -> str:
    """As it goes into the audit. Raises AccountRefused where none is given."""
    if not reason.strip():
        raise AccountRefused(AccountProblem.REASON_MISSING)
    return reason.strip()


def existing_account(session: Session, name: str) -> User:
    """The ORM row. Raises AccountRefused for an unknown name."""
    account = user_named(session, folded_name(name))
    if account is None:
        raise AccountRefused(AccountProblem.ACCOUNT_UNKNOWN)
    return account


def _give_code(account: User, *, expires_at: datetime) -> str:
    code = new_code()
    account.code_hash = hash_code(code)
    account.code_expires_at = expires_at
    return code
