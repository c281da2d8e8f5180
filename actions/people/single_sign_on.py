"""Signing in by an identity provider (OpenID Connect): whose account an identity is, and what its claims make of it.

An identity is its issuer and its subject, never a name or a mail address, which others may get one day.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from actions import audit
from actions.people.accounts import AccountRefused, NewAccount, add_identified_user, take_new_post
from actions.people.import_accounts import agency_named
from actions.people.sessions import NewSession, begin_session
from actions.people.sign_in import SecondFactorWanted, session_or_half_way, whole
from actions.people.tries import Origin
from data_model.rules.people.access import CurrentUser
from data_model.rules.people.accounts import NEEDS_AGENCY, may_be_email, name_like
from data_model.store import open_side_transaction
from data_model.store.people.accounts import user_named
from data_model.store.people.identities import add_identity, identity_of, user_of_identity
from data_model.tables import User
from data_model.values import Role

PROVIDER = "oidc"
"""Who changed an account, in the audit, where the claims did."""


class IdentityProblem(StrEnum):
    """Why an identity, which is genuine, opens no account."""

    UNKNOWN = "unknown"
    DISABLED = "disabled"
    NO_ROLE = "no_role"
    NO_AGENCY = "no_agency"
    OF_ANOTHER = "of_another"


class IdentityRefused(PermissionError):
    def __init__(self, problem: IdentityProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Post:
    """What the claims make somebody: a role, an agency as they name it, a province."""

    role: Role | None
    agency: str = ""
    province: str = ""


@dataclass(frozen=True)
class Identity:
    """What an identity provider vouches for. `post` is None where no setting maps claims: an administrator says it then.

    `proven_twice`: the provider says that it asked for a second factor itself.
    """

    issuer: str
    subject: str
    name: str
    display_name: str
    email: str
    post: Post | None
    proven_twice: bool


def sign_in_by_identity(
    identity: Identity, *, address: str, at: datetime, device: str = "", browser: str = ""
) -> NewSession:
    """A session of the identity's account, which claims may make or change. Raises IdentityRefused, SecondFactorWanted."""
    origin = Origin(address, device, browser)
    with open_side_transaction() as session:
        user = user_of_identity(session, issuer=identity.issuer, subject=identity.subject)
        if user is None:
            user = _new_user(session, identity, at=at)
        elif user.disabled_at is not None:
            raise IdentityRefused(IdentityProblem.DISABLED)
        elif identity.post is not None:
            _take_post(session, user, identity.post, at=at)
        entered = _enter(session, user, identity, origin, at)
    return whole(entered)


def _enter(
    session: Session, user: User, identity: Identity, origin: Origin, at: datetime
) -> NewSession | SecondFactorWanted:
    if not identity.proven_twice:
        return session_or_half_way(session, user=user, origin=origin, at=at, what="sign_in")
    audit.record(session, user_name=user.name, what="sign_in", subject=user.name, note=PROVIDER, at=at)
    return begin_session(session, user=user, origin=origin, at=at)


def link_identity(identity: Identity, *, user: CurrentUser, at: datetime) -> None:
    """From now on the identity opens the account of who is signed in. Raises IdentityRefused where it opens another one."""
    with open_side_transaction() as session:
        account = user_named(session, user.name)
        assert account is not None and account.id is not None, "a signed-in account"
        known = user_of_identity(session, issuer=identity.issuer, subject=identity.subject)
        if known is not None and known.id != account.id:
            raise IdentityRefused(IdentityProblem.OF_ANOTHER)
        if known is None:
            add_identity(session, issuer=identity.issuer, subject=identity.subject, user_id=account.id, at=at)
            audit.record(
                session, user_name=user.name, what="link_identity", subject=user.name, note=identity.issuer, at=at
            )


def linked_since(session: Session, *, user: CurrentUser, issuer: str) -> datetime | None:
    """When the account was linked to an identity of this provider; None if it is not."""
    account = user_named(session, user.name)
    return None if account is None else identity_of(session, user_id=account.id, issuer=issuer)


def _new_user(session: Session, identity: Identity, *, at: datetime) -> User:
    if identity.post is None:
        raise IdentityRefused(IdentityProblem.UNKNOWN)
    role, agency, province = _checked(session, identity.post)
    wanted = name_like(identity.name) or "oidc"
    name = next(
        name
        for name in (wanted, *(f"{wanted[:44]}-{number}" for number in range(2, 10_000)))
        if user_named(session, name) is None
    )
    email = identity.email if may_be_email(identity.email) else ""
    account = NewAccount(name, identity.display_name or name, role, agency, province, email)
    user = add_identified_user(session, account=account, by=PROVIDER, note=identity.issuer, at=at)
    assert user.id is not None, "flushed"
    add_identity(session, issuer=identity.issuer, subject=identity.subject, user_id=user.id, at=at)
    return user


def _take_post(session: Session, user: User, post: Post, *, at: datetime) -> None:
    role, agency, province = _checked(session, post)
    take_new_post(session, account=user, role=role, agency=agency, province=province, by=PROVIDER, at=at)


def _checked(session: Session, post: Post) -> tuple[Role, str | None, str]:
    if post.role is None:
        raise IdentityRefused(IdentityProblem.NO_ROLE)
    if post.role not in NEEDS_AGENCY:
        return post.role, None, post.province
    try:
        agency = agency_named(session, post.agency)
    except AccountRefused:
        agency = None
    if agency is None:
        raise IdentityRefused(IdentityProblem.NO_AGENCY)
    return post.role, agency, ""
