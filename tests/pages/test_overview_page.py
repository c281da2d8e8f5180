"""What the tiles of the overview hold their figures against, and that the reader is told."""

from datetime import date

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from data_model.rules.people.hashing import hash_token
from data_model.settings import PROJECT_DIR
from data_model.store import open_transaction
from data_model.tables import Plan, Regime
from tests.builders.accounts import add_accounts, token_of
from tests.builders.stores import WORKED_CASE, load
from ui.base.clock import today

pytestmark = pytest.mark.slow  # runs the page for each step


@pytest.fixture
def overview(database):
    load(WORKED_CASE)
    add_accounts()

    def opened(**address):
        at = AppTest.from_file(str(PROJECT_DIR / "dashboard.py"), default_timeout=30)
        at.user = {"session": hash_token(token_of("lan"))}
        for name, value in address.items():
            at.query_params[name] = value
        return at.run()

    return opened


def issue_plan_a_year_earlier():
    with open_transaction() as session:
        session.exec(select(Plan)).one().issued_on = date(2024, 12, 20)
        session.exec(select(Regime)).one().valid_from = date(2024, 12, 15)


def captions(at):
    assert not at.exception
    return " ".join(element.value for element in at.caption)


def test_a_new_plan_is_held_against_the_period_before(overview):
    assert "Thay đổi so với cuối kỳ Quý I/2026." in captions(overview(period="2026-Q2"))


def test_a_plan_that_was_there_a_year_ago_is_held_against_the_same_period(overview):
    issue_plan_a_year_earlier()

    assert "Thay đổi so với cùng kỳ năm trước (Quý II/2025)." in captions(overview(period="2026-Q2"))
    a_year_ago = today().replace(year=today().year - 1) if (today().month, today().day) != (2, 29) else date(today().year - 1, 2, 28)  # fmt: skip
    assert f"Thay đổi so với cùng kỳ năm trước (ngày {a_year_ago:%d/%m/%Y})." in captions(overview())


def test_the_opening_names_the_day_that_is_counted_to_and_that_of_the_reports(overview):
    at = overview(period="2026-Q2", as_of="2026-06-30")

    opening = next(element.value for element in at.markdown if "Tính đến ngày" in element.value)
    needs, _, counts = opening.partition("** ")
    assert needs.startswith("**Cần xử lý")
    assert counts.startswith(
        "Tính đến ngày 14/06/2026 (theo báo cáo đã xác nhận đến hết ngày 30/06/2026): 6 nhiệm vụ; hoàn thành 2"
    )
