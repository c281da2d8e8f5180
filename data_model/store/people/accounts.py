"""Accounts, and the session by which somebody acts with one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, exists
from sqlmodel import Session, col, func, select, true, update

from data_model.rules.people.access import CurrentUser
from data_model.rules.people.accounts import SESSION_IDLE, SESSION_LASTS
from data_model.rules.plans.periods import local_day
from data_model.store.base.engine import Versions, versions_of
from data_model.store.base.organisation import accounts_known, accounts_on
from data_model.store.base.typed_select import columns
from data_model.store.people.second_factors import accounts_with_second_factor
from data_model.tables import Agency, Plan, SavedView, SignedIn, StoreState, User
from data_model.values import TIME_ZONE, Language, Role


@dataclass(frozen=True)
class Visit:
    """A signed-in session, read with every browser message: its user and language, when it was last seen, where it began, whether the user
    has saved filters, and the store's versions at that moment."""

    user: CurrentUser
    language: Language
    token_hash: str
    seen_at: datetime
    address: str
    has_saved_views: bool
    versions: Versions


@dataclass(frozen=True)
class Account:
    """One row of the list of accounts; nothing secret."""

    name: str
    display_name: str
    role: Role
    agency: str | None
    agency_name: str
    province: str
    has_password: bool
    has_second_factor: bool
    code_expires_at: datetime | None
    disabled_at: datetime | None
    email: str


_ALIVE = (
    col(SignedIn.since) > bindparam("since"),
    col(SignedIn.seen_at) > bindparam("seen"),
    col(User.disabled_at).is_(None),
)
# Built once: it runs with each message of each browser.
_VISIT = (
    columns(
        *(User.name, User.display_name, User.role, Agency.code, User.province),
        *(User.language, SignedIn.seen_at, SignedIn.address, exists().where(col(SavedView.user_id) == User.id)),
        *(StoreState.version, StoreState.expected_version),
    )
    .join_from(User, SignedIn, col(SignedIn.user_id) == User.id)
    .join(StoreState, true())
    .outerjoin(Agency, col(Agency.id) == User.agency_id)
    .where(col(SignedIn.token_hash) == bindparam("token_hash"), *_ALIVE)
)


def visit(session: Session, *, token_hash: str, at: datetime) -> Visit | None:
    """The session of this cookie with the account as it is now; None if it ended or the account is disabled."""
    row = session.execute(_VISIT, {"token_hash": token_hash, **_limits(at)}).first()
    if row is None:
        return None
    *account, language, seen_at, address, has_saved_views, data, expected = row
    version = versions_of(data, expected)
    user = accounts_known(session, version, local_day(at)).acting(CurrentUser(*account))
    return Visit(user, language, token_hash, seen_at, address, has_saved_views, version)


def count_sessions(session: Session, *, at: datetime) -> int:
    """How many sessions have not ended."""
    living = select(func.count()).select_from(SignedIn).join(User, col(User.id) == SignedIn.user_id).where(*_ALIVE)
    return session.exec(living, params=_limits(at)).one()


def living_sessions(session: Session, *, token_hashes: Collection[str], at: datetime) -> frozenset[str]:
    """Those of the sessions that have not ended."""
    return frozenset(
        session.exec(
            select(SignedIn.token_hash)
            .join(User, col(User.id) == SignedIn.user_id)
            .where(col(SignedIn.token_hash).in_(token_hashes), *_ALIVE),
            params=_limits(at),
        )
    )


def _limits(at: datetime) -> dict[str, datetime]:
    return {"since": at - SESSION_LASTS, "seen": at - SESSION_IDLE}


def mark_seen(session: Session, *, token_hash: str, at: datetime) -> None:
    session.exec(update(SignedIn).where(col(SignedIn.token_hash) == token_hash).values(seen_at=at))


