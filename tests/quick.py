"""What `make quick` leaves out: the one place that decides which test needs a browser or PostgreSQL."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.two_processes import drives_a_browser

TESTS = Path(__file__).resolve().parent
ALL_SLOW = re.compile(r"^pytestmark = .*pytest\.mark\.slow", re.MULTILINE)


def is_left_out(path: Path, marks: str) -> bool:
    """Whether a file has no test that the expression `marks` takes, so that it need not be imported: half of the time of
    the quick tests would go into importing the others."""
    if not path.name.startswith("test_"):
        return False
    if "not browser" in marks and drives_a_browser(path.relative_to(TESTS.parent).as_posix()):
        return True
    return "not slow" in marks and ALL_SLOW.search(path.read_text(encoding="utf-8")) is not None


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
