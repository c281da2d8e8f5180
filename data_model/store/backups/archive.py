"""The archive of a backup: a compressed tar of `manifest.json`, the database and the office's files."""

import gzip
import os
import tarfile
import zlib
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from data_model.rules.backups import BackupProblem, BackupRefused

PRODUCT = "tien-do"
MANIFEST = "manifest.json"
SUFFIX = ".tar.gz"
_UNFINISHED = ".unfinished"
CHUNK = 1 << 20


class Manifest(BaseModel):
    """What an archive holds. `sha256` is by the path of a part in the archive, `rows` by table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    product: Literal["tien-do"]
    version: str
    made_at: datetime
    database: Literal["sqlite", "postgresql"]
    revision: str
    sha256: dict[str, str]
    rows: dict[str, int]


def archive_path(folder: Path, at: datetime) -> Path:
    """Named by its instant in UTC, so that names sort as the backups were made."""
    return folder / f"{PRODUCT}-{at:%Y%m%dT%H%M%S.%fZ}{SUFFIX}"


def checksums(content: Path) -> dict[str, str]:
    """SHA-256 of every file of a folder, by its path in there."""
    files = sorted(path for path in content.rglob("*") if path.is_file())
    return {path.relative_to(content).as_posix(): _sha256(path) for path in files}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def pack(content: Path, manifest: Manifest, archive: Path) -> None:
    """Writes the archive, for its owner alone, and gives it its name when it is whole and on the disk."""
    unfinished = archive.with_name(f".{archive.name}{_UNFINISHED}")
    (content / MANIFEST).write_text(manifest.model_dump_json(indent=2), encoding="utf-8")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                for name in (MANIFEST, *manifest.sha256):
                    tar.add(content / name, arcname=name)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(archive)
    finally:
        unfinished.unlink(missing_ok=True)


def unpack(archive: Path, content: Path) -> Manifest:
    """Writes the parts into the empty folder `content` and compares them with their checksums.

    Raises BackupRefused for what is no backup of this product, and for one that was damaged or changed.
    """
    try:
        with gzip.open(archive) as file:
            while file.read(CHUNK):  # to its own checksum, of the list of contents too, before anything is believed
                pass
        with tarfile.open(archive, mode="r:gz") as tar:
            _extract(tar, content)
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # the disk, not what was read from it
            raise
        raise BackupRefused(BackupProblem.UNREADABLE, archive.name) from None
    try:
        manifest = Manifest.model_validate_json((content / MANIFEST).read_bytes())
    except (FileNotFoundError, ValidationError):
        raise BackupRefused(BackupProblem.FOREIGN, archive.name) from None
    (content / MANIFEST).unlink()
    _compare(manifest.sha256, checksums(content))
    return manifest


def _extract(tar: tarfile.TarFile, content: Path) -> None:
    for member in tar:
        if not member.isfile():
            raise BackupRefused(BackupProblem.PART_UNKNOWN, member.name)
        tar.extract(member, content, filter="data")  # refuses paths that lead out of the folder


def _compare(promised: dict[str, str], found: dict[str, str]) -> None:
    for name in promised.keys() - found.keys():
        raise BackupRefused(BackupProblem.PART_MISSING, name)
    for name in found.keys() - promised.keys():
        raise BackupRefused(BackupProblem.PART_UNKNOWN, name)
    for name, checksum in promised.items():
        if found[name] != checksum:
            raise BackupRefused(BackupProblem.PART_DAMAGED, name)


def remove_old(folder: Path, keep: int) -> list[Path]:
    """Deletes all archives in the folder but the `keep` newest; other files stay. Returns what was deleted."""
    old = sorted(folder.glob(f"{PRODUCT}-{'[0-9]' * 8}T*Z{SUFFIX}"))[:-keep]
    for archive in old:
        archive.unlink()
    return old
