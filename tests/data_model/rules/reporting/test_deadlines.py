"""Until when a report is on time and taken at all, and what an agency has to report on a day.

Plan P1 asks for quarters under nd09 windows: Q2 of 2026 ends on 14 June, is due on the 17th and locks after 17 July.
"""

from dataclasses import replace
from datetime import date

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import target_report
from data_model.rules.round.rounds import due_reports
from data_model.values import (
    DeadlineStatus,
    PeriodKind,
    TaskField,
    WindowRule,
)
from tests.builders.facts import calendar, change, extended, facts, lead, plan, task
from tests.builders.stores import local

Q2 = Period.from_code("2026-Q2")


@pytest.mark.parametrize(
    "today, expected",
    [
        ("2026-03-14", DeadlineStatus.NOT_OPEN),
        ("2026-03-15", DeadlineStatus.OPEN),
        ("2026-06-17", DeadlineStatus.OPEN),
        ("2026-06-18", DeadlineStatus.LATE),
        ("2026-07-17", DeadlineStatus.LATE),
        ("2026-07-18", DeadlineStatus.LOCKED),
    ],
)
def test_a_period_opens_falls_due_and_is_locked(today, expected):
    found = target_report(facts(task()), agency="A", plan="P1", period=Q2, today=date.fromisoformat(today))

    assert found == (Q2, expected, date(2026, 6, 14))


@pytest.mark.parametrize("agency, expected", [("A", DeadlineStatus.OPEN), ("B", DeadlineStatus.LOCKED)])
def test_an_extension_lifts_the_lock_for_one_agency(agency, expected):
    found = facts(task(lead("A"), lead("B")), extensions=[extended("2026-08-10", at="2026-08-01 09:00", agency="A")])

    target = target_report(found, agency=agency, plan="P1", period=Q2, today=date(2026, 8, 5))

    assert target.deadline_status is expected


def test_a_period_that_the_regime_does_not_ask_for_is_not_expected():
    found = facts(task(), plans=[plan(regime=calendar(PeriodKind.HALF))])

    q1 = Period.from_code("2026-Q1")
    target = target_report(found, agency="A", plan="P1", period=q1, today=date(2026, 3, 16))

    assert target.deadline_status is DeadlineStatus.NOT_EXPECTED


def test_what_an_agency_owes_is_late_and_open_reports_the_most_urgent_first():
    today = date(2026, 6, 20)
    due = due_reports(facts(task()), agency="A", as_of=local("2026-06-20 09:00"))

    assert [
        (
            due_report.key.period.code,
            due_report.deadline.status_on(today),
            due_report.due_on,
            due_report.deadline.locks_on,
        )
        for due_report in due
    ] == [
        ("2026-Q2", DeadlineStatus.LATE, date(2026, 6, 17), date(2026, 7, 17)),
        ("2026-Q3", DeadlineStatus.OPEN, date(2026, 9, 17), date(2026, 10, 17)),
    ]


def test_an_agency_owes_nothing_in_a_plan_that_gave_it_nothing():
    found = facts(task(), task(lead("B"), code="T2", of="P2"), plans=[plan(), plan("P2")])

    due = due_reports(found, agency="B", as_of=local("2026-06-20 09:00"))
    assert {due_report.key.plan for due_report in due} == {"P2"}


def test_an_agency_owes_nothing_while_no_round_is_open():
    not_yet = plan(regime=calendar(first_period=Period.from_code("2027-Q1")))

    assert due_reports(facts(task(), plans=[not_yet]), agency="A", as_of=local("2026-06-20 09:00")) == []


def test_an_agency_owes_nothing_in_a_plan_whose_only_task_was_stopped():
    """As in the figures, where it is not expected either."""
    stopped = task(changes=[change(TaskField.STOPPED, True, holds_from="2026-04-01")])
    found = facts(stopped)

    assert due_reports(found, agency="A", as_of=local("2026-06-20 09:00")) == []
    assert len(expected_reports(found, cutoff=AsOf(local("2026-06-20 09:00"), Q2))) == 0


def test_a_done_on_date_inside_a_calendar_window_is_not_after_it():
    """Under nd09 the second quarter ends on 14 June, under calendar windows on the 30th."""
    found = facts(task(), plans=[plan(regime=replace(calendar(), window=WindowRule.CALENDAR))])

    target = target_report(found, agency="A", plan="P1", period=Q2, today=date(2026, 7, 1))

    assert target.window_ends == date(2026, 6, 30)


@pytest.mark.parametrize("to, due_on", [("2026-06-10", "2026-06-17"), ("2026-06-25", "2026-06-25")])
def test_an_extension_before_the_due_day_counts_nowhere(to, due_on):
    """Neither for who sends a file, nor in what an agency owes, nor in the figures."""
    found = facts(task(), extensions=[extended(to, at="2026-06-01 09:00")])
    at = local("2026-06-20 09:00")
    expected = DeadlineStatus.LATE if due_on == "2026-06-17" else DeadlineStatus.OPEN

    assert target_report(found, agency="A", plan="P1", period=Q2, today=date(2026, 6, 20)).deadline_status is expected
    assert str(due_reports(found, agency="A", as_of=at)[0].due_on) == due_on
    assert [str(report.extended_due_on) for report in expected_reports(found, cutoff=AsOf(at, Q2))] == [due_on]
