"""Each number of docs/definitions.md §5, computed by the product and by the plain recomputation."""

from datetime import date
from fractions import Fraction

import pytest

from tests.builders.stores import WORKED_CASE, local, rows
from tests.recomputation.answers import TaskAnswer, added, sent
from tests.recomputation.figures import Recomputation

END_OF_JUNE = "2026-06-30 23:59"


def the_case(*, without=(), **more):
    """The rows of the case, without what these submissions say, with more rows by file."""
    found = {path.stem: rows(path) for path in WORKED_CASE.glob("*.csv")}
    for name, key in (("submissions", "number"), ("report_lines", "submission"), ("reviews", "submission")):
        found[name] = [row for row in found[name] if row[key] not in without]
    return added(found, **more)


def with_task(found, code, **cells):
    """The rows with other cells of one task."""
    return found | {"tasks": [row | cells if row["code"] == code else row for row in found["tasks"]]}


# The case


def test_the_second_quarter_at_the_end_of_june(ask):
    found = ask(the_case(), END_OF_JUNE, "2026-Q2")

    assert found.states == {
        "T1": "done_on_time",
        "T2": "in_progress",
        "T3": "overdue",
        "T4": "done_late",
        "T5": "carried_out",
        "T6": "no_deadline",
    }
    assert found.flags == {"T3": "stale", "T6": "not_reported"}
    assert found.measures == {
        "due_completion": (2, 3),
        "on_time_completion": (1, 3),
        "overall_completion": (2, 5),
        "overdue_rate": (1, 3),
        "continuing_rate": (1, 1),
        "progress": (390, 6),
        "coverage": (4, 6),
        "progress_reported": (330, 4),
        "completeness": (2, 3),
        "timeliness": (1, 3),
        "timeliness_extended": (2, 3),
        "accepted_rate": (2, 3),
        "returned_rate": (1, 2),
    }
    assert found.days_late == (7, 13)
    assert found.late_by_agency == {"A": None, "B": 13, "C": 1}


def test_the_second_quarter_on_21_june(ask):
    found = ask(the_case(), "2026-06-21 23:59", "2026-Q2")

    assert (found.states["T4"], found.states["T5"]) == ("overdue", "not_reported")
    assert found.measures["due_completion"] == (1, 3)
    assert found.measures["progress"] == (290, 6)
    assert found.measures["coverage"] == (3, 6)
    assert found.measures["accepted_rate"] == (1, 3)
    assert found.measures["continuing_rate"] == (0, 1)


def test_the_second_quarter_on_21_june_with_unreviewed_lines(ask):
    found = ask(the_case(), "2026-06-21 23:59", "2026-Q2", unreviewed=True)

    assert found.measures["progress"] == (390, 6)


def test_on_14_june_nothing_of_the_second_quarter_was_in(ask):
    found = ask(the_case(), "2026-06-14 23:59", "2026-Q2")

    assert found.measures["progress"] == (60, 6)
    assert found.measures["completeness"] == (0, 3)


def test_in_2027_the_second_quarter_says_what_it_said_but_for_the_report_that_is_still_missing(ask):
    then, later = (ask(the_case(), as_of, "2026-Q2") for as_of in (END_OF_JUNE, "2027-08-01 12:00"))

    assert (later.tasks, later.measures) == (then.tasks, then.measures)
    assert later.late_by_agency == {"A": None, "B": 410, "C": 1}


@pytest.mark.parametrize("task, state", [("T2", "done_on_time"), ("T6", "done_undated")])
def test_done_early_or_without_a_date_is_in_overall_completion_alone(ask, task, state):
    agency = "A" if task == "T2" else "B"
    again = sent("S5", agency, "2026-Q2", "2026-06-26 09:00", **{task: {"percent": "100", "done_on": "2026-06-01"}})
    found = ask(the_case(**again), END_OF_JUNE, "2026-Q2")

    assert found.states[task] == state
    assert found.measures["overall_completion"] == (3, 5)
    assert found.measures["due_completion"] == (2, 3)


