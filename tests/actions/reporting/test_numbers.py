"""Numbers sent with a report: stored by version, counted once accepted, never as zero where nothing was said.

The worked case: A leads T1 and T2, B leads T3 and T6; the second quarter of 2026 is due on 17/6.
"""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlmodel import select

from actions.reporting.check_report import check_report
from actions.reporting.submit_report import NothingToSubmit, OutOfDate, submit_report
from actions.review import accept_submission, withdraw_submission
from data_model.rules.figures.as_of import AsOf
from data_model.rules.indicators.figures import IndicatorSource
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.periods import Period, local_day
from data_model.store import open_session, open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.indicators.values import read_numbers, values_of
from data_model.tables import Indicator, Plan
from data_model.values import AddsUp
from intake.base.checked_file import Verdict
from intake.base.finding_codes import FindingCode
from tests.builders.report_files import HEADER, xlsx_bytes
from tests.builders.stores import local
from tests.builders.submissions import BINH, CUONG, GOOD, Q2, SENT, submit

pytestmark = [pytest.mark.usefixtures("worked_case"), pytest.mark.slow]  # sends whole files

LATER, REVIEWED = local("2026-06-22 10:00"), local("2026-06-26 10:00")
TASK_ROWS = [HEADER, ["T3", "2026-Q2", 100, "", "15/5/2026", "Đã xong"], ["T6", "2026-Q2", 20, "", "", "Đã bắt đầu"]]
NUMBER_HEADER = ["Mã chỉ tiêu", "Chỉ tiêu", "Đơn vị tính", "Số trong kỳ", "Lũy kế từ đầu năm", "Ghi chú"]


@pytest.fixture(autouse=True)
def indicators(worked_case):
    with open_transaction() as session:
        [plan] = session.exec(select(Plan)).all()
        for place, (code, unit, adds_up, decimals) in enumerate(
            [("DV", "đoàn", AddsUp.SUM, 0), ("VND", "VND", AddsUp.SUM, 0), ("HV", "hội viên", AddsUp.LAST, 0)]
        ):
            session.add(
                Indicator(
                    code=code, plan_id=plan.id, position=place, name=code, unit=unit, adds_up=adds_up, decimals=decimals
                )
            )


def checked(*numbers, tasks=TASK_ROWS, at=SENT, period="2026-Q2", agency="B"):
    content = xlsx_bytes(*([tasks] if tasks else []), [NUMBER_HEADER, *numbers])
    with open_session() as session:
        return check_report(session, content, file_name="b.xlsx", agency=agency, period=Period.from_code(period), at=at)


def send(*numbers, at=SENT, user=BINH, **more):
    report = checked(*numbers, at=at, agency=user.agency, **more)
    return submit_report(user=user, report=report, file_name="b.xlsx", agency=None, at=at)


def counted(at=REVIEWED, *, unreviewed=False):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(at))
        numbers = read_numbers(session, facts, today=local_day(at))
    lines = IndicatorSource.at(facts, numbers, AsOf(at, unreviewed=unreviewed)).lines
    return {(line.indicator, line.agency, line.period.code): line.value for line in lines}


def found(report):
    return [(finding.row, finding.column, finding.code) for finding in report.numbers.findings]


def accept(number, at=REVIEWED):
    accept_submission(user=CUONG, number=number, at=at)


def test_numbers_of_the_second_sheet_are_stored_with_the_report_and_count_once_accepted():
    receipt = send(["DV", "", "đoàn", 3], ["VND", "", "VND", "1,5 tỷ"], ["HV", "", "", None])

    assert (receipt.stored, receipt.values) == (2, 2)
    assert counted() == {}
    assert counted(unreviewed=True) == {("DV", "B", "2026-Q2"): 3, ("VND", "B", "2026-Q2"): 1_500_000_000}

    accept(receipt.number)

    assert counted() == {("DV", "B", "2026-Q2"): 3, ("VND", "B", "2026-Q2"): 1_500_000_000}
    assert counted(at=LATER) == {}, "as known before the acceptance"


def test_a_reading_in_words_is_shown_back_and_a_blank_says_nothing():
    report = checked(["VND", "", "VND", "1,5 tỷ"], ["DV", "", "đoàn", None])

    assert [(f.code, f.expected) for f in report.numbers.findings] == [
        (FindingCode.AMOUNT_READ_AS, "1.500.000.000 VND")
    ]
    assert [row.indicator for row in report.numbers.rows] == ["VND"]
    assert report.verdict is Verdict.WARNINGS


