"""The overview: the whole in words and six figures, and what the tiles hold these against."""

from datetime import date

import pytest
from sqlmodel import select

from data_model.store import open_transaction
from data_model.tables import Plan, Regime
from tests.builders.pages import (
    ADMIN,
    CASE,
    COORDINATOR,
    EMPTY,
    FIGURES_OF_ONE_REPORT,
    JUNE,
    LEADER,
    ONE_REPORT,
    OPEN_REPORT,
    metrics,
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


def captions(at):
    assert not at.exception
    return " ".join(element.value for element in at.caption)


def test_a_new_plan_is_held_against_the_period_before(overview):
    assert "Thay đổi (điểm phần trăm) so với cuối kỳ Quý I/2026." in captions(overview(period="2026-Q2"))


def test_a_plan_that_was_there_a_year_ago_is_held_against_the_same_period(overview):
    issue_plan_a_year_earlier()

    assert "Thay đổi (điểm phần trăm) so với cùng kỳ năm trước (Quý II/2025)." in captions(overview(period="2026-Q2"))
    a_year_ago = today().replace(year=today().year - 1) if (today().month, today().day) != (2, 29) else date(today().year - 1, 2, 28)  # fmt: skip
    assert f"Thay đổi (điểm phần trăm) so với cùng kỳ năm trước (ngày {a_year_ago:%d/%m/%Y})." in captions(overview())


def test_the_opening_names_the_day_that_is_counted_to_and_that_of_the_reports(overview):
    at = overview(period="2026-Q2", as_of="2026-06-30")

    opening = next(element.value for element in at.markdown if element.value.startswith("**"))
    needs, _, counts = opening.partition("** ")
    assert needs.startswith("**Việc cần đôn đốc")
    assert counts.startswith(
        "Tính đến ngày 14/06/2026 (theo báo cáo đã xác nhận đến hết ngày 30/06/2026): 6 nhiệm vụ; hoàn thành 2"
    )


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, ADMIN])
def test_one_task_and_one_report_are_told_in_words_and_figures(shared, who):
    at = shared(ONE_REPORT).open("overview", who, **JUNE)

    assert said(at.main.title) == ["Tổng quan"]
    assert (
        "**Tại ngày 30/06/2026 không có việc cần đôn đốc.** Tính đến ngày 14/06/2026 (theo báo cáo đã xác nhận đến hết ngày "
        "30/06/2026): 1 nhiệm vụ; hoàn thành 1 (đúng hạn 1; quá hạn 0); đang thực hiện trong hạn 0; quá hạn chưa hoàn "
        "thành 0; chưa xác định thời hạn 0; thường xuyên 0."
    ) in said(at.main.markdown)
    assert metrics(at) == FIGURES_OF_ONE_REPORT
    assert said(at.main.subheader) == [
        "Tỷ lệ hoàn thành nhiệm vụ đến hạn theo cơ quan",
        "Tình hình gửi báo cáo đúng hạn",
        "Tỷ lệ hoàn thành nhiệm vụ đến hạn theo văn bản chỉ đạo",
    ]
    assert said(at.main.header) == ["Việc cần đôn đốc tại ngày 30/06/2026 (0)"]


def test_a_task_that_is_overdue_stands_among_what_needs_action(shared):
    at = shared(OPEN_REPORT).open("overview", LEADER)

    assert said(at.main.header) == ["Việc cần đôn đốc hôm nay (1)"]
    assert rows(at) == [
        {
            "Việc": "Nhiệm vụ quá hạn",
            "Nhiệm vụ, báo cáo": "Tổ chức hội nghị",
            "Cơ quan": "Sở A",
            "Ngày": "30/05/2026",
            "Thời gian": f"quá {(today() - date(2026, 5, 30)).days} ngày",
            "Kế hoạch": "1/KH-UBND · Hà Nội",
        }
    ]


def test_without_a_plan_a_sentence_says_whom_to_ask(shared):
    at = shared(EMPTY).open("overview", LEADER)

    assert said(at.main.info) == ["Chưa có kế hoạch và nhiệm vụ. Cơ quan tổng hợp và quản trị viên sẽ thiết lập."]
    assert len(at.main.metric) == 0
