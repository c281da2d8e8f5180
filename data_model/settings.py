"""Settings from environment variables, read at each call and not at import."""

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from data_model.values import Role

PROJECT_DIR = Path(__file__).resolve().parent.parent


class ServerSettings(BaseSettings):
    """What serving and the store need; an empty variable is one that is not set."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore")

    port: int = Field(default=8501, ge=1, le=65_535)
    database_url: str = ""
    tiendo_data: Path = PROJECT_DIR / "data"
    tiendo_documents: Path | None = None
    tiendo_letter_days: int = Field(default=10, ge=0)
    tiendo_metrics_token: str = ""
    tiendo_second_factor_roles: Annotated[frozenset[Role], NoDecode] = frozenset()

    @field_validator("database_url")
    @classmethod
    def names_a_database(cls, url: str) -> str:
        if not url:
            return url
        parts = urlsplit(url)
        _ = parts.port  # raises ValueError for what is no port
        if re.fullmatch(r"postgres(ql(\+psycopg)?)?", parts.scheme) and parts.path.strip("/"):
            return url
        if parts.scheme == "sqlite" and url.startswith("sqlite:///"):
            return url
        raise ValueError("neither PostgreSQL nor SQLite")

    @field_validator("tiendo_second_factor_roles", mode="before")
    @classmethod
    def names_roles(cls, text: object) -> object:
        return frozenset(filter(None, map(str.strip, text.split(",")))) if isinstance(text, str) else text

    @field_validator("tiendo_data", "tiendo_documents")
    @classmethod
    def is_or_may_become_a_folder(cls, path: Path | None) -> Path | None:
        if path is not None:
            there = next(parent for parent in (path, *path.absolute().parents) if parent.exists())
            if not there.is_dir() or not os.access(there, os.R_OK | os.W_OK | os.X_OK):
                raise ValueError("not a folder to write into")
        return path


_SERVER_VARIABLES = tuple(name.upper() for name in ServerSettings.model_fields)


def server_settings() -> ServerSettings:
    """Raises SettingWrong for the first wrong one."""
    return _server_settings(tuple(os.environ.get(name) for name in _SERVER_VARIABLES))


@lru_cache(maxsize=32)
def _server_settings(_values: tuple[str | None, ...]) -> ServerSettings:
    """Cached by the values of the variables: every message of every browser asks for the database."""
    try:
        return ServerSettings()
    except ValidationError as wrong:
        raise SettingWrong(_name_of(wrong.errors()[0]["loc"])) from None


def wrong_settings() -> list[str]:
    """The variables that are set to something that can't be used, those of the mail server included."""
    wrong = []
    try:
        ServerSettings()
    except ValidationError as errors:
        wrong += [_name_of(error["loc"]) for error in errors.errors()]
    for read in (mail_settings, reminder_settings, public_url_or_none, oidc_settings):
        try:
            read()
        except SettingWrong as error:
            wrong.append(error.name)
    return wrong


def _name_of(location: tuple[int | str, ...]) -> str:
    return str(location[0]).upper()


def data_dir() -> Path:
    """The folder of the SQLite file and the server's secrets: `TIENDO_DATA`, else `data/`."""
    return server_settings().tiendo_data


def documents_dir() -> Path:
    """The folder of the office's letterhead and own templates: `TIENDO_DOCUMENTS`, else `van-ban/` in `data_dir()`."""
    return server_settings().tiendo_documents or data_dir() / "van-ban"


def database_url() -> str:
    """`DATABASE_URL` as SQLAlchemy takes it, else a SQLite file in `data_dir()`."""
    url = server_settings().database_url
    return _for_sqlalchemy(url) if url else f"sqlite:///{data_dir() / 'tiendo.db'}"


def other_database_url(text: str) -> str:
    """The address of a database beside the one of the settings, as SQLAlchemy takes it. Raises SettingWrong."""
    try:
        ServerSettings.names_a_database(text)
    except ValueError:
        raise SettingWrong("DATABASE_URL") from None
    return _for_sqlalchemy(text)


def _for_sqlalchemy(url: str) -> str:
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def wants_demo() -> bool:
    """Whether a new store is filled with sample data: if `DATABASE_URL` is not set and `TIENDO_DEMO` is not 0."""
    return not os.environ.get("DATABASE_URL") and os.environ.get("TIENDO_DEMO", "1") != "0"


def letter_days() -> int:
    """`TIENDO_LETTER_DAYS`: a letter to an agency less than so many days after the last one wants to be confirmed; 10.

    Raises SettingWrong.
    """
    return server_settings().tiendo_letter_days


def second_factor_roles() -> frozenset[Role]:
    """`TIENDO_SECOND_FACTOR_ROLES`: who has to prove a second factor at each sign-in. Raises SettingWrong."""
    return server_settings().tiendo_second_factor_roles


def metrics_token() -> str:
    """`TIENDO_METRICS_TOKEN`: who shows it reads `/metrics`; empty is nobody. Raises SettingWrong."""
    return server_settings().tiendo_metrics_token


def port() -> int:
    """`PORT`. Raises SettingWrong."""
    return server_settings().port


