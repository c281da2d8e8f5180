"""Rounds with an opening or due day of their own, and rounds of their own kind: when they open, are due and lock.

Plan P1 asks for quarters under nd09 windows, due three days after: Q2 of 2026 ends on 14 June, is due on the 17th and
locks after 17 July.
"""

from dataclasses import replace
from datetime import date

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports
from data_model.rules.figures.upcoming import UpcomingKind, upcoming
from data_model.rules.plans.periods import Period
from data_model.rules.plans.regime_facts import RoundFact
from data_model.rules.reporting.deadlines import deadline, reports_until, rounds_of, target_report
from data_model.rules.round.rounds import current_round, due_reports, report_statuses
from data_model.values import DeadlineStatus, ReportState
from tests.builders.facts import calendar, extended, facts, plan, task
from tests.builders.stores import local

Q2, Q3 = Period.from_code("2026-Q2"), Period.from_code("2026-Q3")
SPECIAL = Period.from_code("R20260701-20260820")
"""A special report: its window is from 1 July to 20 August."""


def called(period: Period, *, opens_on: str | None = None, due_on: str | None = None, at: str = "2026-05-01 09:00"):
    days = [None if text is None else date.fromisoformat(text) for text in (opens_on, due_on)]
    return RoundFact(period, local(at), "Chuyên đề" if period.own else "", *days)


def plan_with(*rounds: RoundFact, **more):
    return replace(plan(**more), rounds=rounds)


def due_and_lock(found, period):
    days = deadline(found, period)
    return days.due_on, days.locks_on


def due(found, today: str) -> list[tuple[str, str, str]]:
    return [
        (
            due_report.key.period.code,
            str(due_report.due_on),
            due_report.deadline.status_on(date.fromisoformat(today)).value,
        )
        for due_report in due_reports(found, agency="A", as_of=local(f"{today} 09:00"))
    ]


def test_a_round_can_be_due_earlier_or_later_than_the_regime_says():
    assert due_and_lock(plan_with(), Q2) == (date(2026, 6, 17), date(2026, 7, 17))
    for due_on, locks_on in ((date(2026, 6, 10), date(2026, 7, 10)), (date(2026, 6, 25), date(2026, 7, 25))):
        found = plan_with(called(Q2, due_on=str(due_on)))
        assert due_and_lock(found, Q2) == (due_on, locks_on)
        assert due_and_lock(found, Q3)[0] == date(2026, 9, 17)


def test_a_day_that_is_set_later_does_not_move_what_was_known_before():
    """Set on 20 June, when the report was three days late: the desk of the 19th says what the figures of the 19th say."""
    known = facts(task(), plans=[plan_with(called(Q2, due_on="2026-06-25", at="2026-06-20 09:00"))])

    def at(instant):
        [status] = report_statuses(known, plan="P1", period=Q2, as_of=local(instant))
        [expected] = expected_reports(known, cutoff=AsOf(local(instant), Q2))
        return str(status.deadline.due_on), status.state, str(expected.due_on)

    assert at("2026-06-20 08:59") == ("2026-06-17", ReportState.LATE, "2026-06-17")
    assert at("2026-06-20 09:00") == ("2026-06-25", ReportState.NOT_SENT, "2026-06-25")


def test_the_day_that_was_set_last_holds():
    first = called(Q2, due_on="2026-06-25", at="2026-05-01 09:00")
    last = called(Q2, due_on="2026-06-20", at="2026-05-02 09:00")

    assert plan_with(last, first).due_on(Q2) == date(2026, 6, 20)


@pytest.mark.parametrize("to, due_on", [("2026-06-20", "2026-06-25"), ("2026-07-05", "2026-07-05")])
def test_an_extension_counts_where_it_is_later_than_the_day_of_the_round(to, due_on):
    found = plan_with(called(Q2, due_on="2026-06-25"))

    days = deadline(found, Q2, extended_to=date.fromisoformat(to))
    assert (str(days.due_on), str(days.extended_due_on)) == ("2026-06-25", due_on)
    known = facts(task(), plans=[found], extensions=[extended(to, at="2026-06-01 09:00")])
    assert [str(due_report.due_on) for due_report in due_reports(known, agency="A", as_of=local("2026-06-20 09:00"))][
        :1
    ] == [due_on]


