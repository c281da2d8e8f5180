"""Stores on SQLite and on PostgreSQL for the tests of the core."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data_model.store.engine import engine
from data_model.store.migrate import migrate
from tests.stores import TEMPLATE, WORKED_CASE, Postgres, load


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for the whole run, with one database that has today's tables."""
    server = Postgres()
    server.create(TEMPLATE)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATABASE_URL", server.url(TEMPLATE))
        migrate()
        engine().dispose()
    yield server
    server.stop()


@contextmanager
def using(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Point the product at a database for a while; its connections are closed at the end."""
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    monkeypatch.setenv("DATABASE_URL", url)
    engine().dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The test runs once on each database."""
    return request.param


@pytest.fixture
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., str]:
    """`new_url("sqlite")` is the address of an empty database; with `template` on PostgreSQL, of a copy."""
    made: list[str] = []

    def make(kind: str, template: str | None = None) -> str:
        made.append(kind)
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / f'store-{len(made)}.db'}"
        return request.getfixturevalue("postgres").new_database(template)

    return make


@pytest.fixture
def empty_database(kind: str, new_url: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database of this kind without any table."""
    with using(new_url(kind), monkeypatch) as url:
        yield url


@pytest.fixture
def database(kind: str, new_url: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty store of this kind with today's tables."""
    with using(new_url(kind, TEMPLATE), monkeypatch) as url:
        if kind == "sqlite":
            migrate()
        yield url


@pytest.fixture
def worked_case(database: str) -> None:
    """The store holds the case of docs/definitions.md §5."""
    load(WORKED_CASE)
