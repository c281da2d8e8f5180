"""The overview: the whole in three lines and four figures, the states, the reports by period, and what needs action."""

import re
from datetime import date
from html import unescape

import pytest
from sqlmodel import select

from data_model.store import open_transaction
from data_model.tables import Plan, Regime
from tests.builders.pages import (
    ADMIN,
    CASE,
    COORDINATOR,
    EMPTY,
    JUNE,
    LEADER,
    ONE_REPORT,
    OPEN_REPORT,
    REPORTER,
    drawn,
    rows,
    said,
)
from ui.base.clock import today


@pytest.fixture
def overview(own):
    store = own(CASE)
    return lambda **address: store.open("overview", LEADER, **address)


def issue_plan_a_year_earlier():
    with open_transaction() as session:
        session.exec(select(Plan)).one().issued_on = date(2024, 12, 20)
        session.exec(select(Regime)).one().valid_from = date(2024, 12, 15)


def part(at, looks):
    """The HTML of the first part of the page with this class."""
    assert not at.exception
    return next(markup for markup in drawn(at) if markup.startswith(f'<div class="{looks}"'))


def words(markup):
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", markup))).strip()


def lines(at):
    return [words(line) for line in re.findall("<p>(.*?)</p>", part(at, "opening"))]


def tiles(at):
    """By name: what the tile says."""
    found = re.findall("<section><h2>(.*?)</h2>(.*?)</section>", part(at, "tiles"))
    return {unescape(name): words(content) for name, content in found}


def links(markup):
    """By their words: where they lead."""
    return {words(text): unescape(to) for to, text in re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', markup)}


def test_a_new_plan_is_held_against_the_period_before(overview):
    assert "so với cuối Quý I/2026" in tiles(overview(period="2026-Q2"))["Quá hạn chưa hoàn thành"]


def test_a_plan_that_was_there_a_year_ago_is_held_against_the_same_period(overview):
    issue_plan_a_year_earlier()

    assert "so với cùng kỳ năm 2025" in tiles(overview(period="2026-Q2"))["Quá hạn chưa hoàn thành"]
    a_year_ago = today().replace(year=today().year - 1) if (today().month, today().day) != (2, 29) else date(today().year - 1, 2, 28)  # fmt: skip
    assert f"so với ngày {a_year_ago:%d/%m/%Y}" in tiles(overview())["Quá hạn chưa hoàn thành"]


def test_the_worked_case_stands_in_three_lines_and_four_figures(overview):
    at = overview(period="2026-Q2", as_of="2026-06-30")

    assert lines(at) == [
        "Tính đến ngày 14/06/2026 (theo báo cáo đã xác nhận đến hết ngày 30/06/2026), 01 kế hoạch có 06 nhiệm vụ : 05 nhiệm "
        "vụ có thời gian hoàn thành, 01 nhiệm vụ thường xuyên .",
        "Nhiệm vụ có thời gian hoàn thành: hoàn thành 02 (trong đó 2/3 nhiệm vụ đã đến hạn , đạt 66,7 %); đang thực hiện "
        "trong hạn 01 ; quá hạn 01 (lâu nhất 75 ngày); chưa xác định thời hạn 01 .",
        "Quý II/2026 (chốt số liệu ngày 14/06/2026): 2/3 báo cáo đã gửi , 01 đúng hạn ; 1/1 nhiệm vụ thường xuyên đã giao "
        "được triển khai .",
    ]
    shown = tiles(at)
    assert shown["Hoàn thành nhiệm vụ đến hạn"].startswith("66,7 % 2/3")
    assert shown["Quá hạn chưa hoàn thành"].startswith("1 lâu nhất 75 ngày")
    assert shown["Tỷ lệ gửi báo cáo đúng hạn"].startswith("33,3 % 1/3")
    assert shown["Thường xuyên đã triển khai trong kỳ"].startswith("100,0 % 1/1")


def test_every_number_leads_to_its_rows_and_keeps_the_filters(overview):
    at = overview(period="2026-Q2", as_of="2026-06-30")

    opening = links(part(at, "opening"))
    assert opening["06 nhiệm vụ"].startswith("/register?")
    assert opening["quá hạn 01"].endswith("&state=overdue")
    assert "figure=completeness" in opening["2/3 báo cáo đã gửi"]
    assert all("period=2026-Q2" in to and "as_of=2026-06-30" in to for to in opening.values())
    assert "state=done_late" in links(part(at, "bars"))["Hoàn thành quá hạn 1"]


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, ADMIN])
def test_one_task_and_one_report_are_told_in_words_and_figures(shared, who):
    at = shared(ONE_REPORT).open("overview", who, **JUNE)

    assert said(at.main.title) == ["Tổng quan"]
    assert lines(at)[0].startswith("Tính đến ngày 14/06/2026 (theo báo cáo đã xác nhận đến hết ngày 30/06/2026), 01 kế")
    assert tiles(at) == {
        "Hoàn thành nhiệm vụ đến hạn": "100,0 % 1/1 Cách tính",
        "Quá hạn chưa hoàn thành": "0 Danh sách",
        "Tỷ lệ gửi báo cáo đúng hạn": "100,0 % 1/1 Cách tính",
        "Thường xuyên đã triển khai trong kỳ": "— 0/0 Cách tính",
    }
    assert said(at.main.header) == ["Việc cần đôn đốc tại ngày 30/06/2026 (0)"]
    assert said(at.main.info) == ["Tại ngày 30/06/2026 không có việc cần đôn đốc."]


