"""Stores on SQLite and on PostgreSQL, as fixtures for every folder of tests: one server a run, and what is made once is
copied."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy

import pytest

from data_model.store.base.engine import engine
from data_model.store.base.migrate import migrate
from tests.builders.stores import CASE, TABLES, WORKED_CASE, Postgres, load

FILE = "sqlite:///"


@contextmanager
def using(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Point the product at a database for a while; its connections are closed at the end."""
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    monkeypatch.setenv("DATABASE_URL", url)
    engine().dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for the whole run."""
    server = Postgres()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The test runs once on each database."""
    return request.param


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], str]:
    """`template("sqlite", TABLES)` is the address of a store to copy, made when first asked for."""
    made: dict[tuple[str, str], str] = {}
    folder = tmp_path_factory.mktemp("templates")

    def make(kind: str, holds: str) -> str:
        if (kind, holds) not in made:
            path = f"{FILE}{folder / holds}.db"
            url = path if kind == "sqlite" else request.getfixturevalue("postgres").create()
            with pytest.MonkeyPatch.context() as environment, using(url, environment):
                migrate()
                if holds == CASE:
                    load(WORKED_CASE)
            made[kind, holds] = url
        return made[kind, holds]

    return make


@pytest.fixture
def new_url(
    request: pytest.FixtureRequest, tmp_path: Path, template: Callable[[str, str], str]
) -> Iterator[Callable[..., str]]:
    """`new_url("sqlite")` is the address of an empty database, `new_url("sqlite", CASE)` of one that holds that."""
    made: list[str] = []

    def make(kind: str, holds: str | None = None) -> str:
        copied = template(kind, holds) if holds else None
        if kind == "sqlite":
            path = tmp_path / f"store-{len(made)}.db"
            made.append(f"{FILE}{path}")
            if copied:
                copy(copied.removeprefix(FILE), path)
        else:
            assert request.node.get_closest_marker("postgresql"), "say so with @pytest.mark.usefixtures('postgres')"
            made.append(request.getfixturevalue("postgres").create(copied))
        return made[-1]

    yield make
    for url in made:
        if not url.startswith(FILE):
            request.getfixturevalue("postgres").drop(url)


@pytest.fixture
def empty_database(kind: str, new_url: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database of this kind without any table."""
    with using(new_url(kind), monkeypatch) as url:
        yield url


@pytest.fixture
def database(kind: str, new_url: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty store of this kind with today's tables."""
    with using(new_url(kind, TABLES), monkeypatch) as url:
        yield url


@pytest.fixture
def worked_case(kind: str, new_url: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The store holds the case of docs/definitions.md §5."""
    with using(new_url(kind, CASE), monkeypatch) as url:
        yield url


@pytest.fixture
def worked_case_on_sqlite(new_url: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The same in a SQLite file, for what does not depend on the database."""
    with using(new_url("sqlite", CASE), monkeypatch) as url:
        yield url


@pytest.fixture(scope="session")
def empty_store(template: Callable[[str, str], str]) -> Path:
    """A SQLite file with today's tables, to be copied."""
    return Path(template("sqlite", TABLES).removeprefix(FILE))
