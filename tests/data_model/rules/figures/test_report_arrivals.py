"""How a report came, and which agency comes first on the map."""

from datetime import date, datetime

import pytest

from data_model.rules.figures.report_arrivals import ArrivalCell, ReportArrival, arrival_rows, report_arrival
from data_model.rules.figures.statuses import ExpectedReport
from data_model.rules.plans.periods import Period
from data_model.values import TIME_ZONE

Q2, Q3 = Period.from_code("2026-Q2"), Period.from_code("2026-Q3")
DUE = date(2026, 9, 17)


def report(agency="A", *, sent=None, late=0, extended=DUE, waived=False, says_nothing=False, period=Q3):
    """Due on 17/9; `sent` is a day of September."""
    return ExpectedReport(
        agency=agency,
        body=agency,
        plan="P1",
        period=period,
        due_on=DUE,
        extended_due_on=extended,
        first_submitted_at=datetime(2026, 9, sent, 10, tzinfo=TIME_ZONE) if sent else None,
        accepted=False,
        returned_once=False,
        days_late=late,
        waived=waived,
        says_nothing=says_nothing,
    )


@pytest.mark.parametrize(
    "of, today, arrival",
    [
        (report(sent=17), 30, ReportArrival.ON_TIME),
        (report(sent=17, says_nothing=True), 30, ReportArrival.NOTHING_AROSE),
        (report(sent=18, late=1), 30, ReportArrival.LATE),
        (report(sent=20, late=3, extended=date(2026, 9, 20)), 30, ReportArrival.EXTENDED),
        (report(sent=21, late=4, extended=date(2026, 9, 20)), 30, ReportArrival.LATE),
        (report(), 17, ReportArrival.PENDING),
        (report(late=1), 18, ReportArrival.MISSING),
        (report(late=1, extended=date(2026, 9, 20)), 20, ReportArrival.EXTENSION_RUNS),
        (report(late=4, extended=date(2026, 9, 20)), 21, ReportArrival.MISSING),
        (report(waived=True), 30, ReportArrival.WAIVED),
    ],
)
def test_how_a_report_came_follows_its_due_day_and_its_extension(of, today, arrival):
    assert report_arrival(of, today=date(2026, 9, today)) is arrival


def test_missing_reports_go_before_late_ones_and_more_days_before_fewer():
    reports = {
        Q2: [report("A", sent=17, period=Q2), report("D", sent=17, period=Q2)],
        Q3: [
            report("A", sent=20, late=3),
            report("B", sent=28, late=11),
            report("C", late=13),
            report("D", sent=16),
        ],
    }

    rows = arrival_rows(reports, today=date(2026, 9, 30))

    assert [row.agency for row in rows] == ["C", "B", "A", "D"]
    assert Q2 not in rows[0].cells
    assert rows[1].cells[Q3] == ArrivalCell(ReportArrival.LATE, "B", "P1", 11, 1)


def test_of_several_reports_the_worst_is_shown_with_how_many_there_are():
    [row] = arrival_rows({Q3: [report(sent=16), report(sent=19, late=2), report(sent=27, late=10)]}, today=DUE)

    assert row.cells == {Q3: ArrivalCell(ReportArrival.LATE, "A", "P1", 10, 3)}


def test_who_keeps_an_extension_is_not_named_late():
    [row] = arrival_rows({Q3: [report(sent=20, late=3, extended=date(2026, 9, 20))]}, today=date(2026, 9, 30))

    assert row.cells[Q3] == ArrivalCell(ReportArrival.EXTENDED, "A", "P1", 0, 1)
    assert row.badness == (0, 0, 0)
