"""Stores for the tests of pages: one of each kind for a whole run, and copies for the tests that change something."""

from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import pytest

from tests.builders.pages import PageStore, fill, sessions
from tests.builders.store_fixtures import FILE, using


@pytest.fixture(scope="session")
def page_store(tmp_path_factory: pytest.TempPathFactory, empty_store: Path) -> Callable[[str], PageStore]:
    """`page_store(ONE_REPORT)`, made when first asked for."""
    made: dict[str, PageStore] = {}
    folder = tmp_path_factory.mktemp("page_stores")

    def make(holds: str) -> PageStore:
        if holds not in made:
            path = folder / f"{holds}.db"
            copyfile(empty_store, path)
            with pytest.MonkeyPatch.context() as environment, using(f"{FILE}{path}", environment) as url:
                fill(holds, folder / holds)
                made[holds] = PageStore(url, sessions())
        return made[holds]

    return make


@pytest.fixture
def shared(page_store: Callable[[str], PageStore], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], PageStore]:
    """`shared(ONE_REPORT)` is the store of all tests that only read."""

    def point_at(holds: str) -> PageStore:
        store = page_store(holds)
        monkeypatch.setenv("DATABASE_URL", store.url)
        return store

    return point_at


@pytest.fixture
def own(
    page_store: Callable[[str], PageStore], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], PageStore]:
    """`own(ONE_REPORT)` is a copy for this test alone."""
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path))

    def copied(holds: str) -> PageStore:
        template = page_store(holds)
        path = tmp_path / f"{holds}.db"
        copyfile(template.url.removeprefix(FILE), path)
        monkeypatch.setenv("DATABASE_URL", f"{FILE}{path}")
        return PageStore(f"{FILE}{path}", template.sessions)

    return copied
