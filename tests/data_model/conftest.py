"""The two ways in which the tests of the core ask what a store says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders.stores import local
from tests.recomputation.answers import by_the_product, by_the_recomputation


@pytest.fixture(params=[by_the_recomputation, by_the_product])
def ask(request: pytest.FixtureRequest, tmp_path: Path, empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> Callable:
    """`ask(rows, "2026-06-30 23:59", "2026-Q2")`: the rows of a folder, looked at in one of the two ways."""
    monkeypatch.setenv("DATABASE_URL", "")

    def answer(rows, as_of, period=None, *, unreviewed=False, **selection):
        return request.param(rows, tmp_path, empty_store, local(as_of), period, unreviewed, **selection)

    return answer
