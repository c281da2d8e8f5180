"""The texts by which something is found, on both databases: those of the reader's scope and no other."""

import pytest
from sqlmodel import update

from data_model.rules.people.access import EVERYTHING, Scope
from data_model.store import open_session, open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.plans.search_texts import search_texts
from data_model.tables import Agency, Task
from tests.builders.stores import local

TODAY = local("2026-06-30 08:00").date()


@pytest.fixture
def named(worked_case):
    with open_transaction() as session:
        for code, aliases in (("A", ("SA", "Sở An")), ("B", ("SB",))):
            session.exec(update(Agency).where(Agency.code == code).values(aliases=aliases))
        for code, quote in (("T1", "Mở lớp đối ngoại"), ("T3", "Gặp mặt bạn bè quốc tế")):
            session.exec(update(Task).where(Task.code == code).values(quote=quote))


def texts(scope):
    with open_session() as session:
        return search_texts(session, read_facts(session, scope, today=TODAY))


def test_who_sees_everything_finds_by_every_text(named):
    found = texts(EVERYTHING)

    assert found.quotes == {"T1": "Mở lớp đối ngoại", "T3": "Gặp mặt bạn bè quốc tế"}
    assert found.agency_aliases == {"A": ("SA", "Sở An"), "B": ("SB",)}


def test_an_agency_finds_by_the_texts_of_its_own_tasks(named):
    found = texts(Scope(agency="B"))

    assert found.quotes == {"T3": "Gặp mặt bạn bè quốc tế"}
    assert found.agency_aliases == {"B": ("SB",)}
