"""Settings from the environment, read when asked for (never remembered at import)."""

import os
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """Where the SQLite file and the server's own secrets live: `TIENDO_DATA`, else `data/`."""
    return Path(os.environ.get("TIENDO_DATA", PROJECT_DIR / "data"))


def documents_dir() -> Path:
    """Where the office keeps its letterhead and its own templates: `TIENDO_DOCUMENTS`, else `van-ban/` in `data_dir()`."""
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
    """With no configuration a new store is filled with the plans and sample reports."""
    return not os.environ.get("DATABASE_URL") and os.environ.get("TIENDO_DEMO", "1") != "0"


def port() -> str:
    """`PORT` as it was given; the command line reads it as a number."""
    return os.environ.get("PORT", "8501")
