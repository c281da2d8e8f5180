"""The register of tasks: its lines, chips, filters, groups, and who sees which tasks in it."""

import re
from html import unescape

import pytest
from sqlmodel import select

from data_model.store import open_transaction
from data_model.tables import ReportLine, Task
from tests.builders.pages import (
    ADMIN,
    CASE,
    COORDINATOR,
    EMPTY,
    JUNE,
    LEADER,
    ONE_REPORT,
    REPORTER,
    drawn,
    offered_files,
    said,
)
from tests.builders.stores import load_files

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
    return unescape(re.sub(r"<[^>]+>", "", re.sub(" ?<small>", " | ", cell)))


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
            "Tổ chức hội nghị | · mục I",
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
        "Quá hạn 1",
        "Đến hạn trong 30 ngày 0",
        "Đang thực hiện 1",
        "Hoàn thành 2",
        "Thường xuyên 1",
        "Chưa có thời hạn 1",
    ]


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, REPORTER, ADMIN])
def test_whoever_sees_the_register_may_take_it_away(shared, who):
    at = shared(ONE_REPORT).open("register", who, **JUNE)

    assert offered_files(at) == ["Excel, đủ các cột", "Word, khổ A4 ngang", "PDF để in"]


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


def test_the_days_that_due_soon_looks_ahead_stand_in_the_address(shared):
    at = shared(CASE).open("register", LEADER, state="due_soon", within="200", **END_OF_JUNE)
    assert titles(at) == ["Nhiệm vụ 2"]
    assert "Đến hạn trong 200 ngày 1" in chips(at)

    at = shared(CASE).open("register", LEADER, state="due_soon", within="199", **END_OF_JUNE)
    assert said(at.main.info) == ["Không có nhiệm vụ nào khớp bộ lọc. Chọn “Tất cả” hoặc bỏ bớt bộ lọc."]


def test_how_far_ahead_is_asked_where_it_matters(shared):
    at = shared(CASE).open("register", LEADER, **END_OF_JUNE)
    assert "within" not in {box.key for box in at.main.selectbox}

    [pills] = [group for group in at.main.button_group if group.key == "state"]
    pills.set_value("due_soon").run()
    assert at.selectbox(key="within").options[2:4] == ["Đến hạn trong 30 ngày", "Đến hạn trong 60 ngày"]

    at.selectbox(key="within").select("180").run()
    assert chips(at)[2] == "Đến hạn trong 180 ngày 0"


def test_words_without_marks_find_tasks_and_counts_follow(shared):
    at = shared(CASE).open("register", LEADER, **END_OF_JUNE)

    at.text_input(key="find").set_value("nhiem vu 4").run()

    assert titles(at) == ["Nhiệm vụ 4"]
    assert chips(at)[0] == "Tất cả 1"


def test_by_agency_a_task_stands_under_each_lead_by_its_own_line(own, tmp_path):
    store = own(CASE)
    load_files(tmp_path / "leads", assignments="task,agency,role\nT1,C,lead")

    at = store.open("register", LEADER, group="agency", **END_OF_JUNE)

    assert [[row[0], *row[1:2], *row[4:5]] for row in lines(at)] == [
        ["Sở A · 2 nhiệm vụ"],
        ["1", "Nhiệm vụ 1", "Hoàn thành đúng hạn"],
        ["2", "Nhiệm vụ 2", "Đang thực hiện trong hạn | còn 200 ngày"],
        ["Sở B · 2 nhiệm vụ"],
        ["3", "Nhiệm vụ 3", "Quá hạn 75 ngày | số liệu kỳ trước"],
        ["4", "Nhiệm vụ 6", "Chưa xác định thời hạn | chưa báo cáo kỳ này"],
        ["Sở C · 3 nhiệm vụ"],
        ["5", "Nhiệm vụ 1", "Quá hạn 15 ngày | chưa báo cáo kỳ này"],
        ["6", "Nhiệm vụ 4", "Hoàn thành quá hạn"],
        ["7", "Nhiệm vụ 5", "Đã triển khai trong kỳ"],
    ]


