"""The lines of the register, and that they are as many as the figures that lead to them say."""

from datetime import date

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import total
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.register import TaskSet, chosen_from, coordinated, register
from data_model.rules.figures.selection import Selection
from data_model.values import TaskState
from tests.builders.facts import coordinate, end_of_day, facts, lead, line, sent, task

OVERDUE = task(lead("A"), code="T1", due_on="2026-05-01")
DUE_LATER = task(lead("A"), coordinate("B"), code="T2", due_on="2026-07-20")
DONE_EARLY = task(lead("B"), code="T3", due_on="2026-12-31")
DONE_LATE = task(lead("B"), lead("A"), code="T4", due_on="2026-05-01")
NOBODY_S = task(coordinate("B"), code="T5")
REPORTS = (
    sent("2026-06-10 08:00", line(100, "2026-06-01", task="T3"), line(100, "2026-06-02", task="T4"), agency="B", accepted="2026-06-16 08:00"),
    sent("2026-06-12 08:00", line(100, "2026-06-03", task="T4"), line(40, task="T1"), agency="A", accepted="2026-06-16 08:00"),
)  # fmt: skip
KNOWN = facts(OVERDUE, DUE_LATER, DONE_EARLY, DONE_LATE, NOBODY_S, submissions=REPORTS)
CUTOFF = AsOf(as_of=end_of_day("2026-06-30"))


def codes(asked, *, soon_days=30) -> list[str]:
    lines = register(KNOWN, cutoff=CUTOFF)
    return [one.status.task.code for one in lines if one.is_in(asked, soon_days=soon_days)]


@pytest.mark.parametrize(
    "asked, found",
    [
        (TaskState.OVERDUE, ["T1"]),
        (TaskSet.DUE, ["T1", "T4"]),
        (TaskSet.DUE_SOON, ["T2"]),
        (TaskSet.DONE, ["T3", "T4"]),
        (TaskSet.EARLY, ["T3"]),
        (TaskSet.CONTINUING, []),
        (TaskSet.UNASSIGNED, ["T5"]),
        (TaskState.NO_DEADLINE, ["T5"]),
    ],
)
def test_each_set_has_its_tasks(asked, found):
    assert codes(asked) == found


def test_the_due_day_itself_is_the_last_that_due_soon_looks_at():
    assert codes(TaskSet.DUE_SOON, soon_days=20) == ["T2"]
    assert codes(TaskSet.DUE_SOON, soon_days=19) == []


def test_the_sets_are_as_large_as_the_figures_that_lead_to_them():
    figures = total(KNOWN, cutoff=CUTOFF)

    assert len(codes(TaskSet.DUE)) == figures[Measure.DUE_COMPLETION].d
    assert len(codes(TaskSet.DONE)) == figures[Measure.OVERALL_COMPLETION].n
    assert len(codes(TaskSet.EARLY)) == figures.early
    assert len(codes(TaskSet.UNASSIGNED)) == figures.unassigned
    assert {state: len(codes(state)) for state in TaskState} == figures.states


def test_by_lead_a_task_stands_once_for_each_lead_and_once_where_nobody_leads_it():
    lines = register(KNOWN, cutoff=CUTOFF, by_lead=True)

    assert sorted((one.status.task.code, one.status.agency) for one in lines if one.status.agency) == [
        ("T1", "A"), ("T2", "A"), ("T3", "B"), ("T4", "A"), ("T4", "B"),
    ]  # fmt: skip
    assert [one.status.task.code for one in lines if one.status.agency is None] == ["T5"]


def test_the_last_reports_of_its_leads_stand_with_a_task_the_newest_first():
    [task_4] = [one for one in register(KNOWN, cutoff=CUTOFF) if one.status.task.code == "T4"]

    assert [report.agency for report in task_4.reports] == ["A", "B"]
    assert task_4.day == date(2026, 6, 30)


def test_what_an_agency_coordinates_is_asked_for_by_its_code():
    found = coordinated(KNOWN, agency="B", cutoff=CUTOFF, selection=Selection(agency="B"))

    assert [(one.status.task.code, one.coordinators) for one in found] == [("T2", ("B",)), ("T5", ("B",))]


def test_a_state_or_a_set_is_read_from_its_name():
    assert chosen_from("done_late") is TaskState.DONE_LATE
    assert chosen_from("done") is TaskSet.DONE
    with pytest.raises(ValueError, match="nonsense"):
        chosen_from("nonsense")
