"""Two days, periods, agencies or directives side by side; `page` is on the worked case of docs/definitions.md §5."""

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import total
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import EVERYTHING
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.values import TaskState
from tests.builders.pages import ADMIN, CASE, COORDINATOR, EMPTY, LEADER, ONE_REPORT, REPORTER, read_tables, rows, said
from tests.builders.stores import load_files
from ui.base.clock import now, today
from ui.base.plain_text import plain
from wording.labels import MEASURE, TASK_STATE, label
from wording.rates import rate


@pytest.fixture
def page(shared):
    return lambda **address: shared(CASE).open("compare", LEADER, **address)


def share(agency, measure):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=today())
    return rate(total(facts, cutoff=AsOf(now()), selection=Selection(agency=agency)), measure).words


def test_two_agencies_stand_side_by_side_with_their_own_figures(page):
    at = page(by="agencies", agency_1="A", agency_2="B")

    assert not at.exception
    first, second = at.selectbox(key="agency_1").value, at.selectbox(key="agency_2").value
    assert (first, second) == ("A", "B")
    shown = {name: (a, b) for name, a, b, *_ in (row.values() for row in read_tables(at)[0])}
    assert shown == {label(MEASURE, measure): (share("A", measure), share("B", measure)) for measure in Measure}
    assert [next(iter(row.values())) for row in rows(at)] == [label(TASK_STATE, state) for state in TaskState]
    assert len(at.get("plotly_chart")) == 1


def test_a_name_from_a_load_is_no_markup(own, tmp_path):
    store = own(CASE)
    name = "Sở [A](https://evil.example) **đậm** <b>x</b>"
    load_files(tmp_path / "renamed", agencies=f"code,name,kind\nA,{name},department")

    at = store.open("compare", LEADER, by="agencies", agency_1="A", agency_2="B")

    heading = next(header.value for header in at.main.header if "evil" in header.value)
    assert plain(name) in heading
    assert "](https" not in heading


def test_at_first_the_agency_of_the_filter_is_compared_with_another(page):
    at = page(agency="C", by="agencies")

    assert at.selectbox(key="agency_1").value == "C"
    assert at.selectbox(key="agency_2").value in ("A", "B")
    assert len(at.selectbox(key="agency_1").options) == 3


def test_what_there_is_one_of_alone_is_not_offered(page):
    at = page(by="directives")

    assert not at.exception
    assert "directives" not in at.segmented_control(key="by").options
    assert at.segmented_control(key="by").value == "days"


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, REPORTER, ADMIN])
def test_two_days_are_held_against_each_other(shared, who):
    at = shared(ONE_REPORT).open("compare", who, day_1="2026-05-31", day_2="2026-06-30")

    assert said(at.main.header) == [
        "Các chỉ tiêu: 31/05/2026 và 30/06/2026",
        "Nhiệm vụ có thay đổi (1)",
        "Báo cáo đã gửi (1)",
    ]
    assert read_tables(at)[0][0] == {
        "Chỉ tiêu": "Hoàn thành nhiệm vụ đến hạn",
        "31/05/2026": "0,0 % (0/1)",
        "30/06/2026": "100,0 % (1/1)",
        "Tăng, giảm (điểm phần trăm)": "+100",
    }
    assert rows(at) == [
        {
            "Mã nhiệm vụ": "NV1",
            "Nhiệm vụ": "Tổ chức hội nghị",
            "31/05/2026": "Quá hạn chưa hoàn thành, 0,0 %",
            "30/06/2026": "Hoàn thành đúng hạn, 100,0 %",
            "Chủ trì": "Sở A",
        }
    ]
    assert rows(at, 1) == [
        {
            "Thời điểm gửi": "16/06/2026 09:00",
            "Cơ quan": "Sở A",
            "Kỳ báo cáo": "Quý II/2026",
            "Kết quả xác nhận": "Đã xác nhận",
            "Số biên nhận": "BC1",
            "Kế hoạch": "1/KH-UBND · Hà Nội",
        }
    ]


def test_days_in_the_wrong_order_are_put_right(shared):
    at = shared(ONE_REPORT).open("compare", LEADER, day_1="2026-06-30", day_2="2026-05-31")

    assert said(at.main.header)[0] == "Các chỉ tiêu: 31/05/2026 và 30/06/2026"


def test_two_periods_are_chosen_by_the_address(page):
    at = page(by="periods", period_1="2026-Q1", period_2="2026-Q2")

    assert said(at.main.header)[0] == "Các chỉ tiêu: Quý I/2026 và Quý II/2026"
    assert read_tables(at)[0][0] == {
        "Chỉ tiêu": "Hoàn thành nhiệm vụ đến hạn",
        "Quý I/2026": "—",
        "Quý II/2026": "66,7 % (2/3)",
        "Tăng, giảm (điểm phần trăm)": "—",
    }


def test_without_a_plan_no_figure_and_no_change_is_shown(shared):
    at = shared(EMPTY).open("compare", LEADER)

    assert {row["Tăng, giảm (điểm phần trăm)"] for row in read_tables(at)[0]} == {"—"}
    assert said(at.main.info) == [
        "Không nhiệm vụ nào đổi trạng thái hoặc tỷ lệ.",
        "Không có báo cáo nào được gửi giữa hai thời điểm.",
    ]
    assert len(at.segmented_control) == 0
