"""What the frame has just read from the store and leaves to the page of the same run, which need not ask again.

Each is taken once, by the first to ask in the page. Whoever asks later, in a callback or in a fragment, asks the store.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from data_model.store.base.engine import Versions
from data_model.store.people.accounts import Visit


class _Shared(threading.local):
    """A run has its thread to itself; copies of its context, which may live longer, have nothing of this."""

    visit: Visit | None = None
    versions: Versions | None = None


_SHARED = _Shared()


@contextmanager
def share_with_page(visit: Visit) -> Iterator[None]:
    """While the page runs, what is known of its reader and of the store may be taken."""
    _SHARED.visit, _SHARED.versions = visit, visit.versions
    try:
        yield
    finally:
        _SHARED.visit = _SHARED.versions = None


def shared_visit() -> Visit | None:
    taken, _SHARED.visit = _SHARED.visit, None
    return taken


def shared_versions() -> Versions | None:
    taken, _SHARED.versions = _SHARED.versions, None
    return taken