def close_to_others(path: Path) -> None:
    """Leaves a file with secrets to its owner alone, whatever it was before. Raises SettingWrong where that is not ours to
    do."""
    if os.name == "nt" or not path.stat().st_mode & 0o077:
        return
    try:
        path.chmod(0o600)
    except PermissionError:
        raise SettingWrong("TIENDO_DATA") from None


class OidcSettings(BaseSettings):
    """The identity provider of single sign-on, and what its claims mean here.

    `roles` are the values of the claim of roles, in order, and the role that each makes; without `role_claim` an
    administrator says who is what, and people link their accounts themselves.
    """

    model_config = SettingsConfigDict(env_prefix="OIDC_", env_ignore_empty=True, extra="ignore", frozen=True)

    issuer: str = ""
    client_id: str = ""
    client_secret: str = ""
    scope: str = "openid profile email"
    label: str = "SSO"
    role_claim: str = ""
    roles: Annotated[tuple[tuple[str, Role], ...], NoDecode] = ()
    agency_claim: str = ""
    province_claim: str = ""
    strong_acr: str = ""

    @field_validator("issuer")
    @classmethod
    def is_reached_safely(cls, issuer: str) -> str:
        parts = urlsplit(issuer)
        if not issuer or parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1"):
            return issuer
        raise ValueError("not https")

    @field_validator("roles", mode="before")
    @classmethod
    def pairs(cls, text: object) -> object:
        if not isinstance(text, str):
            return text
        found = (pair.rpartition("=") for pair in text.split(",") if pair.strip())
        return tuple((value.strip(), role.strip()) for value, _, role in found)

    @field_validator("scope")
    @classmethod
    def asks_who_it_is(cls, scope: str) -> str:
        if "openid" not in scope.split():
            raise ValueError("no OpenID Connect")
        return scope


def oidc_settings() -> OidcSettings | None:
    """None without `OIDC_ISSUER`. Raises SettingWrong."""
    settings = _oidc_settings(tuple(os.environ.get(f"OIDC_{name.upper()}") for name in OidcSettings.model_fields))
    return settings if settings.issuer else None


@lru_cache(maxsize=32)
def _oidc_settings(_values: tuple[str | None, ...]) -> OidcSettings:
    try:
        settings = OidcSettings()
    except ValidationError as wrong:
        raise SettingWrong(f"OIDC_{_name_of(wrong.errors()[0]['loc'])}") from None
    if settings.issuer and not settings.client_id:
        raise SettingWrong("OIDC_CLIENT_ID")
    if settings.role_claim and not settings.roles:
        raise SettingWrong("OIDC_ROLES")
    return settings


class SettingWrong(ValueError):
    """A setting is missing or can't be read; `name` is its environment variable."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class MailSettings:
    """The mail server that sends reminders."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    sender: str


def mail_settings() -> MailSettings | None:
    """`SMTP_HOST`, `SMTP_PORT`, `SMTP_USER`, `SMTP_PASSWORD`, `SMTP_STARTTLS`, `SMTP_SENDER`; None without a host.

    Raises SettingWrong.
    """
    host = os.environ.get("SMTP_HOST", "")
    if not host:
        return None
    sender = os.environ.get("SMTP_SENDER", "")
    if "@" not in sender:
        raise SettingWrong("SMTP_SENDER")
    for name in ("SMTP_USER", "SMTP_PASSWORD"):
        if not os.environ.get(name, "").isascii():  # as smtplib sends them
            raise SettingWrong(name)
    return MailSettings(
        host=host,
        port=_whole("SMTP_PORT", 587),
        user=os.environ.get("SMTP_USER", ""),
        password=os.environ.get("SMTP_PASSWORD", ""),
        starttls=os.environ.get("SMTP_STARTTLS", "1") != "0",
        sender=sender,
    )


def public_url() -> str:
    """`PUBLIC_URL`: the address at which users open the app. Raises SettingWrong."""
    url = os.environ.get("PUBLIC_URL", "").rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise SettingWrong("PUBLIC_URL")
    return url


def public_url_or_none() -> str | None:
    """`PUBLIC_URL` where it is set. Raises SettingWrong."""
    return public_url() if os.environ.get("PUBLIC_URL") else None


@dataclass(frozen=True)
class LinkedMail:
    """The mail server, and the address of the app for links in letters."""

    server: MailSettings
    public_url: str


def linked_mail() -> LinkedMail | None:
    """None unless both are set: `SMTP_HOST` and `PUBLIC_URL`. Raises SettingWrong."""
    server, url = mail_settings(), public_url_or_none()
    return LinkedMail(server, url) if server is not None and url is not None else None


@dataclass(frozen=True)
class ReminderSettings:
    """How many days before the due day reminders begin, and how many days pass before the next one."""

    days_before: int
    again_after_days: int


def reminder_settings() -> ReminderSettings:
    """`REMIND_DAYS_BEFORE` and `REMIND_AGAIN_AFTER_DAYS`. Raises SettingWrong."""
    return ReminderSettings(_whole("REMIND_DAYS_BEFORE", 3), _whole("REMIND_AGAIN_AFTER_DAYS", 3))


def _whole(name: str, default: int) -> int:
    text = os.environ.get(name, str(default))
    if not text.isascii() or not text.isdigit():
        raise SettingWrong(name)
    return int(text)
