"""`require`: the first line of each page, asked by Streamlit's own test driver."""

from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from actions.people.accounts import disable_user, set_language
from actions.people.sign_in import sign_out
from data_model.rules.people.access import CurrentUser
from data_model.rules.people.hashing import hash_token
from data_model.store import open_side_transaction
from data_model.values import UTC, Action, Language, Role
from tests.builders.accounts import NAME, in_vietnamese, token_of
from tests.builders.permissions import CASES

SIGNED_OUT = in_vietnamese("You are signed out. Reload the page to sign in again.")
NOT_FOR_YOU = in_vietnamese("This page is not for your role. Choose another page in the menu.")

pytestmark = [pytest.mark.usefixtures("accounts"), pytest.mark.slow]  # runs each page for each role


def a_page(action: str) -> None:
    import streamlit as st

    from data_model.values import Action
    from ui.base.access import require
    from ui.base.language import _

    user = require(Action(action))
    st.title(_("Sign out"))
    st.text(user.name)


def page_for(token: str, action: Action = Action.VIEW_TASK) -> AppTest:
    page = AppTest.from_function(a_page, kwargs={"action": action.value})
    page.user = {"session": hash_token(token)}
    return page.run()


@pytest.mark.parametrize("action, role, answer", CASES)
def test_a_page_runs_for_the_roles_of_the_truth_table(action, role, answer):
    page = page_for(token_of(NAME[role]), action)

    assert [text.value for text in page.text] == ([NAME[role]] if answer == "yes" else [])
    assert [warning.value for warning in page.warning] == ([] if answer == "yes" else [NOT_FOR_YOU])


@pytest.mark.parametrize("user", [{}, {"session": None}, {"session": "0" * 64}, {"session": ""}, {"email": "a@b.c"}])
def test_nobody_signed_in_sees_a_sentence_and_nothing_else(user):
    page = AppTest.from_function(a_page, kwargs={"action": Action.VIEW_TASK.value})
    page.user = user
    page.run()

    assert [info.value for info in page.info] == [SIGNED_OUT]
    assert len(page.text) == len(page.title) == 0


def test_the_cookie_itself_is_not_what_a_page_knows():
    token = token_of("binh")
    page = AppTest.from_function(a_page, kwargs={"action": Action.VIEW_TASK.value})
    page.user = {"session": token}
    page.run()

    assert [info.value for info in page.info] == [SIGNED_OUT]


def signs_out(token):
    sign_out(token=token, at=datetime.now(UTC))


def is_disabled(token):
    with open_side_transaction() as session:
        disable_user(session, user=CurrentUser("an", "", Role.ADMIN), name="binh", at=datetime.now(UTC))


@pytest.mark.parametrize("end", [signs_out, is_disabled])
def test_an_open_page_stops_at_the_next_run_once_the_session_has_ended(end):
    token = token_of("binh")
    page = page_for(token)
    assert len(page.text) == 1

    end(token)
    page.run()

    assert [info.value for info in page.info] == [SIGNED_OUT]
    assert len(page.text) == 0


def test_each_run_is_worded_for_its_own_reader():
    vietnamese, english = token_of("lan"), token_of("binh")
    with open_side_transaction() as session:
        user = CurrentUser("binh", "", Role.REPORTER, agency="SO-A")
        set_language(session, user=user, language=Language.EN, at=datetime.now(UTC))

    assert page_for(english).title[0].value == "Sign out"
    assert page_for(vietnamese).title[0].value == "Đăng xuất"
    assert page_for(english).title[0].value == "Sign out"
