"""Files that were made for somebody to take away: one for each session, on the disk, for an hour."""

import shutil
import time
from pathlib import Path

from data_model.settings import data_dir

ADDRESS = "/take-away"
"""Where the app hands them out."""
_KEPT_SECONDS = 3_600


def new_file(session: str, name: str) -> Path:
    """Where a file for this session is to be written; what was made for it before is removed.

    `session` is the hash of its cookie: whoever has another cookie can't name the file.
    """
    sweep()
    folder = _folder() / session
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    return folder / name


def finished_file(session: str, name: str) -> Path | None:
    """The finished file of this name that was made for this session, if it is still there."""
    folder = _folder() / session
    return next((path for path in folder.glob("*") if path.name == name), None)


def sweep() -> None:
    """Remove what was made more than an hour ago, by this server or by one that has ended since."""
    for folder in _folder().glob("*"):
        if folder.stat().st_mtime < time.time() - _KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _folder() -> Path:
    return data_dir() / "take-away"
