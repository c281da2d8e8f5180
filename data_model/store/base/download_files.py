"""Files prepared for download: one for each signed-in session, on disk for an hour."""

import shutil
import time
from pathlib import Path

from data_model.settings import data_dir

ADDRESS = "/take-away"
"""The address from which the app serves them."""
_KEEP_SECONDS = 3_600


def new_file(session: str, name: str) -> Path:
    """The path to write a file for this session to; removes the session's previous file.

    `session` is the hash of its cookie: whoever has another cookie can't name the file.
    """
    sweep()
    folder = _folder() / session
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    return folder / name


def finished_file(session: str, name: str) -> Path | None:
    """The finished file of this name of this session, or None."""
    folder = _folder() / session
    return next((path for path in folder.glob("*") if path.name == name), None)


def sweep() -> None:
    """Removes files older than an hour, also those of a server that has ended."""
    for folder in _folder().glob("*"):
        if folder.stat().st_mtime < time.time() - _KEEP_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _folder() -> Path:
    return data_dir() / "take-away"
