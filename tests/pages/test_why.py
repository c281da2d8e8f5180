"""Why a figure is what it is: its formula, its division and the rows behind it."""

import pytest

from tests.builders.pages import ADMIN, CASE, COORDINATOR, EMPTY, JUNE, LEADER, ONE_REPORT, REPORTER, rows, said


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, REPORTER, ADMIN])
def test_a_figure_of_one_task_is_explained_by_that_task(shared, who):
    at = shared(ONE_REPORT).open("why", who, figure="due_completion", **JUNE)

    assert said(at.main.header) == ["Hoàn thành nhiệm vụ đến hạn: 100,0 % (1/1)"]
    assert "1 ÷ 1 = **100,0 %**" in said(at.main.markdown)
    assert "Tính đến ngày 14/06/2026 (theo báo cáo đã xác nhận đến hết ngày 30/06/2026)." in said(at.main.markdown)
    assert rows(at) == [
        {
            "Mã nhiệm vụ": "NV1",
            "Nhiệm vụ": "Tổ chức hội nghị",
            "Loại": "Thực hiện một lần",
            "Trọng số": "1",
            "Thời hạn": "30/05/2026",
            "Ngày xét": "14/06/2026",
            "Còn hiệu lực đến": "—",
            "Có chủ trì": "x",
            "Đã hết kỳ": "x",
            "Chủ trì": "Sở A",
            "Tiến độ (%)": "100",
            "Ngày hoàn thành": "20/05/2026",
            "Có báo cáo kỳ này": "x",
            "Số biên nhận": "BC1",
            "Xác nhận lúc": "20/06/2026 09:00",
            "Người xác nhận": "Người thử cuong",
            "Trạng thái": "Hoàn thành đúng hạn",
            "Có tính ở tử số": "1",
            "Có tính ở mẫu số": "1",
        }
    ]


def test_a_figure_of_reports_is_explained_by_the_report(shared):
    at = shared(ONE_REPORT).open("why", LEADER, figure="timeliness", **JUNE)

    assert said(at.main.header) == ["Tỷ lệ gửi báo cáo đúng hạn: 100,0 % (1/1)"]
    assert "Công thức: gửi lần đầu trong hạn ban đầu ÷ báo cáo phải gửi." in said(at.main.markdown)
    [row] = rows(at)
    assert (row["Cơ quan"], row["Thời hạn gửi"], row["Gửi lần đầu"], row["Được xác nhận"]) == (
        "Sở A", "17/06/2026", "16/06/2026 09:00", "x",
    )  # fmt: skip
    assert (row["Có tính ở tử số"], row["Có tính ở mẫu số"]) == ("1", "1")


def test_a_weighted_figure_says_what_it_sums(shared):
    at = shared(CASE).open("why", LEADER, figure="progress", period="2026-Q2", as_of="2026-06-30")

    assert "Σ trọng số × tỷ lệ 390 ÷ Σ trọng số 6 = **65,0 %**" in said(at.main.markdown)


def test_what_is_not_in_the_figure_stands_in_the_table_with_a_dash(shared):
    at = shared(CASE).open("why", LEADER, figure="due_completion", period="2026-Q2", as_of="2026-06-30")

    assert {row["Mã nhiệm vụ"]: (row["Có tính ở tử số"], row["Có tính ở mẫu số"]) for row in rows(at)} == {
        "T1": ("1", "1"),
        "T2": ("—", "—"),
        "T3": ("0", "1"),
        "T4": ("1", "1"),
        "T5": ("—", "—"),
        "T6": ("—", "—"),
    }


def test_without_a_plan_there_is_nothing_to_divide_by(shared):
    at = shared(EMPTY).open("why", LEADER)

    assert said(at.main.header) == ["Hoàn thành nhiệm vụ đến hạn: —"]
    assert "Mẫu số bằng 0 nên không tính tỷ lệ." in said(at.main.markdown)
    assert said(at.main.info) == ["Không có dòng nào trong phạm vi đang lọc."]
