"""The state of one task at a day: each is one sentence of docs/definitions.md §4."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.rules.task_state import days_overdue, due_date_at, task_state
from data_model.values import TaskState, TaskType, WindowRule

JUNE_30 = date(2026, 6, 30)


def state(due=None, done=None, day=JUNE_30, type=TaskType.ONE_OFF, void=False):
    return task_state(type=type, due_on=due, done_on=done, void=void, day=day)


@pytest.mark.parametrize(
    "day, expected",
    [
        (date(2026, 6, 29), TaskState.IN_PROGRESS),
        (date(2026, 6, 30), TaskState.IN_PROGRESS),
        (date(2026, 7, 1), TaskState.OVERDUE),
    ],
)
def test_a_task_is_overdue_from_the_day_after_its_due_date(day, expected):
    assert state(due=JUNE_30, day=day) is expected


@pytest.mark.parametrize(
    "done, expected",
    [
        (date(2026, 5, 29), TaskState.DONE_ON_TIME),
        (date(2026, 5, 30), TaskState.DONE_ON_TIME),
        (date(2026, 5, 31), TaskState.DONE_LATE),
    ],
)
def test_lateness_goes_by_the_done_on_date(done, expected):
    assert state(due=date(2026, 5, 30), done=done) is expected


def test_done_without_a_due_date_is_done_on_time():
    assert state(done=date(2026, 5, 30)) is TaskState.DONE_ON_TIME


def test_a_done_on_date_after_the_day_does_not_count_yet():
    assert state(done=date(2026, 7, 1)) is TaskState.NO_DEADLINE
    assert state(done=date(2026, 7, 1), due=date(2026, 6, 1)) is TaskState.OVERDUE


def test_no_due_date_is_a_state_of_its_own():
    assert state() is TaskState.NO_DEADLINE


def test_a_continuing_task_is_never_done_or_overdue():
    assert state(type=TaskType.CONTINUING, due=date(2020, 1, 1), done=date(2026, 1, 1)) is TaskState.CONTINUING


def test_when_a_plan_is_replaced_the_unfinished_is_void_and_what_was_done_stays():
    assert state(void=True, due=date(2026, 1, 1)) is TaskState.VOID
    assert state(void=True, type=TaskType.CONTINUING) is TaskState.VOID
    assert state(void=True, due=date(2026, 1, 1), done=date(2026, 1, 1)) is TaskState.DONE_ON_TIME
    assert state(void=True, due=date(2026, 1, 1), done=date(2026, 1, 2)) is TaskState.DONE_LATE


@pytest.mark.parametrize(
    "due, day, expected", [(JUNE_30, date(2026, 7, 10), 10), (JUNE_30, JUNE_30, 0), (None, JUNE_30, 0)]
)
def test_days_overdue_are_counted_from_the_day_after(due, day, expected):
    assert days_overdue(due, day) == expected


@pytest.mark.parametrize(
    "day, expected",
    [
        (date(2026, 12, 14), date(2026, 11, 30)),
        (date(2026, 12, 15), date(2027, 11, 30)),
        (date(2027, 3, 1), date(2027, 11, 30)),
    ],
)
def test_a_yearly_task_is_due_on_its_day_and_month_in_the_reporting_year(day, expected):
    found = due_date_at(date(2020, 11, 30), TaskType.YEARLY, day=day, rule=WindowRule.ND09)

    assert found == expected


@pytest.mark.parametrize("year, expected", [(2026, date(2026, 2, 28)), (2028, date(2028, 2, 29))])
def test_due_on_29_february_is_the_last_of_february_in_other_years(year, expected):
    found = due_date_at(date(2024, 2, 29), TaskType.YEARLY, day=date(year, 6, 1), rule=WindowRule.CALENDAR)

    assert found == expected


def test_a_one_off_task_keeps_its_year():
    assert due_date_at(date(2024, 2, 29), TaskType.ONE_OFF, day=JUNE_30, rule=WindowRule.ND09) == date(2024, 2, 29)


some_day = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(
    due=st.none() | some_day,
    done=st.none() | some_day,
    day=some_day,
    type=st.sampled_from(TaskType),
    void=st.booleans(),
)
def test_every_task_has_exactly_one_state_and_lateness_agrees_with_the_dates(due, done, day, type, void):
    found = state(due, done, day, type, void)

    assert isinstance(found, TaskState)
    assert (found is TaskState.OVERDUE) <= (due is not None and day > due)
    if found is TaskState.DONE_LATE:
        assert due < done <= day