def test_a_task_without_a_lead_stands_last_by_agency_and_under_its_own_chip(own, tmp_path):
    store = own(CASE)
    load_files(tmp_path / "task", tasks="code,plan,title,type\nT7,P1,Nhiệm vụ 7,one_off")

    by_agency = store.open("register", LEADER, group="agency", **END_OF_JUNE)
    alone = store.open("register", LEADER, state="unassigned", **END_OF_JUNE)

    assert [row[:3] for row in lines(by_agency)[-2:]] == [["Chưa giao · 1 nhiệm vụ"], ["7", "Nhiệm vụ 7", "chưa giao"]]
    assert titles(alone) == ["Nhiệm vụ 7"]


def test_a_reporter_sees_the_tasks_of_the_own_agency_alone(shared):
    at = shared(CASE).open("register", REPORTER, role="coordinate", **END_OF_JUNE)

    assert titles(at) == ["Nhiệm vụ 3", "Nhiệm vụ 6"]


def test_of_an_agency_the_tasks_that_it_coordinates_are_a_choice(own, tmp_path):
    store = own(CASE)
    load_files(tmp_path / "with", assignments="task,agency,role\nT4,A,coordinate")

    leads = store.open("register", LEADER, agency="A", **END_OF_JUNE)
    coordinates = store.open("register", LEADER, agency="A", role="coordinate", **END_OF_JUNE)

    assert titles(leads) == ["Nhiệm vụ 1", "Nhiệm vụ 2"]
    assert [row[1:3] for row in lines(coordinates)[1:]] == [["Nhiệm vụ 4", "Sở C | phối hợp: Sở A"]]


def test_the_section_is_a_filter_with_what_stands_below_it(own, tmp_path):
    store = own(CASE)
    load_files(
        tmp_path / "sections",
        tasks="code,plan,title,section,type\n"
        "T1,P1,Nhiệm vụ 1,II. Nội dung > 1. Thông tin,one_off\nT2,P1,Nhiệm vụ 2,II. Nội dung > 10. Tổ chức,one_off\n"
        "T3,P1,Nhiệm vụ 3,IV. Thực hiện,one_off",
    )

    chosen = {section: titles(store.open("register", LEADER, plan="P1", section=section)) for section in ("II", "II.1")}

    assert chosen == {"II": ["Nhiệm vụ 1", "Nhiệm vụ 2"], "II.1": ["Nhiệm vụ 1"]}


def test_the_longest_overdue_can_stand_first(shared):
    at = shared(CASE).open("register", LEADER, order="overdue", **END_OF_JUNE)
    assert titles(at)[0] == "Nhiệm vụ 3"

    at = shared(CASE).open("register", LEADER, order="due", **END_OF_JUNE)
    assert titles(at) == ["Nhiệm vụ 3", "Nhiệm vụ 4", "Nhiệm vụ 1", "Nhiệm vụ 2", "Nhiệm vụ 5", "Nhiệm vụ 6"]


def test_why_a_task_is_overdue_stands_with_its_latest_result_and_on_the_overview(own):
    store = own(CASE)
    with open_transaction() as session:
        line = session.exec(select(ReportLine).join(Task).where(Task.code == "T3")).one()
        line.cause, line.responsibility = "Đối tác hoãn <b>đoàn vào</b>", "Phòng Hợp tác"
    said = "Nguyên nhân quá hạn: Đối tác hoãn &lt;b&gt;đoàn vào&lt;/b&gt;. Trách nhiệm: Phòng Hợp tác"

    assert said in table(store.open("register", LEADER, **END_OF_JUNE))
    assert any(said in markup for markup in drawn(store.open("overview", LEADER, **END_OF_JUNE)))


def test_thousands_of_tasks_stand_on_pages_and_the_way_back_opens_the_right_one(own, tmp_path):
    store = own(CASE)
    many = "\n".join(f"M{number:04},P1,Việc {number},one_off" for number in range(2040))
    load_files(tmp_path / "many", tasks=f"code,plan,title,type\n{many}")

    at = store.open("register", LEADER, find="viec", page="3")
    assert titles(at)[:2] == ["Việc 100", "Việc 101"]
    assert "Nhiệm vụ 101–150 trong 2.040" in said(at.main.caption)

    at = store.open("register", LEADER, find="viec", task="M2039")
    assert titles(at)[-1] == "Việc 2039"
    assert 'class="here"' in table(at)
