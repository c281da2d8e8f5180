"""How the reports of each period came in, and the file of all report lines."""

import csv
import io
import time

import pytest

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
    THE_REPORT,
    rows,
    said,
)

WAITS_FOR = 100
"""Runs of the page, a little apart, until the file is made."""


@pytest.fixture
def open_page(shared, tmp_path, monkeypatch):
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path))
    return lambda who, **chosen: shared(CASE).open("by_period", who, **chosen)


def made(page):
    """The page when the file is made, as CSV."""
    page.session_state["lines_format"] = "csv"
    page.button(key="lines_make").click().run()
    for _round in range(WAITS_FOR):
        if "lines_made" in page.session_state:
            return page
        time.sleep(0.1)
        page.run()
    raise AssertionError("no file was made")


def numbers_in(page):
    lines = list(csv.reader(io.StringIO(page.session_state["lines_made"].path.read_text("utf-8-sig")), delimiter=";"))
    return [row[0] for row in lines[lines.index([""] * 20) + 2 :]]


@pytest.mark.parametrize(
    ("who", "numbers"),
    [
        ("lan", ["S1", "S2", "S2", "S3", "S3", "S4", "S4"]),
        ("cuong", ["S1", "S2", "S2", "S3", "S3", "S4", "S4"]),
        ("binh", ["S1"]),
    ],
)
def test_each_role_gets_the_lines_of_its_scope(open_page, who, numbers):
    page = made(open_page(who))

    assert numbers_in(page) == numbers
    assert f"Tệp có {len(numbers)} dòng báo cáo, 0,1 MB, được lưu trong một giờ." in [
        element.value for element in page.success
    ]


def test_the_filters_choose_the_lines(open_page):
    page = made(open_page("lan", agency="A", period="2026-Q2"))

    assert numbers_in(page) == ["S2", "S2", "S4", "S4"]


def test_the_file_of_another_choice_is_not_offered(open_page):
    page = made(open_page("lan"))
    page.session_state["agency"] = "A"
    page.run()

    assert [element.value for element in page.success] == []


def test_a_file_that_is_gone_is_not_linked_to(open_page):
    page = made(open_page("lan"))
    page.session_state["lines_made"].path.unlink()

    page.run()
    assert [element.value for element in page.success] == []
    assert "Tệp đã xóa sau một giờ lưu. Tạo lại tệp để tải." in [element.value for element in page.info]


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, REPORTER, ADMIN])
def test_a_period_of_one_report_says_when_it_came(shared, who):
    at = shared(ONE_REPORT).open("by_period", who, **JUNE)

    assert said(at.main.header) == ["Quý II/2026", "Lịch sắp tới", "Toàn bộ dòng báo cáo"]
    assert "Phải gửi 1 báo cáo: đúng hạn 1; gửi chậm 0; chưa gửi 0." in said(at.main.markdown)
    assert rows(at) == [THE_REPORT]
    assert [(row["Ngày"], row["Còn (ngày)"], row["Việc"], row["Nhiệm vụ, báo cáo"]) for row in rows(at, 1)] == [
        ("17/07/2026", 17, "Ngày khóa kỳ", "Quý II/2026"),
        ("14/09/2026", 76, "Chốt số liệu", "Quý III/2026"),
        ("17/09/2026", 79, "Đến hạn gửi báo cáo", "Quý III/2026"),
        ("17/10/2026", 109, "Ngày khóa kỳ", "Quý III/2026"),
    ]


def test_before_the_first_period_has_ended_a_sentence_says_so(shared):
    at = shared(OPEN_REPORT).open("by_period", LEADER)

    assert said(at.main.header) == ["Lịch sắp tới", "Toàn bộ dòng báo cáo"]
    assert said(at.main.info)[0] == "Chưa có kỳ báo cáo nào kết thúc. Kỳ đầu tiên hiển thị ở đây sau ngày chốt số liệu."


def test_without_a_plan_nothing_comes_next(shared):
    at = shared(EMPTY).open("by_period", LEADER)

    assert said(at.main.title) == ["Theo kỳ báo cáo"]
    assert said(at.main.info) == [
        "Chưa có kỳ báo cáo nào kết thúc. Kỳ đầu tiên hiển thị ở đây sau ngày chốt số liệu.",
        "Không có mốc nào trong 120 ngày tới.",
    ]
