"""A report that came on paper is entered by the office: known from its entry, it counts from the day that the regime says.

On the case of docs/definitions.md §5: A consolidates P1, B's report for the second quarter of 2026 is due on 17/6 and the
round is locked after 17/7.
"""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from actions.reporting.submit_report import submit_report
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports
from data_model.rules.people.access import EVERYTHING, CurrentUser, NotAllowed
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.reporting.paper import Paper, PaperEntry, PaperProblem, PaperRefused
from data_model.store import open_session, open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.plans.task_details import task_detail
from data_model.store.reporting.submissions import submissions
from data_model.tables import AuditEntry, Regime
from data_model.values import PaperTime, Role
from tests.builders.stores import local
from tests.builders.submissions import BINH, CUONG, GOOD, OF_C, Q2, check

pytestmark = pytest.mark.usefixtures("worked_case")

OF_B = ReportKey("B", "P1", Q2)
PAPER = Paper("12/BC-SB", date(2026, 6, 16), "Trần Văn B", date(2026, 6, 19))
"""Dated in time, received two days after the due day."""
JUNE_22 = local("2026-06-22 10:00")
ELSEWHERE = CurrentUser("em", "Đầu mối nơi khác", Role.COORDINATOR, agency="C")


def enter(paper=PAPER, *, user=CUONG, at=JUNE_22, text=GOOD, report=OF_B):
    file = check(text, agency=report.agency, at=at)
    return submit_report(
        user=user, report=file, file_name="nhap.csv", agency=None, at=at, entry=PaperEntry(report, paper)
    )


def report_of_b(as_of):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(as_of))
    return {row.agency: row for row in expected_reports(facts, cutoff=AsOf(as_of, Q2))}["B"]


def let_count(paper_time):
    with open_transaction() as session:
        for regime in session.exec(select(Regime)):
            regime.paper_time = paper_time


@pytest.mark.parametrize(
    "paper_time, sent_on, days_late",
    [(PaperTime.RECEIPT, date(2026, 6, 19), 2), (PaperTime.DATE, date(2026, 6, 16), 0)],
)
def test_the_day_that_the_regime_says_decides_whether_it_is_on_time(paper_time, sent_on, days_late):
    let_count(paper_time)
    enter()

    found = report_of_b(JUNE_22)
    assert (local_day(found.first_submitted_at), found.days_late) == (sent_on, days_late)
    assert found.is_on_time is (days_late == 0)


def test_it_is_known_from_its_entry_and_no_figure_of_before_moves():
    enter()

    assert not report_of_b(local("2026-06-22 09:59")).is_submitted
    assert report_of_b(JUNE_22).is_submitted


def test_what_stood_on_it_stays_with_it_wherever_it_is_read():
    receipt = enter()

    with open_session() as session:
        [row] = [
            row for row in submissions(session, EVERYTHING, today=local_day(JUNE_22)) if row.number == receipt.number
        ]
        detail = task_detail(session, EVERYTHING, code="T6", today=local_day(JUNE_22))
        [entry] = session.exec(select(AuditEntry)).all()
    assert (row.paper, row.sender_name, receipt.paper) == (PAPER, "cuong", PAPER)
    assert [version.paper for version in detail.versions if version.number == receipt.number] == [PAPER]
    assert (entry.user_name, entry.what, entry.subject) == ("cuong", "enter_report", receipt.number)
    assert "12/BC-SB 2026-06-16 2026-06-19 Trần Văn B" in entry.note


def test_one_that_came_before_the_lock_is_entered_after_it():
    """As the page checks it: as of the day from which it counts."""
    at = local("2026-08-03 09:00")
    file = check(agency="B", at=local("2026-06-19 23:59"))
    submit_report(user=CUONG, report=file, file_name="nhap.csv", agency=None, at=at, entry=PaperEntry(OF_B, PAPER))

    assert report_of_b(at).days_late == 2


@pytest.mark.parametrize(
    "missing, problem",
    [
        ({"number": " "}, PaperProblem.NUMBER_MISSING),
        ({"dated_on": None}, PaperProblem.DATE_MISSING),
        ({"signer": ""}, PaperProblem.SIGNER_MISSING),
        ({"received_on": None}, PaperProblem.RECEIPT_MISSING),
        ({"received_on": date(2026, 6, 15)}, PaperProblem.RECEIVED_BEFORE_ITS_DATE),
        ({"received_on": date(2026, 6, 23)}, PaperProblem.IN_THE_FUTURE),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(missing, problem):
    with pytest.raises(PaperRefused) as refused:
        enter(replace(PAPER, **missing))
    assert refused.value.problem is problem


def test_rows_of_another_report_are_refused():
    with pytest.raises(PaperRefused) as refused:
        enter(report=ReportKey("B", "P1", Period.from_code("2026-Q1")))
    assert refused.value.problem is PaperProblem.OTHER_REPORT


@pytest.mark.parametrize("user", [BINH, OF_C, ELSEWHERE])
def test_only_the_office_that_consolidates_the_plan_enters_it(user):
    with pytest.raises(NotAllowed):
        enter(user=user)
