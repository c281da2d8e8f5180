"""What changed between two days, in the case of docs/definitions.md §5."""

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.differences import task_differences
from data_model.rules.figures.grouping import submissions_between, task_statuses
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.values import TaskState
from tests.builders.stores import WORKED_CASE, load, local

Q2 = Period.from_code("2026-Q2")
JUNE_14, JUNE_21, JUNE_30 = (local(f"2026-06-{day} 23:59") for day in (14, 21, 30))


@pytest.fixture
def facts(store):
    load(WORKED_CASE)
    with open_session() as session:
        return read_facts(session, EVERYTHING, today=JUNE_30.date())


def changes(facts, first, last, **selection):
    before, after = (
        task_statuses(facts, cutoff=AsOf(day, Q2), selection=Selection(**selection)) for day in (first, last)
    )
    return {
        difference.task.task.code: tuple(
            (side.state, side.progress.percent) for side in (difference.before, difference.after) if side
        )
        for difference in task_differences(before, after)
    }


def test_only_what_was_accepted_in_between_has_changed(facts):
    assert changes(facts, JUNE_21, JUNE_30) == {
        "T4": ((TaskState.OVERDUE, 0), (TaskState.DONE_LATE, 100)),
        "T5": ((TaskState.NOT_REPORTED, 0), (TaskState.CARRIED_OUT, 0)),
    }
    assert changes(facts, JUNE_30, JUNE_30) == {}
    assert set(changes(facts, JUNE_14, JUNE_21)) == {"T1", "T2"}
    assert changes(facts, JUNE_14, JUNE_30, agency="B") == {}


def test_a_task_that_was_not_yet_in_force_stands_on_one_side_alone(facts):
    [first, *rest] = task_statuses(facts, cutoff=AsOf(JUNE_30, Q2))

    [change] = task_differences(rest, [first, *rest])
    assert change.before is None and change.task is first


def test_reports_that_came_in_after_the_first_instant_and_up_to_the_second(facts):
    found = submissions_between(facts, first=local("2026-06-16 08:00"), last=JUNE_30)
    days = [(submission.agency, submission.submitted_at.date().day) for submission in found]

    assert days == [("A", 16), ("C", 18), ("A", 20)]
    assert submissions_between(facts, first=found[-1].submitted_at, last=JUNE_30) == []
    assert {
        submission.agency
        for submission in submissions_between(facts, first=JUNE_14, last=JUNE_30, selection=Selection(agency="C"))
    } == {"C"}
