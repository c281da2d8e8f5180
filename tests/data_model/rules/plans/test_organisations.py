"""Successions followed from one to the next, never back in time, and round no circle."""

from datetime import date

import pytest

from data_model.rules.plans.facts import SuccessionFact
from data_model.rules.plans.organisations import Organisation
from data_model.values import SuccessionKind

Y26 = date(2026, 12, 1)


def organisation(*edges, on=Y26):
    """Edges as (day, kind, from, to)."""
    successions = [
        SuccessionFact(date.fromisoformat(day), SuccessionKind(kind), before, after or None)
        for day, kind, before, after in edges
    ]
    return Organisation.of_successions(successions, on)


CHAIN = [
    ("2025-07-01", "merged", "A", "AB"),
    ("2025-07-01", "merged", "B", "AB"),
    ("2026-03-01", "renamed", "AB", "ABC"),
    ("2027-01-01", "renamed", "ABC", "LATER"),
]


@pytest.mark.parametrize(("day", "body"), [("2025-06-30", "A"), ("2025-07-01", "AB"), ("2026-12-01", "ABC")])
def test_an_agency_is_followed_to_the_body_of_the_day(day, body):
    found = organisation(*CHAIN, on=date.fromisoformat(day))

    assert (found.of_agency("A"), found.of_reports("P1", "A"), found.account_of("A")) == (body, body, body)


def test_a_body_goes_on_with_all_that_have_ended_on_the_way():
    found = organisation(*CHAIN)

    assert found.predecessors("ABC", {"A", "B", "AB"}) == {"A", "B", "AB"}
    assert found.predecessors("ABC", {"AB"}) == {"AB"}
    assert found.predecessors("A", {"B"}) == frozenset()


def test_what_happened_to_the_successor_before_it_took_over_is_not_followed():
    found = organisation(("2025-01-01", "renamed", "B", "OLD"), ("2026-01-01", "merged", "A", "B"))

    assert (found.of_agency("A"), found.of_agency("B")) == ("B", "OLD")


@pytest.mark.parametrize("day", ["2025-07-01", "2026-07-01"])
def test_a_circle_that_a_folder_brought_ends(day):
    found = organisation(
        ("2025-07-01", "renamed", "A", "B"),
        (day, "renamed", "B", "C"),
        (day, "renamed", "C", "B"),
        (day, "merged", "B", "A"),
    )

    assert {found.account_of("A"), found.of_agency("A")} <= {"A", "B", "C"}


def test_dissolved_without_a_successor_it_stays_itself():
    found = organisation(("2026-01-01", "dissolved", "A", ""))

    assert (found.of_agency("A"), found.account_of("A"), found.changed) == ("A", "A", {"A"})


def test_of_one_that_was_split_the_account_stays_and_reports_go_to_one_body_alone():
    found = organisation(("2026-01-01", "split", "A", "C"), ("2026-01-01", "split", "A", "B"))

    assert (found.account_of("A"), found.of_reports("P1", "A")) == ("A", "B")
