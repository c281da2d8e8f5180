"""A backup of all that makes up a store: the database, the key of its cookies, the office's letterhead and templates."""

import os
import shutil
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from sqlalchemy.engine import make_url

from data_model import settings
from data_model.rules.backups import BackupProblem, BackupRefused
from data_model.store.backups import postgresql, sqlite
from data_model.store.backups.archive import PRODUCT, Manifest, archive_path, checksums, pack, remove_old, unpack
from data_model.store.base.migrate import knows_revision
from data_model.store.base.tables import StoreContent
from data_model.values import UTC

COOKIE_SECRET, DOCUMENTS = "cookie_secret", "documents"
DATABASE: dict[Literal["sqlite", "postgresql"], str] = {"sqlite": "database.sqlite", "postgresql": "database.dump"}
"""The part of an archive that holds the database, by its kind."""


@dataclass(frozen=True)
class Backup:
    """An archive that was written, and the older ones that gave way to it."""

    archive: Path
    manifest: Manifest
    removed: list[Path]


def back_up(folder: Path, *, at: datetime, keep: int | None = None) -> Backup:
    """Writes an archive of the store into a folder while people work, and deletes all but the `keep` newest there.

    Raises BackupRefused; SQLAlchemyError if the database can't be reached; OSError.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    archive = archive_path(folder, at.astimezone(UTC))
    with TemporaryDirectory(dir=folder, prefix=f".{PRODUCT}-") as made_in:
        content = Path(made_in)
        found = _copy_database(content)
        _copy_files(content, without=folder.resolve())
        manifest = Manifest(
            product="tien-do",
            version=_product_version(),
            made_at=at,
            database=_kind(),
            revision=found.revision or "",
            sha256=checksums(content),
            rows=found.rows,
        )
        pack(content, manifest, archive)
    return Backup(archive, manifest, remove_old(folder, keep) if keep else [])


def restore(archive: Path) -> Manifest:
    """Puts a backup where the settings say that the store is, if nothing is there; counts the rows afterwards.

    The database stays at the migration it was at; serving it runs the later ones. Raises BackupRefused; SQLAlchemyError
    if the database can't be reached; OSError.
    """
    _refuse_what_is_there()
    place = settings.data_dir() if _kind() == "postgresql" else _sqlite_path().parent
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=place, prefix=f".{PRODUCT}-") as unpacked_in:
        content = Path(unpacked_in)
        manifest = unpack(archive, content)
        _check_fits(manifest)
        _refuse_files_there(content)
        _fill_database(content / DATABASE[manifest.database], manifest)
        _put_files(content)
    return manifest


def _kind() -> Literal["sqlite", "postgresql"]:
    return "sqlite" if make_url(settings.database_url()).get_backend_name() == "sqlite" else "postgresql"


def _sqlite_path() -> Path:
    return Path(make_url(settings.database_url()).database or "")


def _product_version() -> str:
    project = tomllib.loads((settings.PROJECT_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def _copy_database(content: Path) -> StoreContent:
    copy = content / DATABASE[_kind()]
    if _kind() == "postgresql":
        return postgresql.copy_database(settings.database_url(), copy)
    found = sqlite.copy_database(_sqlite_path(), copy)
    if found.revision is None:
        raise BackupRefused(BackupProblem.NO_STORE)
    return found


def _copy_files(content: Path, *, without: Path) -> None:
    """`without` is the folder of the backups, which may stand in the one that is copied."""
    secret = settings.data_dir() / COOKIE_SECRET
    if secret.is_file():
        _copy(secret, content / COOKIE_SECRET)
    folder = settings.documents_dir()
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.resolve().is_relative_to(without):
            _copy(path, content / DOCUMENTS / path.relative_to(folder))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as read, os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as to:
        shutil.copyfileobj(read, to)


def _refuse_what_is_there() -> None:
    if _kind() == "sqlite":
        is_empty = sqlite.is_empty_place(_sqlite_path())
    else:
        is_empty = not postgresql.content_of(settings.database_url()).rows
    if not is_empty:
        raise BackupRefused(BackupProblem.NOT_EMPTY)


def _check_fits(manifest: Manifest) -> None:
    if manifest.database != _kind():
        raise BackupRefused(BackupProblem.OTHER_DATABASE, manifest.database)
    if not knows_revision(manifest.revision):
        raise BackupRefused(BackupProblem.NEWER_VERSION, manifest.version)
    if DATABASE[manifest.database] not in manifest.sha256:
        raise BackupRefused(BackupProblem.PART_MISSING, DATABASE[manifest.database])


def _files(content: Path) -> list[tuple[Path, Path]]:
    """Each file of the office in an unpacked archive, and where it belongs."""
    documents = content / DOCUMENTS
    found = [
        (path, settings.documents_dir() / path.relative_to(documents))
        for path in sorted(documents.rglob("*"))
        if path.is_file()
    ]
    secret = content / COOKIE_SECRET
    return [*found, (secret, settings.data_dir() / COOKIE_SECRET)] if secret.is_file() else found


def _refuse_files_there(content: Path) -> None:
    for _, target in _files(content):
        if target.exists():
            raise BackupRefused(BackupProblem.FILE_THERE, str(target))


def _put_files(content: Path) -> None:
    for path, target in _files(content):
        _copy(path, target)


def _fill_database(copy: Path, manifest: Manifest) -> None:
    if manifest.database == "postgresql":
        postgresql.fill_database(settings.database_url(), copy)
        _compare_rows(manifest, postgresql.content_of(settings.database_url()))
    else:
        _compare_rows(manifest, sqlite.content_of(copy))
        copy.chmod(0o600)
        copy.replace(_sqlite_path())


def _compare_rows(manifest: Manifest, found: StoreContent) -> None:
    for name in sorted(manifest.rows.keys() | found.rows.keys()):
        if manifest.rows.get(name) != found.rows.get(name):
            raise BackupRefused(BackupProblem.ROWS_DIFFER, name)
