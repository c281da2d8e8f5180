"""How far a task has come, read from its lines: carried forward, by year, and of several leads together."""

from datetime import date
from fractions import Fraction

import pytest

from data_model.rules.periods import Period
from data_model.rules.progress import NO_PROGRESS, Standpoint, progress_of, together
from data_model.values import Flag, LineStatus, TaskType, WindowRule
from tests.data_model.little_facts import line

Q2 = Standpoint(date(2026, 6, 14), Period.from_code("2026-Q2"), WindowRule.ND09)


def progress(*lines, type=TaskType.ONE_OFF, at=Q2):
    """Lines as (period, line), oldest first."""
    return progress_of([(Period.from_code(period), one) for period, one in lines], type, at)


def test_never_accepted_is_zero_and_not_reported():
    found = progress()

    assert (found.percent, found.done_on, found.flag) == (0, None, Flag.NOT_REPORTED)


def test_the_last_percentage_is_carried_forward_and_old():
    found = progress(("2025-Q4", line(20)), ("2026-Q1", line(60)))

    assert (found.percent, found.flag) == (60, Flag.STALE)


def test_a_fall_counts():
    assert progress(("2026-Q1", line(60)), ("2026-Q2", line(40))).percent == 40


def test_nothing_to_report_is_a_report_that_keeps_the_percentage():
    found = progress(("2026-Q1", line(60)), ("2026-Q2", line(status=LineStatus.NOTHING_TO_REPORT)))

    assert (found.percent, found.flag) == (60, None)


def test_done_takes_100_percent_and_a_day_that_has_come():
    assert progress(("2026-Q2", line(100, "2026-06-14"))).done_on == date(2026, 6, 14)
    assert progress(("2026-Q2", line(100, "2026-06-15"))).done_on is None
    assert progress(("2026-Q2", line(100))).done_on is None
    assert progress(("2026-Q2", line(99, "2026-06-01"))).done_on is None


def test_done_and_then_taken_back_is_not_done():
    assert progress(("2026-Q1", line(100, "2026-03-01")), ("2026-Q2", line(80))).done_on is None


def test_what_is_done_is_never_flagged():
    assert progress(("2026-Q1", line(100, "2026-03-01"))).flag is None


def test_the_half_year_is_a_report_of_the_second_quarter():
    assert progress(("2026-H1", line(30))).flag is None
    assert progress(("2026-M06", line(30))).flag is None
    assert progress(("2026-M05", line(30))).flag is Flag.STALE


@pytest.mark.parametrize(
    "day, percent, done",
    [
        (date(2026, 12, 14), 100, date(2026, 5, 20)),
        (date(2026, 12, 15), 0, None),
    ],
)
def test_a_yearly_task_begins_again_on_15_december(day, percent, done):
    at = Standpoint(day, Period.from_code("2026-Q4"), WindowRule.ND09)

    found = progress(("2026-Q2", line(100, "2026-05-20")), type=TaskType.YEARLY, at=at)

    assert (found.percent, found.done_on) == (percent, done)


def test_a_continuing_task_was_carried_out_when_this_period_says_so():
    carried_out = line(status=LineStatus.CARRIED_OUT)
    not_carried_out = line(status=LineStatus.NOT_CARRIED_OUT)

    assert progress(("2026-Q2", carried_out), type=TaskType.CONTINUING).carried_out
    assert not progress(("2026-Q1", carried_out), type=TaskType.CONTINUING).carried_out
    assert not progress(("2026-Q2", not_carried_out), type=TaskType.CONTINUING).carried_out
    assert not progress(("2026-Q2", carried_out), ("2026-Q2", not_carried_out), type=TaskType.CONTINUING).carried_out


def test_of_several_leads_the_mean_counts_with_the_least_beside_it():
    found = together([progress(("2026-Q2", line(100, "2026-05-20"))), progress(("2026-Q2", line(50))), progress()])

    assert (found.percent, found.minimum) == (50, 0)
    assert found.done_on is None


def test_a_mean_is_exact():
    found = together([progress(("2026-Q2", line(percent))) for percent in (10, 20, 20)])

    assert found.percent == Fraction(50, 3)


def test_several_leads_are_done_when_all_are_on_the_last_ones_day():
    done = [progress(("2026-Q2", line(100, day))) for day in ("2026-05-20", "2026-06-01", "2026-04-01")]

    assert together(done).done_on == date(2026, 6, 1)


def test_several_leads_carried_it_out_when_all_say_so():
    said = progress(("2026-Q2", line(status=LineStatus.CARRIED_OUT)), type=TaskType.CONTINUING)
    silent = progress(type=TaskType.CONTINUING)

    assert together([said, said]).carried_out
    assert not together([said, silent]).carried_out


def test_a_task_without_a_lead_has_no_progress():
    assert together([]) == NO_PROGRESS
    assert not together([]).carried_out
