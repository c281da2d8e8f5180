"""How reports came in day by day, and what dates lie ahead."""

from datetime import date

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports, task_statuses
from data_model.rules.figures.selection import Selection
from data_model.rules.figures.timeliness import cumulative_by_day
from data_model.rules.figures.upcoming import UpcomingKind, upcoming
from tests.builders.facts import end_of_day, facts, lead, line, plan, sent, task

THREE = [task(lead(agency), code=f"T{agency}", due_on="2026-07-10") for agency in "ABC"]
SENT = [sent("2026-06-16 08:00", line(10, task="TA")), sent("2026-06-19 08:00", line(10, task="TB"), agency="B")]


def reports(day, *, submissions=SENT):
    return expected_reports(facts(*THREE, submissions=submissions), cutoff=AsOf(end_of_day(day)))


def test_submissions_add_up_from_before_the_due_day_to_the_cutoff():
    days = cumulative_by_day(reports("2026-06-20"), until=date(2026, 6, 20))

    assert days == [(-2, 0), (-1, 1), (0, 1), (1, 1), (2, 2), (3, 2)], "due on 17 June; C has not sent"


def test_nothing_is_drawn_beyond_a_week_after_the_last_submission():
    assert cumulative_by_day(reports("2026-09-01"), until=date(2026, 9, 1))[-1] == (9, 2)


def test_a_period_without_any_submission_starts_at_its_due_day():
    assert cumulative_by_day(reports("2026-06-19", submissions=[]), until=date(2026, 6, 19)) == [(0, 0), (1, 0), (2, 0)]


def ahead(day, days=60, **selection):
    known = facts(*THREE, plans=[plan()])
    return [
        (f"{task.on}", task.event)
        for task in upcoming(
            known,
            task_statuses(known, cutoff=AsOf(end_of_day(day)), selection=Selection(**selection)),
            cutoff=AsOf(end_of_day(day)),
            days=days,
            selection=Selection(**selection),
        )
    ]


def test_the_dates_ahead_are_in_order_and_begin_today():
    assert ahead("2026-06-14") == [
        ("2026-06-14", UpcomingKind.WINDOW_ENDS),
        ("2026-06-17", UpcomingKind.REPORT_DUE),
        *[("2026-07-10", UpcomingKind.TASK_DUE)] * 3,
        ("2026-07-17", UpcomingKind.REPORT_LOCKS),
    ]
    assert ahead("2026-06-15", days=1) == []


def test_for_one_agency_only_its_tasks_are_ahead():
    assert [event for _, event in ahead("2026-07-01", days=10, agency="A")] == [UpcomingKind.TASK_DUE]