def test_what_is_due_on_the_day_is_still_in_time(ask):
    found = ask(with_task(the_case(), "T2", due_on="2026-06-30"), END_OF_JUNE)

    assert found.states["T2"] == "in_progress"
    assert found.measures["due_completion"] == (2, 3)


# A yearly task


def yearly(kinds, *more):
    """One yearly task, due 20/12, of which 2025 was told; agency A reports by these kinds."""
    found = {
        "agencies": [{"code": "A", "name": "Sở A", "kind": "department"}],
        "plans": [{"code": "P1", "title": "Kế hoạch", "issued_on": "2025-01-02"}],
        "regimes": [
            {"plan": "P1", "valid_from": "2025-01-02", "kinds": kinds, "window": "nd09", "agency_due_days": "3"}
        ],
        "tasks": [{"code": "Y", "plan": "P1", "title": "Hằng năm", "type": "yearly", "due_on": "2025-12-20"}],
        "assignments": [{"task": "Y", "agency": "A", "role": "lead"}],
    }
    last_of_2025 = "2025" if kinds == "year" else "2025-Q4"
    for report in (sent("S0", "A", last_of_2025, "2025-12-16 09:00", Y=done("2025-12-10")), *more):
        added(found, **report)
    return found


def done(on):
    return {"percent": "100", "done_on": on}


DUE_2026, DUE_2027 = date(2026, 12, 20), date(2027, 12, 20)


def test_a_yearly_task_in_the_middle_of_the_year(ask):
    found = ask(yearly("year"), "2026-06-21 12:00")

    assert found.tasks["Y"] == TaskAnswer("in_progress", DUE_2026, Fraction(0), None)
    assert (found.measures["coverage"], found.measures["progress_reported"]) == ((0, 0), (0, 0))


@pytest.mark.parametrize(
    "as_of, state, due_on",
    [
        ("2026-12-25 12:00", "overdue", DUE_2026),
        ("2027-01-02 12:00", "overdue", DUE_2026),
        ("2027-12-14 12:00", "overdue", DUE_2026),
        ("2027-12-15 12:00", "in_progress", DUE_2027),
    ],
)
def test_a_yearly_task_that_was_missed_is_told_until_a_period_of_the_new_year_has_ended(ask, as_of, state, due_on):
    found = ask(yearly("year"), as_of)

    assert (found.tasks["Y"].state, found.tasks["Y"].due_on) == (state, due_on)


def test_a_yearly_task_is_of_the_new_year_from_its_first_accepted_line(ask):
    begun = yearly("year", sent("S1", "A", "2027", "2027-03-01 09:00", Y={"percent": "20"}))
    before, after = (ask(begun, as_of) for as_of in ("2027-03-01 09:30", "2027-03-01 10:00"))

    assert (before.states["Y"], before.tasks["Y"].due_on) == ("overdue", DUE_2026)
    assert (after.states["Y"], after.tasks["Y"].due_on) == ("in_progress", DUE_2027)


def test_with_quarters_a_missed_task_is_overdue_in_the_first_quarter_of_the_new_year(ask):
    found = ask(yearly("quarter"), "2027-03-30 12:00", "2027-Q1")

    assert (found.states["Y"], found.tasks["Y"].due_on) == ("overdue", DUE_2026)


@pytest.mark.parametrize(
    "period, state, due_on", [("2027-Q1", "done_on_time", DUE_2026), ("2027-Q2", "in_progress", DUE_2027)]
)
def test_what_was_finished_in_december_and_told_in_march_finishes_the_old_year(ask, period, state, due_on):
    told = sent("S1", "A", "2027-Q1", "2027-03-16 09:00", Y=done("2026-12-18"))
    found = ask(yearly("quarter", told), "2027-06-30 12:00", period)

    assert (found.states["Y"], found.tasks["Y"].due_on) == (state, due_on)


