"""The page of agencies: pasted by their names, corrected, gathered in groups with dated members."""

from data_model.store import open_session
from data_model.store.folder.kept_rows import rows as stored_rows
from tests.builders.pages import ADMIN, COORDINATOR, EMPTY, ONE_REPORT, said
from tests.pages.grids import type_into


def stored(sheet):
    with open_session() as session:
        return stored_rows(session, sheet)


def test_the_name_alone_is_enough_and_the_rest_follows(own):
    page = own(EMPTY).open("agencies", COORDINATOR)
    type_into(page, "agencies", added=[{"name": "Sở Ngoại vụ"}, {"name": "Công an tỉnh", "kind": "lực lượng vũ trang"}])
    page.button(key="agencies_save").click().run()

    assert said(page.main.error) == []
    assert [(row["code"], row["name"], row["kind"], row["province"]) for row in stored("agencies.csv")[2:]] == [
        ("SO-NGOAI-VU", "Sở Ngoại vụ", "", "Hà Nội"),
        ("CONG-AN-TINH", "Công an tỉnh", "armed_forces", "Hà Nội"),
    ]


def test_a_group_gets_its_members_by_date(own):
    page = own(EMPTY).open("agencies", ADMIN)
    type_into(page, "groups", added=[{"name": "Các sở", "province": "Hà Nội"}])
    page.button(key="groups_save").click().run()
    type_into(page, "members", added=[{"group": "Các sở", "member": "Sở A", "valid_from": "01/07/2025"}])
    page.button(key="members_save").click().run()

    assert said(page.main.error) == []
    assert stored("groups.csv") == [{"group": "CAC-SO", "member": "SO-A", "valid_from": "2025-07-01", "valid_to": ""}]


def test_an_agency_that_something_rests_on_stays(own):
    page = own(ONE_REPORT).open("agencies", ADMIN)
    type_into(page, "agencies", deleted=[0])
    page.button(key="agencies_save").click().run()

    [sentence] = said(page.main.error)
    assert "phân công nhiệm vụ" in sentence
    assert [row["code"] for row in stored("agencies.csv")] == ["SO-A", "SO-B"]


def test_of_two_people_the_second_is_told_and_keeps_what_was_typed(own):
    store = own(EMPTY)
    first, second = store.open("agencies", ADMIN), store.open("agencies", COORDINATOR)
    type_into(first, "agencies", edited={0: {"name": "Sở A mới"}})
    first.button(key="agencies_save").click().run()

    type_into(second, "agencies", edited={0: {"name": "Sở A khác"}})
    second.button(key="agencies_save").click().run()

    assert said(second.main.error)[0].startswith("Người khác đã sửa")
    assert second.session_state["agencies_grid_0"]["edited_rows"] == {0: {"name": "Sở A khác"}}
    assert stored("agencies.csv")[0]["name"] == "Sở A mới"
