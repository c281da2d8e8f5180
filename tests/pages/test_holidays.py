"""The page of holidays: the administrator pastes the days of a year, the office reads them."""

from data_model.store import open_session
from data_model.store.folder.kept_rows import rows as stored_rows
from tests.builders.pages import ADMIN, COORDINATOR, EMPTY, OPEN_REPORT, said
from tests.pages.grids import type_into
from ui.base.clock import today

GRID = f"holidays_{today().year}"


def stored():
    with open_session() as session:
        return [(row["day"], row["kind"], row["name"]) for row in stored_rows(session, "holidays.csv")]


def test_days_are_pasted_corrected_and_taken_back(own):
    page = own(EMPTY).open("holidays", ADMIN)
    first, second = {"day": f"12/10/{today().year}", "name": "Nghỉ bù"}, {"day": f"13/10/{today().year}", "name": "Lễ"}
    type_into(page, GRID, added=[first, second])
    page.button(key="holidays_save").click().run()
    assert said(page.main.error) == []
    assert stored() == [(f"{today().year}-10-12", "off", "Nghỉ bù"), (f"{today().year}-10-13", "off", "Lễ")]

    type_into(page, GRID, edited={0: {"day": f"14/10/{today().year}"}}, deleted=[1])
    page.button(key="holidays_save").click().run()
    assert stored() == [(f"{today().year}-10-14", "off", "Nghỉ bù")]


def test_a_wrong_day_is_named_and_nothing_typed_is_lost(own):
    page = own(EMPTY).open("holidays", ADMIN)
    type_into(page, GRID, added=[{"day": "31/2/2026", "name": "Nghỉ"}, {"day": "1/6/2026", "kind": "nghỉ nửa ngày"}])
    page.button(key="holidays_save").click().run()

    [sentence] = said(page.main.error)
    assert "nghỉ nửa ngày" in sentence
    assert stored() == []
    assert len(page.session_state[f"{GRID}_grid_0"]["added_rows"]) == 2


def test_the_office_reads_them(own):
    page = own(OPEN_REPORT).open("holidays", COORDINATOR)

    assert said(page.main.info) == [f"Chưa nhập ngày nghỉ nào của năm {today().year}."]
    assert "holidays_save" not in [button.key for button in page.main.button]
