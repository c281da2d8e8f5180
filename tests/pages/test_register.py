"""The register of tasks: its lines, chips, filters, groups, and who sees which tasks in it."""

import re
from html import unescape

import pytest

from tests.builders.pages import ADMIN, CASE, COORDINATOR, EMPTY, JUNE, LEADER, ONE_REPORT, REPORTER, said

END_OF_JUNE = {"period": "2026-Q2", "as_of": "2026-06-30"}
HEADS = ["TT", "Nhiệm vụ", "Cơ quan chủ trì, phối hợp", "Thời hạn", "Trạng thái", "Tiến độ", "Kết quả gần nhất"]


def table(at) -> str:
    [shown] = [block.proto.body for block in at.main.get("html") if 'class="register"' in block.proto.body]
    return shown


def texts(html: str) -> list[str]:
    """What a reader sees in each cell."""
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", html)
    return [_plain(cell) for cell in cells]


def _plain(cell: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", cell.replace("<small>", " | ")))


def lines(at) -> list[list[str]]:
    """The lines of the register, cell by cell; of a group its name alone."""
    return [texts(row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table(at))[1:]]


def titles(at) -> list[str]:
    return [row[1].split(" | ")[0] for row in lines(at) if len(row) > 1]


def chips(at) -> list[str]:
    [pills] = [group for group in at.main.button_group if group.key == "state"]
    return [option.replace("**", "") for option in pills.options]


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, REPORTER, ADMIN])
def test_one_task_is_one_line_with_its_latest_result(shared, who):
    at = shared(ONE_REPORT).open("register", who, **JUNE)

    assert texts(re.search(r"<thead>(.*?)</thead>", table(at))[1]) == HEADS
    assert lines(at) == [
        ["1/KH-UBND · Hà Nội · 1 nhiệm vụ"],
        [
            "1",
            "Tổ chức hội nghị | mục I",
            "Sở A",
            "30/05/2026",
            "Hoàn thành đúng hạn",
            "100,0 %",
            "Đã tổ chức | Quý II/2026",
        ],
    ]


def test_without_a_plan_the_register_says_so(shared):
    at = shared(EMPTY).open("register", LEADER)

    assert said(at.main.info) == ["Chưa có kế hoạch nào có nhiệm vụ."]


def test_the_worked_case_stands_in_the_register_as_in_the_definitions(shared):
    at = shared(CASE).open("register", LEADER, **END_OF_JUNE)

    assert [[row[0], row[1], row[3], row[4], row[5]] for row in lines(at)[1:]] == [
        ["1", "Nhiệm vụ 1", "30/05/2026", "Hoàn thành đúng hạn", "100,0 %"],
        ["2", "Nhiệm vụ 2", "31/12/2026", "Đang thực hiện trong hạn | còn 200 ngày", "30,0 %"],
        ["3", "Nhiệm vụ 3", "31/03/2026", "Quá hạn 75 ngày | số liệu kỳ trước", "60,0 %"],
        ["4", "Nhiệm vụ 4", "30/04/2026", "Hoàn thành quá hạn", "100,0 %"],
        ["5", "Nhiệm vụ 5", "Thường xuyên", "Đã triển khai trong kỳ", "—"],
        ["6", "Nhiệm vụ 6", "— | chưa xác định", "Chưa xác định thời hạn | chưa báo cáo kỳ này", "0,0 %"],
    ]
    assert chips(at) == [
        "Tất cả 6",
        "Quá hạn chưa hoàn thành 1",
        "Đến hạn trong 30 ngày 0",
        "Đang thực hiện trong hạn 1",
        "Hoàn thành 2",
        "Thường xuyên 1",
        "Chưa xác định thời hạn 1",
    ]


@pytest.mark.parametrize(
    "state, shown",
    [
        ("overdue", ["Nhiệm vụ 3"]),
        ("due", ["Nhiệm vụ 1", "Nhiệm vụ 3", "Nhiệm vụ 4"]),
        ("done", ["Nhiệm vụ 1", "Nhiệm vụ 4"]),
        ("done_late", ["Nhiệm vụ 4"]),
        ("in_progress", ["Nhiệm vụ 2"]),
        ("continuing", ["Nhiệm vụ 5"]),
        ("carried_out", ["Nhiệm vụ 5"]),
        ("no_deadline", ["Nhiệm vụ 6"]),
        ("stale", ["Nhiệm vụ 3"]),
        ("unreported", ["Nhiệm vụ 6"]),
        ("nonsense", ["Nhiệm vụ 1", "Nhiệm vụ 2", "Nhiệm vụ 3", "Nhiệm vụ 4", "Nhiệm vụ 5", "Nhiệm vụ 6"]),
    ],
)
def test_an_address_names_the_state_or_set_of_tasks_that_is_shown(shared, state, shown):
    at = shared(CASE).open("register", LEADER, state=state, **END_OF_JUNE)

    assert titles(at) == shown
