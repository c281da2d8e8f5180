"""Two stores to check files against: the five plans without a report, and a plan with yearly tasks over a new year."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from data_model.settings import PROJECT_DIR
from data_model.store import open_session
from data_model.store.base.migrate import migrate
from tests.builders.store_fixtures import FILE, using
from tests.builders.stores import load

YEARLY = Path(__file__).parent / "store_yearly"


@pytest.fixture(scope="module")
def five_plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    yield from _filled(tmp_path_factory, PROJECT_DIR / "seed_data")


@pytest.fixture(scope="module")
def yearly_tasks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    yield from _filled(tmp_path_factory, YEARLY)


def _filled(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("store") / "store.db"
    with pytest.MonkeyPatch.context() as environment, using(f"{FILE}{path}", environment):
        migrate()
        load(folder)
        with open_session() as session:
            yield session
