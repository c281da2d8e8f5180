"""Who stands where: all agencies side by side, or one with its tasks, its reports and what it owes."""

import pytest

from tests.builders.pages import (
    ADMIN,
    CASE,
    COORDINATOR,
    DUE_ON,
    EMPTY,
    FIGURES_OF_ONE_REPORT,
    JUNE,
    LEADER,
    LOCKED_AFTER,
    ONE_REPORT,
    OPEN_REPORT,
    REPORTER,
    THE_REPORT,
    THE_TASK,
    THIS_YEAR,
    metrics,
    read_tables,
    rows,
    said,
)


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, ADMIN])
def test_who_sees_all_agencies_gets_the_questions_about_all(shared, who):
    store = shared(ONE_REPORT)
    assert said(store.open("by_agency", who, **JUNE).main.subheader) == [
        "Tình hình gửi báo cáo của từng cơ quan qua các kỳ"
    ]

    at = store.open("by_agency", who, show="rates", **JUNE)

    assert said(at.main.title) == ["Theo cơ quan"]
    assert said(at.main.subheader) == [
        "Kết quả của từng cơ quan qua các kỳ",
        "Số nhiệm vụ chủ trì của từng cơ quan theo trạng thái",
        "Tỷ lệ hoàn thành nhiệm vụ đến hạn theo cơ quan",
    ]


def test_the_reporter_sees_the_own_agency_alone_and_compares_it_with_nobody(shared):
    at = shared(ONE_REPORT).open("by_agency", REPORTER, **JUNE)

    assert said(at.main.title) == ["Sở A"]
    assert said(at.main.subheader) == [
        "Báo cáo đang phải gửi",
        "Nhiệm vụ chủ trì",
        "Thời hạn và ngày hoàn thành của từng nhiệm vụ",
        "Diễn biến qua các kỳ",
        "Các báo cáo phải gửi",
    ]


def test_a_reporter_who_names_another_agency_in_the_address_sees_the_own(shared):
    at = shared(CASE).open("by_agency", REPORTER, agency="C")

    assert said(at.main.title) == ["Sở B"]


def test_one_agency_with_one_task_and_one_report(shared):
    at = shared(ONE_REPORT).open("by_agency", LEADER, agency="SO-A", **JUNE)

    assert said(at.main.title) == ["Sở A"]
    assert "Người báo cáo: Người thử binh" in said(at.main.markdown)
    assert {
        "So sánh với các cơ quan khác trong tỉnh, thành phố",
        "Tiến độ qua các kỳ so với trung vị của tỉnh, thành phố",
    } < set(said(at.main.subheader))
    assert metrics(at) == FIGURES_OF_ONE_REPORT
    tables = [rows(at, place) for place in range(len(at.main.dataframe))]
    assert read_tables(at) == [[THE_TASK]]
    assert [THE_REPORT] in tables


def test_an_agency_with_an_open_report_reads_until_when_it_is_taken(shared):
    at = shared(OPEN_REPORT).open("by_agency", REPORTER)

    assert rows(at) == [
        {
            "Kỳ báo cáo": f"Năm {THIS_YEAR}",
            "Thời hạn gửi": f"{DUE_ON:%d/%m/%Y}",
            "Ngày khóa kỳ": f"{LOCKED_AFTER:%d/%m/%Y}",
            "Tình trạng": "Đang mở",
            "Kế hoạch": "1/KH-UBND · Hà Nội",
        }
    ]
    assert said(at.main.info) == ["Cơ quan chưa phải gửi báo cáo nào."]


def test_an_address_that_names_a_measure_alone_shows_the_rates(shared):
    at = shared(ONE_REPORT).open("by_agency", LEADER, measure="progress", **JUNE)

    assert at.segmented_control(key="show").value == "rates"
    assert at.query_params["show"] == "rates"


def test_the_switch_of_the_map_is_set_by_the_address(shared):
    at = shared(ONE_REPORT).open("by_agency", LEADER, show="rates", measure="progress", **JUNE)

    assert at.segmented_control(key="measure").value == "progress"


@pytest.mark.parametrize(
    "who, sentence",
    [
        (LEADER, "Chưa có nhiệm vụ nào được giao cơ quan thực hiện."),
        (REPORTER, "Cơ quan chưa được giao nhiệm vụ trong kế hoạch nào."),
    ],
)
def test_without_a_plan_a_sentence_stands_in_the_place_of_charts(shared, who, sentence):
    at = shared(EMPTY).open("by_agency", who)

    assert said(at.main.title) == ["Theo cơ quan"]
    assert said(at.main.info) == [sentence]
    assert len(at.get("plotly_chart")) == 0


def test_a_filter_is_taken_off_in_its_pill(shared):
    at = shared(ONE_REPORT).open_in_frame("by_agency", LEADER, agency="SO-A", **JUNE)
    assert said(at.main.title) == ["Sở A"]

    at.selectbox(key="agency").set_value(None).run()

    assert said(at.main.title) == ["Theo cơ quan"]
    assert at.query_params == JUNE
