"""Settings from environment variables, read at each call and not at import."""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """The folder of the SQLite file and the server's secrets: `TIENDO_DATA`, else `data/`."""
    return Path(os.environ.get("TIENDO_DATA", PROJECT_DIR / "data"))


def documents_dir() -> Path:
    """The folder of the office's letterhead and own templates: `TIENDO_DOCUMENTS`, else `van-ban/` in `data_dir()`."""
    return Path(os.environ.get("TIENDO_DOCUMENTS", data_dir() / "van-ban"))


def database_url() -> str:
    """`DATABASE_URL` as SQLAlchemy takes it, else a SQLite file in `data_dir()`."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return f"sqlite:///{data_dir() / 'tiendo.db'}"
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
    return _whole("TIENDO_LETTER_DAYS", 10)


def port() -> str:
    """`PORT` as it was given; the command line reads it as a number."""
    return os.environ.get("PORT", "8501")


def close_to_others(path: Path) -> None:
    """Leaves a file with secrets to its owner alone, whatever it was before. Raises SettingWrong where that is not ours to
    do."""
    if os.name == "nt" or not path.stat().st_mode & 0o077:
        return
    try:
        path.chmod(0o600)
    except PermissionError:
        raise SettingWrong("TIENDO_DATA") from None


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
