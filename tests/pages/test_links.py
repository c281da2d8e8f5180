"""Links that a page draws itself: the browser writes their address into a box of the frame (web/assets/ways.js), and the
page of that address opens under its filters."""

import pytest

from tests.builders.pages import JUNE, LEADER, ONE_REPORT, REPORTER, said


@pytest.fixture
def overview(shared):
    return shared(ONE_REPORT).open_in_frame("by_period", LEADER, **JUNE)


def follow(page, address):
    page.text_input(key="shell_way").set_value(f"1 {address}").run()
    return page


def test_a_link_opens_its_page_and_sets_the_filters_that_it_names(overview):
    page = follow(overview, "/by-agency?agency=SO-A&period=2026-Q2")

    assert said(page.main.title) == ["Sở A"]
    assert page.session_state["period"] == "2026-Q2"
    assert page.session_state["as_of"] is None


def test_what_the_page_remembers_does_not_go_before_the_address(overview):
    page = follow(overview, "/why?figure=timeliness&as_of=2026-06-30")
    assert said(page.main.header)[0].startswith("Tỷ lệ gửi báo cáo đúng hạn")

    follow(page, "/register")
    page = follow(page, "/why?figure=completeness")

    assert said(page.main.header)[0].startswith("Tỷ lệ gửi báo cáo:")


@pytest.mark.parametrize("address", ["/users", "/no-such-page", "https://example.org/", "/by-agency?as_of=yesterday"])
def test_an_address_that_is_not_offered_or_not_read_does_no_harm(shared, address):
    page = follow(shared(ONE_REPORT).open_in_frame("by_period", REPORTER), address)

    assert not page.exception
    assert len(page.main.title) == 1
