"""How `make test` shares the tests out to two processes: no two browsers at once, and each file in one process."""

import pytest
from xdist.scheduler import LoadScopeScheduling

BROWSER = (
    "tests/journeys/",
    "tests/web/test_browser.py",
    "tests/web/test_every_page.py",
)
"""Where the tests stand that drive a browser."""


def drives_a_browser(test: str) -> bool:
    return test.startswith(BROWSER)


class FilesTogether(LoadScopeScheduling):
    """A file's tests stay together, so that what it sets up is set up once; those of a browser are like one file.

    pytest-xdist's own `--dist loadgroup` writes the groups into names that pytest 9.2 no longer lets it change.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if drives_a_browser(nodeid) else nodeid.partition("::")[0]


def browser_first(items: list[pytest.Item]) -> None:
    """They take longest; the process that is not busy with them takes one file after another meanwhile."""
    items.sort(key=lambda item: not drives_a_browser(item.nodeid))
