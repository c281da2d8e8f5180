"""Callbacks for the progress of long work."""

from collections.abc import Callable

OnProgress = Callable[[int, int], None]
"""Called with (done, total) during long work."""


def ignore_progress(done: int, total: int) -> None:
    """For callers without a screen."""