@pytest.mark.parametrize(
    "period, state, due_on, percent",
    [
        ("2026-Q4", "in_progress", DUE_2026, 100),
        ("2027-Q1", "done_late", DUE_2026, 100),
        ("2027-Q2", "in_progress", DUE_2027, 0),
    ],
)
def test_what_was_finished_in_january_and_told_in_a_report_of_the_old_year(ask, period, state, due_on, percent):
    told = sent("S1", "A", "2026-Q4", "2027-01-08 09:00", Y=done("2027-01-05"))
    found = ask(yearly("quarter", told), "2027-06-30 12:00", period).tasks["Y"]

    assert (found.state, found.due_on, found.percent) == (state, due_on, percent)


# A changed date


def moved(entered_on, holds_from):
    """The case with T2 due on 30/6 and moved to 31/12."""
    change = {
        "task": "T2",
        "valid_from": holds_from,
        "field": "due_on",
        "value": "2026-12-31",
        "reason": "Chờ hướng dẫn",
        "document": "Công văn số 5",
        "by": "dau-moi",
        "at": local(f"{entered_on} 09:00").isoformat(),
    }
    return with_task(the_case(task_changes=[change]), "T2", due_on="2026-06-30")


JUNE, DECEMBER = date(2026, 6, 30), date(2026, 12, 31)


@pytest.mark.parametrize(
    "entered_on, holds_from, as_of, period, state, due_on",
    [
        ("2026-06-20", "2026-06-20", "2026-07-15 12:00", None, "in_progress", DECEMBER),
        ("2026-06-20", "2026-06-20", "2026-06-10 12:00", None, "in_progress", JUNE),
        ("2026-07-10", "2026-07-10", "2026-07-05 12:00", None, "overdue", JUNE),
        ("2026-07-10", "2026-07-10", "2026-07-10 12:00", None, "in_progress", DECEMBER),
        ("2026-07-10", "2026-07-10", "2026-07-05 12:00", "2026-Q2", "in_progress", JUNE),
        ("2026-07-10", "2026-07-10", "2026-08-01 12:00", "2026-Q2", "in_progress", JUNE),
    ],
)
def test_a_date_that_was_moved(ask, entered_on, holds_from, as_of, period, state, due_on):
    found = ask(moved(entered_on, holds_from), as_of, period).tasks["T2"]

    assert (found.state, found.due_on) == (state, due_on)


def test_how_often_it_was_extended_stands_beside_it():
    plain = Recomputation(moved("2026-06-20", "2026-06-20"), as_of=local("2026-07-15 12:00"))

    assert {row.task.code: row.task.times_extended for row in plain.at.rows if row.task.times_extended} == {"T2": 1}


def test_done_before_the_date_was_moved_is_held_against_the_date_of_then(ask):
    told = sent("S5", "A", "2026-Q3", "2026-07-08 09:00", T2=done("2026-07-05"))
    found = ask(added(moved("2026-07-20", "2026-07-20"), **told), "2026-07-25 12:00").tasks["T2"]

    assert (found.state, found.due_on) == ("done_late", JUNE)


# Several leads of a continuing task

YES, NO, NOTHING, SILENT = "carried_out", "not_carried_out", "nothing_to_report", None


@pytest.mark.parametrize(
    "said, state",
    [
        ([YES, YES, NOTHING], "carried_out"),
        ([YES, NO, SILENT], "partly"),
        ([NOTHING, NOTHING, NOTHING], "nothing_arose"),
        ([NOTHING, SILENT, SILENT], "not_reported"),
    ],
)
def test_several_leads_of_a_continuing_task(ask, said, state):
    found = the_case(
        without=["S1", "S2", "S3", "S4"],
        assignments=[{"task": "T5", "agency": agency, "role": "lead"} for agency in ("A", "B")],
    )
    for agency, status in zip("ABC", said, strict=True):
        if status:
            added(found, **sent(f"N{agency}", agency, "2026-Q2", "2026-06-16 09:00", T5={"status": status}))

    assert ask(found, END_OF_JUNE, "2026-Q2").states["T5"] == state
