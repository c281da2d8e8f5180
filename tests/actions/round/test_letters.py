"""The register of letters, on the case of docs/definitions.md §5, on both databases. A consolidates plan P1."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from actions.round.letters import register_letters
from data_model.rules.people.access import CurrentUser, NotAllowed
from data_model.rules.plans.periods import Period
from data_model.rules.round.letters import LetterProblem, LetterRefused, NewLetter, letters_too_soon
from data_model.store import open_session
from data_model.store.folder.dump import dump_folder
from data_model.store.round.letters import registered_letters
from data_model.tables import AuditEntry
from data_model.values import Role
from tests.builders.stores import TABLES, load, local

pytestmark = pytest.mark.usefixtures("worked_case")

CUONG = CurrentUser("cuong", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
ROUNDS = (("P1", Period.from_code("2026-Q2")),)
FIRST = NewLetter("B", ROUNDS, 12, date(2026, 6, 30), times=1)
AT = local("2026-07-20 09:00")


def register(*letters, user=CUONG):
    register_letters(user=user, letters=letters, at=AT)


def kept():
    with open_session() as session:
        return registered_letters(session, ROUNDS)


def test_a_letter_stands_in_the_register_with_number_day_addressee_and_which_it_is():
    register(FIRST)
    register(replace(FIRST, number=20, issued_on=date(2026, 7, 15), times=2))

    assert [(letter.number, letter.issued_on, letter.agency_name, letter.times) for letter in kept()] == [
        (20, date(2026, 7, 15), "Sở B", 2),
        (12, date(2026, 6, 30), "Sở B", 1),
    ]
    with open_session() as session:
        entries = [(entry.what, entry.subject, entry.note) for entry in session.exec(select(AuditEntry))]
        other_round = registered_letters(session, [("P1", Period.from_code("2026-Q1"))])
    assert entries[0] == ("register_letter", "B P1 2026-Q2", "12/2026-06-30 1")
    assert other_round == []


@pytest.mark.parametrize(
    "letter, problem",
    [
        (replace(FIRST, agency="C"), LetterProblem.NUMBER_USED),
        (replace(FIRST, number=13, issued_on=date(2026, 7, 21), times=2), LetterProblem.DATE_IN_FUTURE),
        (replace(FIRST, number=13), LetterProblem.REGISTERED_MEANWHILE),
    ],
)
def test_what_can_not_be_registered_is_refused_whole(letter, problem):
    register(FIRST)

    with pytest.raises(LetterRefused) as refused:
        register(replace(FIRST, agency="C", number=14), letter)
    assert refused.value.problem is problem
    assert [letter.number for letter in kept()] == [12]


@pytest.mark.parametrize(
    "user",
    [
        CurrentUser("em", "Đầu mối nơi khác", Role.COORDINATOR, agency="C"),
        CurrentUser("an", "Sở A", Role.REPORTER, agency="A"),
    ],
)
def test_only_the_office_of_the_plan_registers(user):
    with pytest.raises(NotAllowed):
        register(FIRST, user=user)

    assert kept() == []


@pytest.mark.parametrize("on, warned", [(date(2026, 7, 9), [12]), (date(2026, 7, 10), [])])
def test_a_letter_within_the_days_set_after_the_last_one_is_too_soon(on, warned):
    register(FIRST)
    second = replace(FIRST, number=20, issued_on=on, times=2)

    assert [letter.number for letter in letters_too_soon(kept(), [second], days_apart=10)] == warned
    assert letters_too_soon(kept(), [replace(second, agency="C", times=1)], days_apart=10) == []


def test_the_register_moves_with_the_data_folder(new_url, kind, tmp_path, monkeypatch):
    register(FIRST)
    before = kept()
    with open_session() as session:
        dump_folder(session, tmp_path / "out")

    monkeypatch.setenv("DATABASE_URL", new_url(kind, TABLES))
    load(tmp_path / "out")
    assert kept() == before
