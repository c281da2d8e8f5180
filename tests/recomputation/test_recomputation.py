"""Every figure of random small stores is exactly what a second, plain computation from the definitions says.

Where one is not, `python -m tests.recomputation.both_ways NUMBER` makes its store small.
"""

import os

import pytest

from data_model.rules.plans.periods import local_day
from tests.recomputation.both_ways import differences, facts_of
from tests.recomputation.known import Folder
from tests.recomputation.stores import a_case

pytestmark = pytest.mark.slow  # random stores, computed in two ways

FUZZ = int(os.environ.get("FUZZ", "1"))


@pytest.mark.parametrize("number", range(50 * FUZZ))
def test_every_figure_agrees_with_the_plain_computation(number, empty_store, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    rows, questions = a_case(number)
    facts = facts_of(rows, tmp_path, empty_store, local_day(max(as_of for as_of, *_ in questions)))
    folder = Folder(rows)

    for question in questions:
        assert differences(facts, folder, question) == [], question