def test_wrong_numbers_stop_the_whole_report_and_say_where():
    report = checked(
        ["DV", "", "người", 3], ["XX", "", "", 4], ["VND", "", "", "nhiều"], ["HV", "", "", 5], ["HV", "", "", 6]
    )

    assert report.verdict is Verdict.ERRORS
    assert found(report) == [
        (2, "don_vi_tinh", FindingCode.UNIT_DISAGREES),
        (3, "ma_chi_tieu", FindingCode.INDICATOR_UNKNOWN),
        (4, "trong_ky", FindingCode.AMOUNT_NOT_A_NUMBER),
        (5, "ma_chi_tieu", FindingCode.INDICATOR_TWICE),
        (6, "ma_chi_tieu", FindingCode.INDICATOR_TWICE),
    ]
    with pytest.raises(NothingToSubmit):
        submit_report(user=BINH, report=report, file_name="b.xlsx", agency=None, at=SENT)


def test_numbers_alone_follow_a_report_that_was_sent_and_not_one_that_was_not():
    alone = [["DV", "", "đoàn", 3]]
    assert found(checked(*alone, tasks=None)) == [(2, None, FindingCode.NUMBERS_ALONE)]

    first = submit(GOOD)
    second = send(*alone, tasks=None, at=LATER)

    assert second.superseded == (first.number,)
    assert (second.stored, second.taken_over, second.values) == (0, 2, 1)


def test_what_a_later_version_leaves_out_is_taken_over():
    send(["DV", "", "đoàn", 3], ["HV", "", "", 40])
    second = send(["DV", "", "đoàn", 4], at=LATER)

    with open_session() as session:
        values = values_of(session, second.number)
    assert [(sent.indicator, sent.value, sent.taken_over) for sent in values] == [("DV", 4, False), ("HV", 40, True)]


def test_the_same_numbers_again_change_nothing():
    send(["DV", "", "đoàn", 3])
    again = send(["DV", "", "đoàn", 3], at=LATER)

    assert (again.number, again.values) == ("", 0)


def test_a_withdrawn_submission_counts_until_it_was_withdrawn():
    receipt = send(["DV", "", "đoàn", 3])
    withdraw_submission(user=BINH, number=receipt.number, at=LATER)

    assert counted(at=SENT, unreviewed=True) == {("DV", "B", "2026-Q2"): 3}
    assert counted(unreviewed=True) == {}


def q1_accepted(*numbers):
    """Of the first quarter, sent as if in March."""
    at = local("2026-03-16 09:00")
    rows = [HEADER, ["T3", "2026-Q1", 60, "", "", "Đã làm được phần lớn"], ["T6", "2026-Q1", 5, "", "", "Đã bàn"]]
    receipt = send(*numbers, tasks=rows, at=at, period="2026-Q1")
    accept(receipt.number, at=local("2026-03-20 09:00"))


def test_a_running_total_gives_the_number_of_the_period_and_must_agree_with_it():
    q1_accepted(["DV", "", "đoàn", 5])

    assert [row.value for row in checked(["DV", "", "", None, 8]).numbers.rows] == [3]
    assert [row.value for row in checked(["DV", "", "", 3, 8]).numbers.rows] == [3]
    disagrees = checked(["DV", "", "", 3, 9]).numbers
    assert [(f.code, f.value, f.expected) for f in disagrees.findings] == [(FindingCode.TOTAL_DISAGREES, "9", "8")]


def test_a_running_total_that_falls_is_an_error():
    q1_accepted(["DV", "", "đoàn", 5])

    fell = checked(["DV", "", "", None, 4]).numbers
    assert [(f.code, f.value, f.expected) for f in fell.findings] == [(FindingCode.TOTAL_FELL, "4", "5")]


def test_ten_times_the_last_number_is_a_question_in_both_directions():
    q1_accepted(["VND", "", "VND", 1_500_000_000], ["HV", "", "", 100])

    report = checked(["VND", "", "VND", 1_500_000], ["HV", "", "", 1000])
    assert found(report) == [(2, "trong_ky", FindingCode.A_TENTH), (3, "trong_ky", FindingCode.TEN_TIMES)]
    assert report.verdict is Verdict.WARNINGS


def test_a_report_withdrawn_meanwhile_takes_no_numbers():
    first = submit(GOOD)
    report = checked(["DV", "", "đoàn", 3], tasks=None, at=LATER)
    withdraw_submission(user=BINH, number=first.number, at=LATER)

    with pytest.raises(OutOfDate):
        submit_report(user=BINH, report=report, file_name="b.xlsx", agency=None, at=REVIEWED)


def test_a_csv_of_its_own_holds_numbers():
    submit(GOOD)
    text = "ma_chi_tieu;ky_bao_cao;trong_ky\r\nDV;Quý II/2026;3\r\n"
    with open_session() as session:
        report = check_report(session, text.encode(), file_name="so-lieu.csv", agency="B", period=Q2, at=LATER)

    assert [(row.indicator, row.period, row.value) for row in report.numbers.rows] == [("DV", Q2, Decimal(3))]
    assert replace(report, numbers=None).verdict is Verdict.CLEAN
