"""The frame and its page ask the store together once in a run, and in each run anew."""

from datetime import datetime

import pytest
from sqlalchemy import event, update
from sqlmodel import col
from streamlit.testing.v1 import AppTest

from actions.people.accounts import disable_user
from data_model.rules.people.access import CurrentUser
from data_model.rules.people.hashing import hash_token
from data_model.settings import PROJECT_DIR
from data_model.store import open_session, open_side_transaction
from data_model.store.base.engine import engine
from data_model.store.people import accounts
from data_model.tables import User
from data_model.values import UTC, Role
from tests.builders.accounts import NAME, in_vietnamese, token_of
from ui.base.run_cache import share_with_page, shared_versions, shared_visit

pytestmark = pytest.mark.usefixtures("accounts")

ADMIN = CurrentUser(NAME[Role.ADMIN], "", Role.ADMIN)


def visit_of(token):
    with open_session() as session:
        return accounts.visit(session, token_hash=hash_token(token), at=datetime.now(UTC))


def dashboard(token):
    at = AppTest.from_file(str(PROJECT_DIR / "dashboard.py"), default_timeout=60)
    at.user = {"session": hash_token(token)}
    return at.run()


def test_what_is_left_to_the_page_is_taken_once_and_gone_when_the_page_has_run():
    visit = visit_of(token_of("lan"))

    with share_with_page(visit):
        assert (shared_visit(), shared_visit()) == (visit, None)
    assert (shared_versions(), shared_visit()) == (None, None)


def test_nothing_is_left_when_the_page_fails():
    with pytest.raises(ZeroDivisionError), share_with_page(visit_of(token_of("lan"))):
        1 / 0  # noqa: B018

    assert (shared_visit(), shared_versions()) == (None, None)


def test_frame_and_page_ask_for_the_account_once_in_each_run():
    at = dashboard(token_of("lan"))
    asked: list[str] = []

    @event.listens_for(engine(), "before_cursor_execute")
    def listen(_connection, _cursor, statement, *_rest) -> None:
        if "signed_in" in statement:
            asked.append(statement)

    at.run()
    at.run()

    assert len(asked) == 2


def test_a_disabled_account_sees_nothing_from_the_next_run_on():
    at = dashboard(token_of("lan"))
    assert at.title[0].value == in_vietnamese("Overview")

    with open_side_transaction() as session:
        disable_user(session, user=ADMIN, name="lan", at=datetime.now(UTC))
    at.run()

    assert [info.value for info in at.info] == [in_vietnamese("You are signed out. Reload the page to sign in again.")]
    assert len(at.title) == 0


def test_another_role_counts_from_the_next_run_on():
    at = dashboard(token_of("cuong"))
    assert at.title[0].value == in_vietnamese("Overview")

    with open_side_transaction() as session:
        session.exec(update(User).where(col(User.name) == "cuong").values(role=Role.REPORTER))
    at.run()

    assert [title.value for title in at.title] == [in_vietnamese("My reports")], "the first page of the new role"
    assert in_vietnamese("Overview") not in [link.label for link in at.sidebar.get("page_link")]