def account(session: Session, name: str, *, today: date | None = None) -> CurrentUser | None:
    """The user of this account name, acting for the body of today; None for an unknown or disabled one."""
    row = session.exec(
        select(User, Agency.code)
        .outerjoin(Agency, col(Agency.id) == User.agency_id)
        .where(User.name == name, col(User.disabled_at).is_(None))
    ).first()
    return None if row is None else accounts_on(session, today or datetime.now(TIME_ZONE).date()).user(*row)


def calendar_reader(session: Session, *, calendar_hash: str) -> tuple[str, Language] | None:
    """Name and language of the account whose calendar has an address with this secret; None for none and a disabled one."""
    if not calendar_hash:
        return None
    query = columns(User.name, User.language)
    row = session.execute(
        query.where(col(User.calendar_hash) == calendar_hash, col(User.disabled_at).is_(None))
    ).first()
    return None if row is None else (row.name, row.language)


def user_named(session: Session, name: str) -> User | None:
    """The ORM row, for actions to change."""
    return session.exec(select(User).where(User.name == name)).first()


def accounts(session: Session) -> list[Account]:
    """Every account, by name."""
    query = select(User, Agency.code, Agency.name).outerjoin(Agency, col(Agency.id) == User.agency_id)
    rows = sorted(session.exec(query), key=lambda row: row[0].name)  # each database has an order of its own
    proving = accounts_with_second_factor(session)
    return [_account(user, agency_code, agency_name, user.id in proving) for user, agency_code, agency_name in rows]


def _account(user: User, agency_code: str | None, agency_name: str | None, has_second_factor: bool) -> Account:
    return Account(
        name=user.name,
        display_name=user.display_name,
        role=user.role,
        agency=agency_code,
        agency_name=agency_name or "",
        province=user.province,
        has_password=bool(user.password_hash),
        has_second_factor=has_second_factor,
        code_expires_at=user.code_expires_at if user.code_hash else None,
        disabled_at=user.disabled_at,
        email=user.email,
    )


def agency_reporters(session: Session, agency: str, *, today: date) -> list[str]:
    """The display names of the accounts that report today for this agency, or for who goes on with it. Does not check the
    scope."""
    query = (
        columns(User.display_name, Agency.code)
        .join(Agency, col(Agency.id) == col(User.agency_id))
        .where(col(User.role) == Role.REPORTER, col(User.disabled_at).is_(None))
        .order_by(col(User.name))
    )
    acting = accounts_on(session, today)
    return [name for name, own in session.execute(query) if acting.body(own) == acting.body(agency)]


def users_with_email(session: Session, email: str) -> list[User]:
    """The ORM rows with this address, in whatever case it is written; several people may share one."""
    if not email:
        return []
    return list(session.exec(select(User).where(func.lower(User.email) == email.lower()).order_by(User.name)))


def any_account(session: Session) -> bool:
    return session.exec(select(User.id).limit(1)).first() is not None


def agency_id(session: Session, code: str) -> int | None:
    return session.exec(select(Agency.id).where(Agency.code == code)).first()


def agency_code(session: Session, row_id: int | None) -> str:
    return session.exec(select(Agency.code).where(Agency.id == row_id)).first() or ""


def agency_choices(session: Session) -> dict[str, str]:
    """Name by code of each agency that an account can belong to, unordered: wording/collation.py sorts names."""
    return dict(session.exec(select(Agency.code, Agency.name).where(Agency.kind != "group")).all())


def agency_spellings(session: Session) -> dict[str, list[str]]:
    """By code of each agency that an account can belong to: its name and the other spellings of it."""
    rows = session.exec(select(Agency.code, Agency.name, Agency.aliases).where(Agency.kind != "group"))
    return {code: [name, *aliases] for code, name, aliases in rows}


def provinces(session: Session) -> list[str]:
    """The provinces that plans were issued for, unordered."""
    return list(session.exec(select(Plan.province).where(Plan.province != "").distinct()))
