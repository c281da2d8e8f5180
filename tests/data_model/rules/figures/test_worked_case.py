"""The case of docs/definitions.md §5: a folder of CSVs is loaded, and `manage.py figures` answers all of it."""

import json
from fractions import Fraction

import pytest

import manage
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import agencies_over_periods
from data_model.rules.figures.measures import Measure, median_of
from data_model.rules.people.access import EVERYTHING
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.values import TaskState
from tests.builders.stores import local

pytestmark = pytest.mark.usefixtures("worked_case")

END_OF_JUNE, END_OF_21_JUNE, END_OF_14_JUNE = "2026-06-30T23:59", "2026-06-21T23:59", "2026-06-14T23:59"
DONE_ON_TIME, IN_PROGRESS, OVERDUE = "done_on_time", "in_progress", "overdue"
DONE_LATE, CARRIED_OUT, NO_DEADLINE = "done_late", "carried_out", "no_deadline"
NOT_REPORTED = "not_reported"
NONE = (0, 0)
STATES = {state.value: 0 for state in TaskState}


@pytest.fixture
def figures(capsys):
    """`figures("--by", "plan", …)` is what the command prints, read as JSON."""

    def ask(*words):
        assert manage.main(["figures", *words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return ask


@pytest.fixture
def plan(figures):
    """The one plan, in the second quarter, as of an instant."""

    def ask(as_of, *more):
        [found] = figures("--by", "plan", "--period", "2026-Q2", "--as-of", as_of, *more)
        return found

    return ask


def ratios(group):
    """Each measure as (n, d); its value has been held against them."""
    for measure in Measure:
        found = group[measure]
        whole = 100 if measure in (Measure.PROGRESS, Measure.PROGRESS_REPORTED) else 1
        assert found["value"] == (found["n"] / (found["d"] * whole) if found["d"] else None), measure
    return {measure.value: (group[measure]["n"], group[measure]["d"]) for measure in Measure}


def states(tasks):
    return {task["key"]: task["state"] for task in tasks}


AT_THE_END_OF_JUNE = {
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
ON_21_JUNE = AT_THE_END_OF_JUNE | {
    "due_completion": (1, 3),
    "on_time_completion": (1, 3),
    "overall_completion": (1, 5),
    "overdue_rate": (2, 3),
    "continuing_rate": (0, 1),
    "progress": (290, 6),
    "coverage": (3, 6),
    "progress_reported": (230, 3),
    "accepted_rate": (1, 3),
}


def test_the_figures_at_the_end_of_june(plan):
    found = plan(END_OF_JUNE)

    assert ratios(found) == AT_THE_END_OF_JUNE
    assert found["days_late"] == {"median": 7, "max": 13}
    assert found["states"] == STATES | {
        DONE_ON_TIME: 1, IN_PROGRESS: 1, OVERDUE: 1, DONE_LATE: 1, CARRIED_OUT: 1, NO_DEADLINE: 1
    }  # fmt: skip


@pytest.mark.parametrize(
    "measure, percent",
    [
        ("due_completion", 66.7),
        ("on_time_completion", 33.3),
        ("overall_completion", 40.0),
        ("progress", 65.0),
        ("coverage", 66.7),
        ("progress_reported", 82.5),
    ],
)
def test_the_percentages_that_the_definitions_print(plan, measure, percent):
    assert round(plan(END_OF_JUNE)[measure]["value"] * 100, 1) == percent


def test_states_flags_and_percentages_at_the_end_of_june(figures):
    tasks = figures("--by", "task", "--period", "2026-Q2", "--as-of", END_OF_JUNE)

    assert [(task["key"], task["state"], task["percent"], task["flags"]) for task in tasks] == [
        ("T1", DONE_ON_TIME, 100, []),
        ("T2", IN_PROGRESS, 30, []),
        ("T3", OVERDUE, 60, ["stale"]),
        ("T4", DONE_LATE, 100, []),
        ("T5", CARRIED_OUT, 0, []),
        ("T6", NO_DEADLINE, 0, ["not_reported"]),
    ]


def test_on_21_june_the_report_of_c_was_not_accepted_yet(plan, figures):
    found = plan(END_OF_21_JUNE)

    assert ratios(found) == ON_21_JUNE
    assert found["days_late"] == {"median": 2.5, "max": 4}
    tasks = figures("--by", "task", "--period", "2026-Q2", "--as-of", END_OF_21_JUNE)
    assert states(tasks)["T4"] == OVERDUE


def test_on_21_june_with_unreviewed_lines_the_tasks_stand_as_at_the_end_of_june(plan):
    found = ratios(plan(END_OF_21_JUNE, "--unreviewed"))

    assert found == AT_THE_END_OF_JUNE | {"accepted_rate": (1, 3)}


def test_before_nine_on_21_june_nothing_of_the_quarter_was_accepted(plan):
    assert ratios(plan("2026-06-21T08:59"))["accepted_rate"] == (0, 3)
    assert ratios(plan("2026-06-21T09:00"))["accepted_rate"] == (1, 3)


def test_on_14_june_nothing_of_the_quarter_was_in(plan, figures):
    found = plan(END_OF_14_JUNE)

    assert ratios(found) == {
        "due_completion": (0, 3),
        "on_time_completion": (0, 3),
        "overall_completion": (0, 5),
        "overdue_rate": (3, 3),
        "continuing_rate": (0, 1),
        "progress": (60, 6),
        "coverage": (0, 6),
        "progress_reported": NONE,
        "completeness": (0, 3),
        "timeliness": (0, 3),
        "timeliness_extended": (0, 3),
        "accepted_rate": (0, 3),
        "returned_rate": NONE,
    }
    assert found["days_late"] == {"median": None, "max": None}
    assert states(figures("--by", "task", "--period", "2026-Q2", "--as-of", END_OF_14_JUNE)) == {
        "T1": OVERDUE, "T2": IN_PROGRESS, "T3": OVERDUE, "T4": OVERDUE, "T5": NOT_REPORTED, "T6": NO_DEADLINE
    }  # fmt: skip


def test_in_2027_the_quarter_still_says_what_it_said(plan, figures):
    found = plan("2027-08-01")

    assert ratios(found) == AT_THE_END_OF_JUNE
    assert found["states"] == plan(END_OF_JUNE)["states"]
    assert states(figures("--by", "task", "--period", "2026-Q2", "--as-of", "2027-08-01"))["T2"] == IN_PROGRESS


def test_without_a_period_the_day_is_that_of_the_instant(figures):
    tasks = figures("--by", "task", "--as-of", "2027-02-01")

    assert states(tasks)["T2"] == OVERDUE
    assert {task["key"]: task["flags"] for task in tasks}["T2"] == ["stale"]


def test_by_agency(figures):
    a, b, c = figures("--by", "agency", "--period", "2026-Q2", "--as-of", END_OF_JUNE)

    assert [(row["key"], row["label"]) for row in (a, b, c)] == [("A", "Sở A"), ("B", "Sở B"), ("C", "Sở C")]
    assert ratios(a) == {
        "due_completion": (1, 1),
        "on_time_completion": (1, 1),
        "overall_completion": (1, 2),
        "overdue_rate": (0, 1),
        "continuing_rate": NONE,
        "progress": (230, 3),
        "coverage": (3, 3),
        "progress_reported": (230, 3),
        "completeness": (1, 1),
        "timeliness": (1, 1),
        "timeliness_extended": (1, 1),
        "accepted_rate": (1, 1),
        "returned_rate": (1, 1),
    }
    assert a["days_late"] == {"median": None, "max": None}
    assert ratios(b) == {
        "due_completion": (0, 1),
        "on_time_completion": (0, 1),
        "overall_completion": (0, 2),
        "overdue_rate": (1, 1),
        "continuing_rate": NONE,
        "progress": (60, 2),
        "coverage": (0, 2),
        "progress_reported": NONE,
        "completeness": (0, 1),
        "timeliness": (0, 1),
        "timeliness_extended": (0, 1),
        "accepted_rate": (0, 1),
        "returned_rate": NONE,
    }
    assert b["days_late"] == {"median": 13, "max": 13}
    assert ratios(c) == {
        "due_completion": (1, 1),
        "on_time_completion": (0, 1),
        "overall_completion": (1, 1),
        "overdue_rate": (0, 1),
        "continuing_rate": (1, 1),
        "progress": (100, 1),
        "coverage": (1, 1),
        "progress_reported": (100, 1),
        "completeness": (1, 1),
        "timeliness": (0, 1),
        "timeliness_extended": (1, 1),
        "accepted_rate": (1, 1),
        "returned_rate": (0, 1),
    }
    assert c["days_late"] == {"median": 1, "max": 1}


def test_by_directive_the_plan_counts_under_its_main_one(figures):
    [found] = figures("--by", "directive", "--period", "2026-Q2", "--as-of", END_OF_JUNE)

    assert (found["key"], found["label"]) == ("04-CT-TW", "Chỉ thị số 04-CT/TW")
    assert ratios(found) == AT_THE_END_OF_JUNE


def test_by_period_each_is_shown_at_its_own_windows_end(figures, plan):
    first, second = figures("--by", "period", "--as-of", END_OF_JUNE)

    assert (first["key"], second["key"]) == ("2026-Q1", "2026-Q2")
    assert ratios(second) == AT_THE_END_OF_JUNE
    assert ratios(first) | NOTHING_OF_Q1 == ratios(first)
    assert first["days_late"] == {"median": 105, "max": 105}


NOTHING_OF_Q1 = {
    "due_completion": NONE,
    "overdue_rate": NONE,
    "overall_completion": (0, 5),
    "continuing_rate": (0, 1),
    "progress": (60, 6),
    "coverage": (1, 6),
    "progress_reported": (60, 1),
    "completeness": (1, 3),
    "timeliness": (1, 3),
    "accepted_rate": (1, 3),
    "returned_rate": (0, 1),
}


@pytest.mark.parametrize("as_of, keys", [("2026-06-14T23:59", ["2026-Q1"]), ("2026-06-14", ["2026-Q1", "2026-Q2"])])
def test_a_date_means_its_end(figures, as_of, keys):
    assert [row["key"] for row in figures("--by", "period", "--as-of", as_of)] == keys


def test_one_agency_of_the_plan_alone(figures):
    [found] = figures("--by", "plan", "--agency", "A", "--period", "2026-Q2", "--as-of", END_OF_JUNE)

    assert (ratios(found)["progress"], ratios(found)["completeness"]) == ((230, 3), (1, 1))


def test_the_plan_of_another_province_is_left_out(figures):
    assert len(figures("--by", "plan", "--province", "Tỉnh mẫu", "--as-of", END_OF_JUNE)) == 1


def test_a_change_of_the_reviews_changes_the_figures_and_not_the_other_way_round(plan):
    assert ratios(plan("2026-06-24")) == ON_21_JUNE
    assert ratios(plan("2026-06-25")) == AT_THE_END_OF_JUNE


def test_each_agency_in_each_period_is_what_the_command_prints_for_it(figures):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local("2026-06-30 23:59").date())
    found = agencies_over_periods(facts, cutoff=AsOf(as_of=local("2026-06-30 23:59")))

    for period in ("2026-Q1", "2026-Q2"):
        printed = {
            row["key"]: ratios(row) for row in figures("--by", "agency", "--period", period, "--as-of", END_OF_JUNE)
        }
        assert {
            agency: {measure.value: (figures_found[measure].n, figures_found[measure].d) for measure in Measure}
            for (agency, code), figures_found in found.items()
            if code == period
        } == printed
    assert median_of(
        [figures_found for (_, code), figures_found in found.items() if code == "2026-Q2"], Measure.PROGRESS
    ) == Fraction(230, 3)