def test_a_round_opens_on_its_own_day():
    assert deadline(plan_with(), Q2).opens_on == date(2026, 3, 15)
    found = plan_with(called(Q2, opens_on="2026-06-01"))
    assert deadline(found, Q2).opens_on == date(2026, 6, 1)
    assert deadline(found, Q3).opens_on == date(2026, 6, 15)

    known = facts(task(), plans=[found])
    deadline_status = {day: target_report(known, agency="A", plan="P1", period=Q2, today=date(2026, *day)).deadline_status for day in ((5, 31), (6, 1))}  # fmt: skip
    assert deadline_status == {(5, 31): DeadlineStatus.NOT_OPEN, (6, 1): DeadlineStatus.OPEN}


def test_a_round_of_its_own_kind_opens_with_its_window_and_is_due_at_its_end():
    found = plan_with(called(SPECIAL))

    assert deadline(found, SPECIAL).opens_on == date(2026, 7, 1)
    assert due_and_lock(found, SPECIAL) == (date(2026, 8, 20), date(2026, 9, 19))


def test_a_round_of_its_own_kind_opens_and_is_due_on_the_days_that_were_set():
    found = plan_with(called(SPECIAL, opens_on="2026-07-10", due_on="2026-08-25"))

    assert deadline(found, SPECIAL).opens_on == date(2026, 7, 10)
    assert found.due_on(SPECIAL) == date(2026, 8, 25)


def test_a_round_that_nobody_called_is_not_asked_for():
    known = facts(task())

    target = target_report(known, agency="A", plan="P1", period=SPECIAL, today=date(2026, 8, 1))
    assert (target.report, target.deadline_status) == (SPECIAL, DeadlineStatus.NOT_EXPECTED)


def test_rounds_of_its_own_kind_stand_among_the_others_by_the_end_of_their_windows():
    second = Period.from_code("R20260701-20260820-2")
    found = plan_with(called(second), called(SPECIAL), regime_from="2026-03-15")

    assert reports_until(found, date(2026, 9, 14)) == [Q2, SPECIAL, second, Q3]
    assert reports_until(found, date(2026, 8, 19)) == [Q2]


def test_the_round_of_its_own_kind_is_due_besides_the_quarter():
    known = facts(task(), plans=[plan_with(called(SPECIAL, due_on="2026-08-25"))])

    assert due(known, "2026-06-30") == [("2026-Q2", "2026-06-17", "late"), ("2026-Q3", "2026-09-17", "open")]
    assert due(known, "2026-08-26") == [("R20260701-20260820", "2026-08-25", "late"), ("2026-Q3", "2026-09-17", "open")]  # fmt: skip


def test_a_round_of_its_own_kind_is_never_the_one_that_is_worked_on_while_there_is_another():
    found = plan_with(called(SPECIAL))

    assert rounds_of(found, today=date(2026, 8, 25))[:3] == [Q3, SPECIAL, Q2]
    assert current_round(found, as_of=local("2026-08-25 09:00")) == Q2


def test_a_plan_that_asks_for_nothing_regular_works_on_the_round_that_was_called():
    found = plan_with(called(SPECIAL), regime=replace(calendar(), first_period=Period.from_code("2030-Q1")))

    assert current_round(found, as_of=local("2026-08-25 09:00")) == SPECIAL


def test_what_comes_next_names_the_days_of_the_round():
    early = called(Q3, due_on="2026-09-01")
    known = facts(plans=[plan_with(called(SPECIAL), early)])

    ahead = upcoming(known, [], cutoff=AsOf(local("2026-08-15 09:00")), days=20)

    assert [(str(date_ahead.on), date_ahead.event, date_ahead.period) for date_ahead in ahead] == [
        ("2026-08-20", UpcomingKind.REPORT_DUE, SPECIAL),
        ("2026-08-20", UpcomingKind.WINDOW_ENDS, SPECIAL),
        ("2026-09-01", UpcomingKind.REPORT_DUE, Q3),
    ]
