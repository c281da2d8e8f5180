"""What `make quick` leaves out: the one place that decides which test needs a browser or PostgreSQL."""

from collections.abc import Iterable

import pytest


def mark_what_is_needed(items: Iterable[pytest.Item]) -> None:
    """Marks `browser` and `postgresql`, by fixtures. A test that runs on each database is marked on PostgreSQL alone."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "browser" in fixtures:
            item.add_marker("browser")
        if "postgres" in fixtures or "postgresql" in parameters(item):
            item.add_marker("postgresql")


def parameters(item: pytest.Item) -> list[object]:
    return list(item.callspec.params.values()) if hasattr(item, "callspec") else []
