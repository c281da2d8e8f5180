"""Where uploads are taken: only from a browser window whose page has shown an upload box, and so much per person and day.

Streamlit takes a file of any signed-in person on any page and keeps it in memory as long as the window is open. Like files
for download, offers and counts stand in this process's memory: an upload reaches the process that drew the page.
"""

import time
from collections import defaultdict
from dataclasses import dataclass
from threading import Lock

OFFER_LASTS = 2 * 3_600
"""Seconds, as long as an idle session; each run of the page offers anew."""
DAY = 24 * 3_600
MOST_BYTES = 200 * 1024 * 1024
MOST_FILES = 100


@dataclass(frozen=True)
class _Taken:
    at: float
    size: int


_offers: dict[str, tuple[str, float]] = {}
"""By window (Streamlit's session): the signed-in session that it belongs to, and when it was offered last."""
_taken: dict[str, list[_Taken]] = defaultdict(list)
"""By account name."""
_lock = Lock()


def offer_upload(window: str, session: str) -> None:
    """The page in this window shows an upload box."""
    now = time.monotonic()
    with _lock:
        for other in [key for key, (_, at) in _offers.items() if now - at > OFFER_LASTS]:
            del _offers[other]
        _offers[window] = (session, now)


def is_offered(window: str, session: str) -> bool:
    """Whether this signed-in session may upload into the window."""
    with _lock:
        owner, at = _offers.get(window, ("", 0.0))
    return owner == session and time.monotonic() - at <= OFFER_LASTS


def may_take(user_name: str) -> bool:
    """Whether this person's uploads of the last 24 hours leave room for another."""
    with _lock:
        taken = _of_today(user_name)
        return len(taken) < MOST_FILES and sum(file.size for file in taken) < MOST_BYTES


def count_taken(user_name: str, size: int) -> None:
    with _lock:
        _of_today(user_name).append(_Taken(time.monotonic(), size))


def _of_today(user_name: str) -> list[_Taken]:
    since = time.monotonic() - DAY
    _taken[user_name] = [file for file in _taken[user_name] if file.at > since]
    return _taken[user_name]
