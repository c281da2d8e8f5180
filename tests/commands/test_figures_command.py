"""`manage.py figures --organisation`: agencies as reported then, or by the organisation of a day."""

import json
from datetime import date

import pytest

import manage
from actions.plans.successions import make_succession
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.successions import Move
from data_model.values import Role, SuccessionKind
from tests.builders.stores import WORKED_CASE, local

ON = ("--period", "2026-Q2", "--as-of", "2026-06-30")


@pytest.fixture
def by_agency(store, capsys):
    """Since 25 June C is part of B."""
    assert manage.main(["load", str(WORKED_CASE)]) == 0
    make_succession(
        user=CurrentUser("an", "An", Role.ADMIN),
        move=Move(SuccessionKind.MERGED, date(2026, 6, 25), ("C",), ("B",), "Quyết định"),
        new=[],
        at=local("2026-06-30 09:00"),
    )
    capsys.readouterr()

    def call(*words):
        assert manage.main(["figures", "--by", "agency", *ON, *words, "--json"]) == 0
        return {
            row["key"]: (row["completeness"]["n"], row["completeness"]["d"])
            for row in json.loads(capsys.readouterr().out)
        }

    return call


def test_what_a_merged_agency_sent_is_of_who_goes_on_with_it_from_that_day_on(by_agency):
    assert by_agency() == by_agency("--organisation", "2026-06-24") == {"A": (1, 1), "B": (0, 1), "C": (1, 1)}
    assert by_agency("--organisation", "2026-06-25") == {"A": (1, 1), "B": (1, 2)}
    assert by_agency("--organisation", "2026-06-25", "--agency", "B") == {"B": (1, 2)}
