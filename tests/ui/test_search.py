"""What each reader finds: in their scope, by the words, in the order of the Vietnamese alphabet."""

from datetime import date

import pytest
from sqlmodel import update

from data_model.rules.people.access import EVERYTHING, Scope
from data_model.store import open_session, open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.plans.search_texts import search_texts
from data_model.tables import Task
from tests.builders.stores import WORKED_CASE, load
from ui.search import Index, index_of
from wording.search import SearchQuery

TODAY = date(2026, 6, 30)


TASKS = {
    "T1": ("Đối ngoại nhân dân", ""),
    "T2": ("An ninh mạng", "phối hợp với lực lượng đối ngoại"),
    "T3": ("Ăn ở cho khách đối ngoại", ""),
    "T4": ("Dạy tiếng Anh cho cán bộ đối ngoại", ""),
}


@pytest.fixture(autouse=True)
def case(store):
    load(WORKED_CASE)
    with open_transaction() as session:
        for code, (title, quote) in TASKS.items():
            session.exec(update(Task).where(Task.code == code).values(title=title, quote=quote))


def found(words: str, scope: Scope = EVERYTHING, today: date = TODAY) -> Index:
    with open_session() as session:
        facts = read_facts(session, scope, today=today)
        return index_of(facts, search_texts(session, facts), today=today).found(SearchQuery.from_text(words))


def codes(entries) -> list[str]:
    return [entry.code for entry in entries]


def test_tasks_are_found_by_title_and_quote_in_the_order_of_the_alphabet():
    assert codes(found("doi ngoai").tasks) == ["T2", "T3", "T4", "T1"]  # An, Ăn, Dạy, Đối


def test_an_agency_finds_its_own_tasks_and_itself_alone():
    own = found("doi ngoai", Scope(agency="B"))

    assert codes(own.tasks) == ["T3"]
    assert codes(found("so").agencies) == ["A", "B", "C"]
    assert codes(found("so", Scope(agency="B")).agencies) == ["B"]


def test_documents_are_found_by_number_code_title_and_other_names():
    assert codes(found("1/kh-ubnd").documents) == ["P1"]
    assert codes(found("p1").documents) == ["P1"]
    assert codes(found("chi thi 04").documents) == ["04-CT-TW"]
    assert codes(found("doi ngoai nhan dan").documents) == ["P1", "04-CT-TW"]


def test_a_task_of_a_plan_that_is_not_issued_yet_is_not_found():
    assert found("doi ngoai", today=date(2025, 12, 19)).tasks == ()


def test_where_nothing_is_typed_nothing_is_found():
    assert found("  ") == Index((), (), ())
