"""Since an agency was renamed, its figures can be read under its old name or under that of today, and its account goes on."""

from datetime import date

import pytest

from actions.plans.successions import make_succession
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.keeping import RowChange
from data_model.rules.plans.successions import Move
from data_model.values import Role, SuccessionKind
from tests.builders.pages import COORDINATOR, JUNE, LEADER, ONE_REPORT, REPORTER, drawn, rows, said
from ui.base.clock import now

JULY = date(2026, 7, 1)
ADMIN = CurrentUser("an", "An", Role.ADMIN)
SO_X = {"code": "SO-X", "name": "Sở X", "kind": "department", "province": "Hà Nội", "valid_from": "2026-07-01"}
TODAY = {"organisation": "today"}


@pytest.fixture
def renamed(own):
    """Sở A, which sent its report in June, is Sở X since July."""
    store = own(ONE_REPORT)
    make_succession(
        user=ADMIN,
        move=Move(SuccessionKind.RENAMED, JULY, ("SO-A",), ("SO-X",), "Quyết định"),
        new=[RowChange("agencies.csv", row={**SO_X, "aliases": "", "valid_to": ""})],
        at=now(),
    )
    return store


def test_the_map_names_the_agency_as_reported_then_or_as_of_today(renamed):
    [then] = [html for html in drawn(renamed.open("by_agency", LEADER, **JUNE)) if "report-map" in html]
    [now_] = [html for html in drawn(renamed.open("by_agency", LEADER, **JUNE, **TODAY)) if "report-map" in html]

    assert ("Sở A" in then, "Sở X" in then) == (True, False)
    assert ("Sở A" in now_, "Sở X" in now_) == (False, True)


def test_the_filter_is_offered_and_the_chosen_agency_becomes_who_goes_on_with_it(renamed):
    at = renamed.open_in_frame("by_agency", LEADER, agency="SO-A", **JUNE)
    assert said(at.main.title) == ["Sở A"]

    at.selectbox(key="organisation").set_value("today").run()

    assert said(at.main.title) == ["Sở X"]
    assert at.session_state["agency"] == "SO-X"
    every = [row for place in range(len(at.main.dataframe)) for row in rows(at, place)]
    assert [row["Cơ quan"] for row in every if "Tình hình gửi" in row] == ["Sở X (khi đó là Sở A)"]


def test_the_register_and_the_saved_filter_say_which_organisation(renamed):
    at = renamed.open_in_frame("by_agency", LEADER, **TODAY)
    at.text_input(key="save_view_name").input("Hiện nay")
    at.button(key="save_view_save").click().run()

    assert said(renamed.open("saved_views", LEADER).main.caption) == ["Theo cơ quan · Theo tổ chức hiện nay"]
    for filters, name in (({}, "Sở A"), (TODAY, "Sở X")):
        register = "".join(drawn(renamed.open("register", COORDINATOR, **JUNE, **filters)))
        assert name in register


def test_without_a_succession_there_is_nothing_to_choose(shared):
    at = shared(ONE_REPORT).open_in_frame("by_agency", LEADER)

    assert "organisation" not in [box.key for box in at.selectbox]


def test_the_account_of_the_agency_reads_its_report_and_sees_both_names(renamed):
    at = renamed.open("my_reports", REPORTER)

    assert [(row["Số biên nhận"], row["Cơ quan"]) for row in rows(at)] == [("BC1", "Sở A")]
    assert said(renamed.open("by_agency", REPORTER).main.title) == ["Sở X"]
    assert said(renamed.open("by_agency", REPORTER, agency="SO-A", **JUNE).main.title) == ["Sở A"]
    listed = {row["Tên tài khoản"]: row["Cơ quan"] for row in rows(renamed.open("users", "an"))}
    assert listed["binh"] == "Sở A → Sở X"
