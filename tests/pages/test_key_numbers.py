"""Results in numbers on the case of docs/definitions.md §5: A consolidates, B and C report in the second quarter."""

import pytest
from sqlmodel import select

from data_model.store import open_transaction
from data_model.tables import Indicator, IndicatorTarget, IndicatorValue, Plan, Submission
from data_model.values import AddsUp
from tests.builders.pages import CASE, COORDINATOR, LEADER, REPORTER, drawn, read_tables, rows, said
from tests.builders.stores import local

Q2 = {"period": "2026-Q2", "as_of": "2026-06-30"}


@pytest.fixture
def numbers(own):
    """S1 is B's report of the first quarter, C's of the second is the last of the case; both accepted by 25/6."""
    store = own(CASE)
    with open_transaction() as session:
        [plan] = session.exec(select(Plan)).all()
        sent = {(row.agency_id, row.period, row.status): row.id for row in session.exec(select(Submission)).all()}
        for place, (code, name, unit) in enumerate(
            [("DV", "Đoàn vào", "đoàn"), ("VT-VND", "Viện trợ", "VND"), ("VT-USD", "Viện trợ", "USD")]
        ):
            session.add(
                Indicator(
                    code=code, plan_id=plan.id, position=place, name=name, unit=unit, adds_up=AddsUp.SUM, decimals=0
                )
            )
        session.flush()
        ids = {row.code: row.id for row in session.exec(select(Indicator))}
        session.add(
            IndicatorTarget(
                indicator_id=ids["DV"], year=2026, target=20, entered_by="cuong", entered_at=local("2026-01-05 09:00")
            )
        )
        accepted = sorted(
            (period, agency, id_) for (agency, period, status), id_ in sent.items() if status == "accepted"
        )
        of_q1, *of_q2 = [id_ for _, _, id_ in accepted]
        for submission, code, value in [
            (of_q1, "DV", 4),
            (of_q2[-1], "DV", 6),
            (of_q1, "VT-VND", 1_500_000_000),
            (of_q2[-1], "VT-USD", 45_000),
        ]:
            session.add(IndicatorValue(submission_id=submission, indicator_id=ids[code], value=value))
    return store


def test_each_indicator_has_its_period_its_total_and_its_target(numbers):
    page = numbers.open("key_numbers", LEADER, **Q2)

    shown = {(row["Chỉ tiêu"], row["Đơn vị tính"]): row for row in rows(page)}
    assert shown["Đoàn vào", "đoàn"] == {
        "Chỉ tiêu": "Đoàn vào",
        "Đơn vị tính": "đoàn",
        "Trong kỳ": "6",
        "Lũy kế từ đầu năm": "10",
        "Cùng kỳ năm trước": "—",
        "So với cùng kỳ (%)": "—",
        "Kế hoạch năm": "20",
        "Đạt so với kế hoạch": "50,0 %",
        "Cơ quan có số liệu": "1/3",
    }
    assert shown["Viện trợ", "VND"]["Lũy kế từ đầu năm"] == "1.500.000.000"
    assert shown["Viện trợ", "VND"]["Trong kỳ"] == "—", "nothing reported is no zero"
    assert shown["Viện trợ", "USD"]["Lũy kế từ đầu năm"] == "45.000", "currencies are not added"


def test_one_indicator_is_split_by_agency_and_by_period(numbers):
    page = numbers.open("key_numbers", LEADER, **Q2)
    assert [(row["Cơ quan"], row["Lũy kế từ đầu năm"]) for row in rows(page, 1)] == [
        ("Sở A", "—"),
        ("Sở B", "4"),
        ("Sở C", "6"),
    ]

    page.session_state["key_numbers_by"] = "period"
    page.run()
    by_period = {row["Kỳ báo cáo"]: (row["Trong kỳ"], row["Lũy kế từ đầu năm"]) for row in rows(page, 1)}
    assert by_period["Quý I/2026"] == ("4", "4") and by_period["Quý II/2026"] == ("6", "10")


def test_an_agency_sees_its_own_numbers_alone(numbers):
    page = numbers.open("key_numbers", REPORTER, **Q2)

    assert {row["Lũy kế từ đầu năm"] for row in rows(page)} == {"4", "1.500.000.000", "—"}
    assert not page.main.get("form"), "what is counted is chosen by the office"


def test_the_office_chooses_indicators_and_the_plan_has_them(own):
    store = own(CASE)
    page = store.open("key_numbers", COORDINATOR)
    assert said(page.main.info) == [
        "Kế hoạch chưa có chỉ tiêu thống kê. Chọn ở dưới những số liệu các cơ quan cần báo cáo."
    ]

    page.checkbox(key="indicators_everything_P1_0").check()
    next(button for button in page.main.button if button.label == "Thêm").click().run()

    assert any("Đã thêm 21 chỉ tiêu" in words for words in said(page.toast))
    assert len(rows(page)) == 21
    again = store.open("upload_report", REPORTER)
    assert not said(again.exception)


def test_the_overview_ends_with_the_numbers_that_are_held_against_a_target_first(numbers):
    page = numbers.open("overview", LEADER, **Q2)

    assert "Số liệu chủ yếu Quý II/2026" in said(page.main.header)
    [shown] = read_tables(page)
    assert [(row["Chỉ tiêu"], row["Lũy kế từ đầu năm"], row["Đạt so với kế hoạch"]) for row in shown] == [
        ("Đoàn vào", "10", "50,0 %"),
        ("Viện trợ", "1.500.000.000", "—"),
        ("Viện trợ", "45.000", "—"),
    ]
    assert any('href="/key-numbers?period=2026-Q2&amp;as_of=2026-06-30"' in block for block in drawn(page))


def test_an_agency_has_its_own_numbers_on_its_page(numbers):
    page = numbers.open("by_agency", LEADER, agency="B", **Q2)

    [shown] = [table for table in read_tables(page) if "Đơn vị tính" in table[0]]
    assert {(row["Chỉ tiêu"], row["Đơn vị tính"], row["Lũy kế từ đầu năm"]) for row in shown} == {
        ("Đoàn vào", "đoàn", "4"),
        ("Viện trợ", "VND", "1.500.000.000"),
    }
