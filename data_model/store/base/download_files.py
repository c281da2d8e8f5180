"""Files offered for download: each to one signed-in session, under an address of its own, for an hour.

A file is made when it is asked for. Offers stand in this process's memory, since a page that was drawn by another
process offers its files there; what was written to disk beforehand, because it takes long, is offered by its path.
"""

import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from data_model.settings import data_dir

ADDRESS = "/take-away"
"""The address from which the app serves them."""
KEEP_SECONDS = 3_600
MOST_OFFERS = 20
"""Kept of one button in one session: every other filter offers another file, and a second window shows its own."""
MOST_FILES = 3


class FileNotMade(Exception):
    """An offered file can't be made as things are; the text says why, to who asked for it."""


@dataclass(frozen=True)
class OfferedFile:
    """`make` returns the content, or the path that it was written to; it may raise FileNotMade."""

    name: str
    media_type: str
    make: Callable[[], bytes | Path]
    of: object = field(repr=False)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    offered_at: float = field(default_factory=time.monotonic)


_offers: dict[str, dict[str, list[OfferedFile]]] = {}
"""By session, which is the hash of its cookie, so that whoever has another cookie can't name the file; and by button."""
_lock = Lock()


def offer(
    session: str,
    button: str,
    make: Callable[[], bytes | Path],
    *,
    name: str,
    media_type: str,
    of: object,
    keep: int = MOST_OFFERS,
) -> str:
    """The address of the file for an hour; the same as before while the button's file is of the same (`of`).

    Of the button's offers the last `keep` stay.
    """
    made = OfferedFile(name, media_type, make, of)
    with _lock:
        offered = _offers.setdefault(session, {}).setdefault(button, [])
        if offered and (offered[-1].name, offered[-1].of) == (name, of):
            made = replace(made, token=offered.pop().token)
        offered.append(made)
        del offered[:-keep]
    return f"{ADDRESS}/{made.token}/{quote(name)}"


def offered_file(session: str, token: str) -> OfferedFile | None:
    """What was offered to this session under this token within the last hour."""
    with _lock:
        return next(
            (one for offered in _offers.get(session, {}).values() for one in offered if one.token == token), None
        )


def new_file(session: str, name: str) -> Path:
    """The path to write a file for this session to; of its files on disk the last `MOST_FILES` stay."""
    sweep()
    before = sorted(_folder().glob(f"{session}-*"), key=lambda folder: folder.stat().st_mtime_ns)
    for folder in before[: 1 - MOST_FILES]:
        shutil.rmtree(folder, ignore_errors=True)
    folder = _folder() / f"{session}-{secrets.token_hex(8)}"
    folder.mkdir(parents=True, mode=0o700)
    return folder / name


def sweep() -> None:
    """Drops offers and files older than an hour, also the files of a server that has ended."""
    _drop_offers(before=time.monotonic() - KEEP_SECONDS)
    for folder in _folder().glob("*"):
        if folder.stat().st_mtime < time.time() - KEEP_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _drop_offers(*, before: float) -> None:
    with _lock:
        for session, buttons in list(_offers.items()):
            for button, offered in list(buttons.items()):
                buttons[button] = [one for one in offered if one.offered_at >= before]
                if not buttons[button]:
                    del buttons[button]
            if not buttons:
                del _offers[session]


def _folder() -> Path:
    return data_dir() / "take-away"
