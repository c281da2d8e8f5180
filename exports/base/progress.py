"""Who hears how far a long work is."""

from collections.abc import Callable

OnProgress = Callable[[int, int], None]
"""Hears how many of how many are made, while a long work goes on."""


def ignore_progress(done: int, total: int) -> None:
    """Where nobody waits in front of a screen."""
