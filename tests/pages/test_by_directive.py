"""How far each document has been carried out: directive, plan, section, task."""

import pytest

from tests.builders.pages import (
    ADMIN,
    CASE,
    COORDINATOR,
    EMPTY,
    FIGURES_OF_ONE_REPORT,
    JUNE,
    LEADER,
    ONE_REPORT,
    REPORTER,
    THE_TASK,
    metrics,
    read_tables,
    rows,
    said,
)
from tests.builders.stores import load_files

ABOUT_THE_PLAN = (
    "**Số**: 1/KH\\-UBND  \n"
    "**Cơ quan ban hành**: không nêu  \n"
    "**Ngày ban hành**: 20/12/2025  \n"
    "**Người ký**: không nêu  \n"
    "**Thực hiện văn bản**: 04\\-CT/TW  \n"
    "**Thay thế**: không nêu  \n"
    "**Chế độ báo cáo**: Quý; thời gian chốt số liệu\\: theo Nghị định 09/2019/NĐ\\-CP \\(từ ngày 15 tháng trước đến ngày 14 tháng cuối kỳ\\); "
    "các cơ quan gửi trong 3 ngày sau ngày chốt số liệu, khóa kỳ sau thời hạn gửi 30 ngày  \n"
    "**Căn cứ của chế độ báo cáo**: giả định"
)


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, REPORTER, ADMIN])
def test_the_only_plan_opens_with_what_it_says_of_itself_and_its_task(shared, who):
    at = shared(ONE_REPORT).open("by_directive", who, **JUNE)

    assert said(at.main.title) == ["1/KH\\-UBND · Hà Nội"]
    assert ABOUT_THE_PLAN in said(at.main.markdown)
    assert metrics(at) == FIGURES_OF_ONE_REPORT
    assert said(at.main.subheader) == [
        "Kế hoạch thực hiện văn bản chỉ đạo nào?",
        "Vị trí và trạng thái của từng nhiệm vụ theo văn bản",
        "Thời hạn và ngày hoàn thành của từng nhiệm vụ",
        "I\\. Nhiệm vụ chung",
    ]
    assert read_tables(at) == [[THE_TASK]]


def test_a_reporter_reads_of_a_plan_the_tasks_of_the_own_agency(shared):
    codes = {
        who: [row["Mã nhiệm vụ"] for row in read_tables(shared(CASE).open("by_directive", who))[0]]
        for who in (LEADER, REPORTER)
    }

    assert codes == {LEADER: ["T1", "T2", "T3", "T4", "T5", "T6"], REPORTER: ["T3", "T6"]}


def test_of_two_plans_one_that_was_replaced_is_named_with_the_other(own, tmp_path):
    store = own(ONE_REPORT)
    load_files(
        tmp_path / "later",
        plans="""code,number,province,issued_on,title,replaces
                 KH2,2/KH-UBND,Hà Nội,2026-09-01,Kế hoạch thay thế,KH""",
        tasks="code,plan,title,type\nNV2,KH2,Nhiệm vụ mới,one_off",
    )

    at = store.open("by_directive", LEADER)

    assert said(at.main.title) == ["Theo văn bản chỉ đạo và kế hoạch"]
    assert said(at.main.subheader) == [
        "Vị trí và trạng thái của từng nhiệm vụ theo văn bản",
        "Kế hoạch thực hiện văn bản chỉ đạo nào?",
        "Tỷ lệ hoàn thành nhiệm vụ đến hạn theo văn bản chỉ đạo",
        "Tỷ lệ hoàn thành nhiệm vụ đến hạn theo kế hoạch",
        "Số nhiệm vụ của từng kế hoạch theo trạng thái",
        "Kế hoạch đã được thay thế",
    ]
    assert rows(at) == [
        {
            "Kế hoạch": "1/KH-UBND · Hà Nội",
            "Ngày ban hành": "20/12/2025",
            "Được thay thế từ": "01/09/2026",
            "Kế hoạch thay thế": "2/KH-UBND · Hà Nội",
        }
    ]


@pytest.mark.parametrize("who", [LEADER, REPORTER])
def test_without_a_plan_a_sentence_stands_in_the_place_of_charts(shared, who):
    at = shared(EMPTY).open("by_directive", who)

    assert said(at.main.info) == [
        "Chưa nạp kế hoạch có nhiệm vụ nào. Quản trị viên nạp kế hoạch từ thư mục tệp dữ liệu."
    ]
    assert len(at.get("plotly_chart")) == 0
