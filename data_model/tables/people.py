"""Accounts, second factors, signed-in sessions, saved filters, failed sign-ins and the audit log."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from data_model.tables.column_types import one_of
from data_model.values import Language, Role


class User(SQLModel, table=True):
    """An account. `code_hash` is the one-time code with which its owner sets the password."""

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("role NOT IN ('reporter', 'coordinator') OR agency_id IS NOT NULL", name="acts_for_an_agency"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    display_name: str
    email: str = Field(default="", description="Where reminders go; empty is nowhere")
    role: Role = Field(sa_type=one_of(Role))
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    province: str = Field(default="", description="What a leader reads; empty is every province")
    password_hash: str = ""
    code_hash: str = ""
    code_expires_at: datetime | None = None
    disabled_at: datetime | None = None
    language: Language = Field(default=Language.VI, sa_type=one_of(Language))
    calendar_hash: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        index=True,
        description="Of the secret in the address of its calendar; empty where it has none",
    )


class SavedView(SQLModel, table=True):
    """Bộ lọc đã lưu: an address in the app under a name that its owner gave it. Nobody else sees it."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("user_id", "name"), CheckConstraint("name <> ''", name="has_name"))

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user_account.id")
    name: str
    page: str = Field(description="A page's address in the menu")
    query: str = Field(default="", description="What stands after the question mark")


class SignedIn(SQLModel, table=True):
    """A signed-in session. Only the hash of its cookie is stored, so a stolen database lets nobody in."""

    __tablename__ = "signed_in"

    token_hash: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    since: datetime
    seen_at: datetime
    address: str = Field(default="", sa_column_kwargs={"server_default": ""})
    browser: str = Field(default="", sa_column_kwargs={"server_default": ""}, description="What it calls itself")


class ExternalIdentity(SQLModel, table=True):
    """Who an outside provider (OpenID Connect) vouches for, and whose account that is here."""

    __tablename__ = "external_identity"

    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    since: datetime


class HalfWaySignIn(SQLModel, table=True):
    """The right password was given and the second factor is still to be proven, or set up. Only the hash of its cookie is
    stored."""

    __tablename__ = "half_way_sign_in"

    token_hash: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    since: datetime


class SecondFactor(SQLModel, table=True):
    """The key that an account shares with an app of its owner, who shows by a code of it to have it (RFC 6238).

    The server computes the same codes, so the key is stored as it is; whoever reads the database still needs a password.
    """

    __tablename__ = "second_factor"

    user_id: int = Field(foreign_key="user_account.id", primary_key=True)
    secret: str
    confirmed_at: datetime | None = Field(default=None, description="By a first code; until then nothing asks for it")
    last_step: int = Field(default=0, description="Of the code that was used last: none counts twice")


class RecoveryCode(SQLModel, table=True):
    """Stands in once for the app of the second factor. Only its hash is stored."""

    __tablename__ = "recovery_code"

    code_hash: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    used_at: datetime | None = None


class KnownDevice(SQLModel, table=True):
    """A browser from which an account has signed in: wrong tries of others don't hold it up. Only the hash of its cookie is
    stored."""

    __tablename__ = "known_device"

    token_hash: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    seen_at: datetime


class FailedSignIn(SQLModel, table=True):
    """A wrong password or code, counted by account name and by address, or, from a known device, by that alone."""

    __tablename__ = "failed_sign_in"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    address: str = Field(index=True)
    failed_at: datetime
    device: str = Field(
        default="", sa_column_kwargs={"server_default": ""}, description="Hash of the known device; empty is none"
    )
    kind: str = Field(default="sign_in", sa_column_kwargs={"server_default": "sign_in"}, description="A `TryKind`")


class AuditEntry(SQLModel, table=True):
    """Who did what, when and from where; written in the same transaction as the change and never changed. See
    `rules/people/audit_chain.py` for `chained_hash`."""

    __tablename__ = "audit_entry"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    user_name: str
    what: str
    subject: str = ""
    note: str = ""
    address: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        description="The network address; empty is the command line or the program itself",
    )
    chained_hash: str = Field(default="", sa_column_kwargs={"server_default": ""})
