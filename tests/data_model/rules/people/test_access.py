"""Who may do what: the truth table, and the rows that each role sees."""

import pytest

from data_model.rules.people.access import CurrentUser, NotAllowed, Scope, check_may, may
from data_model.values import Action, Role
from tests.builders.permissions import CASES


def user(role: Role, **more: str) -> CurrentUser:
    return CurrentUser("an", "Nguyễn Văn An", role, **more)


@pytest.mark.parametrize("action, role, answer", CASES)
def test_each_role_may_do_what_the_table_says(action, role, answer):
    assert may(user(role), action) is (answer == "yes")


@pytest.mark.parametrize("action, role, answer", CASES)
def test_check_may_raises_where_the_table_says_no(action, role, answer):
    if answer == "yes":
        check_may(user(role), action)
    else:
        with pytest.raises(NotAllowed):
            check_may(user(role), action)


def test_the_table_names_every_action_and_every_role():
    assert {(action, role) for action, role, _ in CASES} == {(action, role) for action in Action for role in Role}


@pytest.mark.parametrize(
    "somebody, scope",
    [
        (user(Role.LEADER), Scope()),
        (user(Role.LEADER, province="Hà Nội"), Scope(province="Hà Nội")),
        (user(Role.COORDINATOR, agency="HN-SNGV"), Scope(consolidator="HN-SNGV")),
        (user(Role.REPORTER, agency="HN-SNV"), Scope(agency="HN-SNV")),
        (user(Role.ADMIN), Scope()),
    ],
)
def test_each_role_sees_its_own_rows(somebody, scope):
    assert somebody.scope == scope
