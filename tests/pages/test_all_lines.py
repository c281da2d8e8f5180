"""The file of all report lines on the page “Theo kỳ báo cáo”, on the case of docs/definitions.md §5."""

import csv
import io
import time

import pytest
from streamlit.testing.v1 import AppTest

from actions.people.accounts import add_sample_user
from data_model.rules.people.hashing import hash_token
from data_model.settings import PROJECT_DIR
from data_model.store import open_side_transaction
from data_model.values import Role
from tests.builders.accounts import PASSWORD, token_of
from tests.builders.stores import WORKED_CASE, load
from ui.base.clock import now

pytestmark = pytest.mark.slow  # runs the page, and processes beside it

WAITS_FOR = 100
"""Runs of the page, a little apart, until the file is made."""


@pytest.fixture(autouse=True)
def case(store, tmp_path, monkeypatch):
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path))
    load(WORKED_CASE)
    with open_side_transaction() as session:
        for name, role in (("lan", Role.LEADER), ("cuong", Role.COORDINATOR), ("binh", Role.REPORTER)):
            agency = "B" if role is Role.REPORTER else "A"
            add_sample_user(
                session, name=name, display_name=name, role=role, agency=agency, password=PASSWORD, at=now()
            )


def open_page(who, **chosen):
    at = AppTest.from_file(str(PROJECT_DIR / "dashboard.py"), default_timeout=60)
    at.user = {"session": hash_token(token_of(who))}
    for name, value in chosen.items():
        at.query_params[name] = value
    return at.run().switch_page("pages/by_period.py").run()


def made(page):
    """The page when the file is made, as CSV."""
    page.session_state["lines_format"] = "csv"
    page.button(key="lines_make").click().run()
    for _round in range(WAITS_FOR):
        if "lines_made" in page.session_state:
            return page
        time.sleep(0.1)
        page.run()
    raise AssertionError("no file was made")


def numbers_in(page):
    lines = list(csv.reader(io.StringIO(page.session_state["lines_made"].path.read_text("utf-8-sig")), delimiter=";"))
    return [row[0] for row in lines[lines.index([""] * 18) + 2 :]]


@pytest.mark.parametrize(
    ("who", "numbers"),
    [
        ("lan", ["S1", "S2", "S2", "S3", "S3", "S4", "S4"]),
        ("cuong", ["S1", "S2", "S2", "S3", "S3", "S4", "S4"]),
        ("binh", ["S1"]),
    ],
)
def test_each_role_gets_the_lines_of_its_scope(who, numbers):
    page = made(open_page(who))

    assert numbers_in(page) == numbers
    assert f"Tệp có {len(numbers)} dòng báo cáo, 0,1 MB, được lưu trong một giờ." in [
        element.value for element in page.success
    ]


def test_the_filters_choose_the_lines():
    page = made(open_page("lan", agency="A", period="2026-Q2"))

    assert numbers_in(page) == ["S2", "S2", "S4", "S4"]


def test_the_file_of_other_filters_is_not_offered():
    page = made(open_page("lan"))
    page.selectbox(key="agency").select("A").run()

    assert [element.value for element in page.success] == []


def test_a_file_that_is_gone_is_not_linked_to():
    page = made(open_page("lan"))
    page.session_state["lines_made"].path.unlink()

    page.run()
    assert [element.value for element in page.success] == []
    assert "Tệp đã xóa sau một giờ lưu. Tạo lại tệp để tải." in [element.value for element in page.info]
