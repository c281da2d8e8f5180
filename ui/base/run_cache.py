"""What the frame has just read from the store, shared with the page of the same run.

Each value can be taken once, by the first call in the page. Later calls, as in a callback or fragment, read the store.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from data_model.store.base.engine import Versions
from data_model.store.people.accounts import Visit


class _Shared(threading.local):
    """Thread-local, as a run has its own thread; a context variable could outlive the run in copies of its context."""

    visit: Visit | None = None
    versions: Versions | None = None


_SHARED = _Shared()


@contextmanager
def share_with_page(visit: Visit) -> Iterator[None]:
    """While the page runs, its visit and the store's versions may be taken."""
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