def test_the_states_are_grouped_by_plan_directive_or_agency_and_the_address_says_which(overview):
    at = overview(period="2026-Q2", as_of="2026-06-30")
    assert "Sở A" not in part(at, "bars")

    at.segmented_control(key="states_by").set_value("agency").run()

    assert set(links(part(at, "bars"))) >= {"Sở A", "Sở B", "Sở C"}
    assert at.query_params["states_by"] == "agency"


def test_a_task_that_is_overdue_stands_among_what_needs_action(shared):
    at = shared(OPEN_REPORT).open("overview", LEADER)

    assert said(at.main.header) == ["Việc cần đôn đốc hôm nay (1)"]
    days = (today() - date(2026, 5, 30)).days
    needs = part(at, "needs")
    assert links(needs)["1 nhiệm vụ quá hạn"] == "/register?state=overdue"
    assert links(needs)["Tổ chức hội nghị"] == "/task?task=NV1"
    assert f"Sở A 1/KH-UBND · Hà Nội 30/05/2026 {days} ngày 0,0 %" in words(needs)

    at.session_state["numbers_needs"] = True  # as a click on it does
    at.run()

    assert rows(at) == [
        {
            "Việc": "Nhiệm vụ quá hạn",
            "Nhiệm vụ, báo cáo": "Tổ chức hội nghị",
            "Cơ quan": "Sở A",
            "Ngày": "30/05/2026",
            "Thời gian": f"quá {days} ngày",
            "Kế hoạch": "1/KH-UBND · Hà Nội",
        }
    ]


def test_without_a_plan_a_sentence_says_whom_to_ask(shared):
    at = shared(EMPTY).open("overview", LEADER)

    assert said(at.main.info) == [
        "Chưa nạp kế hoạch có nhiệm vụ nào. Quản trị viên nạp kế hoạch từ thư mục tệp dữ liệu."
    ]
    assert not any("tiles" in markup for markup in drawn(at))


def test_who_reports_for_an_agency_is_told_that_the_page_is_not_theirs(shared):
    at = shared(ONE_REPORT).open("overview", REPORTER)

    assert said(at.main.warning) == ["Tài khoản không có quyền dùng trang này. Chọn trang khác trong menu bên trái."]
