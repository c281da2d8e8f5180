"""Names stand in the order of the Vietnamese alphabet, the same on both databases."""

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from data_model.rules.people.hashing import hash_token
from data_model.settings import PROJECT_DIR
from data_model.store import open_transaction
from data_model.tables import Agency, Assignment, Task
from data_model.values import AgencyKind, AssignmentRole, Mode
from tests.builders.accounts import add_accounts, token_of
from tests.builders.stores import WORKED_CASE, load

IN_ORDER = [
    "An Giang",
    "Ăn Khê",
    "Ân Thi",
    "Bình Lục",
    "Dương Kinh",
    "Đông Anh",
    "Hòa An",
    "Oai",
    "Ô Môn",
    "Ơn",
    "Ứng Hòa",
]
LOADED = [
    "Ứng Hòa",
    "Đông Anh",
    "Ơn",
    "Ăn Khê",
    "Oai",
    "An Giang",
    "Dương Kinh",
    "Ô Môn",
    "Hòa An",
    "Ân Thi",
    "Bình Lục",
]


@pytest.fixture
def agencies(database):
    """The worked case, its first task coordinated by agencies of these names."""
    load(WORKED_CASE)
    add_accounts()
    with open_transaction() as session:
        task = session.exec(select(Task).where(Task.code == "T1")).one()
        for number, name in enumerate(LOADED):
            session.add(Agency(id=100 + number, code=f"X{number}", name=name, kind=AgencyKind.DISTRICT))
            session.flush()
            session.add(
                Assignment(task_id=task.id, agency_id=100 + number, role=AssignmentRole.LEAD, mode=Mode.ASSIGNED)
            )


def run(path: str, who: str) -> AppTest:
    at = AppTest.from_file(str(PROJECT_DIR / path), default_timeout=30)
    at.user = {"session": hash_token(token_of(who))}
    return at.run()


def named(names) -> list[str]:
    return [name for name in names if name in IN_ORDER]


def test_the_filter_by_agency_has_them_in_the_order_of_the_alphabet(agencies):
    at = run("dashboard.py", "lan")

    assert named(at.selectbox(key="agency").options) == IN_ORDER
    at.session_state["show"] = "rates"
    at.session_state["numbers_by_agency_rates"] = True  # as a click on it does
    at.switch_page("pages/by_agency.py").run()
    table = next(grid.value for grid in at.dataframe if {"Cơ quan", "Tỷ lệ nhiệm vụ có báo cáo"} <= set(grid.value))
    assert named(table["Cơ quan"]) == IN_ORDER


def test_so_has_the_choice_of_an_agency_for_an_account(agencies):
    at = run("pages/users.py", "an")
    at.selectbox(key="users_role").set_value("reporter").run()

    assert named(at.selectbox(key="users_agency").options) == IN_ORDER
