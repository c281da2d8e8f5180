"""Saved filters belong to one account, have names of their own there, and change no figure. On both databases."""

from threading import Barrier, Thread

import pytest

from actions.people.saved_views import ViewNameMissing, ViewNameTaken, delete_view, rename_view, save_view
from data_model.rules.people.access import CurrentUser
from data_model.store import open_session
from data_model.store.base.engine import versions
from data_model.store.people.saved_views import saved_views
from data_model.values import Role
from tests.builders.accounts import add_accounts

LAN = CurrentUser("lan", "Lãnh đạo", Role.LEADER)
BINH = CurrentUser("binh", "Cán bộ", Role.REPORTER, agency="SO-A")


@pytest.fixture(autouse=True)
def people(database):
    add_accounts()


def keep(user: CurrentUser, name: str, query: str = "plan=P1") -> str:
    return save_view(user=user, name=name, page="by-agency", query=query)


def names(user: CurrentUser) -> list[str]:
    with open_session() as session:
        return [view.name for view in saved_views(session, user_name=user.name)]


def id_of(user: CurrentUser, name: str) -> int:
    with open_session() as session:
        return next(view.id for view in saved_views(session, user_name=user.name) if view.name == name)


def test_filters_are_kept_with_their_page_and_leave_the_data_version_alone():
    with open_session() as session:
        before = versions(session).data

    assert keep(LAN, "  Nộp muộn   quý III ", "plan=P1&period=2026-Q3") == "Nộp muộn quý III"

    with open_session() as session:
        [view] = saved_views(session, user_name="lan")
        assert (view.name, view.page, view.query) == ("Nộp muộn quý III", "by-agency", "plan=P1&period=2026-Q3")
        assert versions(session).data == before


def test_a_name_is_taken_once_per_account():
    keep(LAN, "Quý III")
    keep(BINH, "Quý III")

    with pytest.raises(ViewNameTaken):
        keep(LAN, "Quy\u0301 III", "plan=P2")

    assert names(LAN) == names(BINH) == ["Quý III"]


@pytest.mark.parametrize("name", ["", "   "])
def test_a_name_has_to_be_given(name):
    with pytest.raises(ViewNameMissing):
        keep(LAN, name)


def test_filters_are_renamed_to_a_name_that_is_free():
    keep(LAN, "Một")
    keep(LAN, "Hai")

    rename_view(user=LAN, view_id=id_of(LAN, "Một"), name="Ba")
    rename_view(user=LAN, view_id=id_of(LAN, "Hai"), name="Hai")
    with pytest.raises(ViewNameTaken):
        rename_view(user=LAN, view_id=id_of(LAN, "Hai"), name="Ba")

    assert names(LAN) == ["Ba", "Hai"]


def test_nobody_changes_those_of_another_account():
    keep(LAN, "Của Lan")
    view_id = id_of(LAN, "Của Lan")

    rename_view(user=BINH, view_id=view_id, name="Của Bình")
    delete_view(user=BINH, view_id=view_id)

    assert names(LAN) == ["Của Lan"]
    assert names(BINH) == []


def test_deleting_twice_is_deleting_once():
    keep(LAN, "Một")
    view_id = id_of(LAN, "Một")

    delete_view(user=LAN, view_id=view_id)
    delete_view(user=LAN, view_id=view_id)

    assert names(LAN) == []


def test_of_two_tabs_that_save_one_name_at_once_one_is_told():
    start, told = Barrier(2), []

    def save() -> None:
        start.wait()
        try:
            told.append(keep(LAN, "Cùng lúc"))
        except ViewNameTaken as refused:
            told.append(refused)

    tabs = [Thread(target=save) for _tab in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert sorted(type(answer).__name__ for answer in told) == ["ViewNameTaken", "str"]
    assert names(LAN) == ["Cùng lúc"]
