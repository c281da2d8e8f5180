"""What is moved today holds from its day on: every figure as of before stays, to the last digit."""

from datetime import date

import pytest

from actions.plans.keep import keep
from actions.plans.task_changes import change_of_task, task_changes
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import groups, task_statuses
from data_model.rules.people.access import EVERYTHING, CurrentUser
from data_model.rules.plans.keeping import KeepProblem, KeepRefused
from data_model.rules.plans.periods import Period, local_day
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.folder.kept_rows import rows
from data_model.store.plans.kept_tasks import kept_tasks
from data_model.values import GroupBy, Role, TaskField
from tests.builders.stores import local

pytestmark = [pytest.mark.usefixtures("worked_case"), pytest.mark.slow]  # computes the figures anew after each change

ADMIN = CurrentUser("an", "An", Role.ADMIN)
TODAY = local("2026-07-01 09:00")
YESTERDAY = [
    AsOf(local("2026-06-30 23:59")),
    AsOf(local("2026-06-30 23:59"), Period.from_code("2026-Q2")),
    AsOf(local("2026-06-21 23:59"), Period.from_code("2026-Q2"), True),
]


GROUPINGS = (GroupBy.AGENCY, GroupBy.DIRECTIVE, GroupBy.PLAN, GroupBy.PERIOD)


def figures(cutoff):
    """Every figure there is as of then: by plan, directive, agency and period, and each task's state."""
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(TODAY))
    by = {by: [(group.key, group.figures) for group in groups(facts, by=by, cutoff=cutoff)] for by in GROUPINGS}
    tasks = {
        row.task.code: (row.state, row.due_on, row.progress, row.flag) for row in task_statuses(facts, cutoff=cutoff)
    }
    return by, tasks


def task(code, day=date(2026, 7, 1)):
    with open_session() as session:
        [plan] = {row["plan"] for row in rows(session, "tasks.csv")}
        return next(row for row in kept_tasks(session, plan, day=day) if row["code"] == code)


def change(code, *, at=TODAY, valid_from=date(2026, 7, 1), read=None, **cells):
    read = read or task(code)
    decided = {"valid_from": valid_from, "reason": "Theo đề nghị của cơ quan", "document": "99/UBND-TH"}
    keep(user=ADMIN, changes=task_changes(read, {**read, **cells}, by="an", at=at, **decided), at=at)


@pytest.mark.parametrize(
    "cells",
    [
        {"due_on": "2026-12-31"},
        {"weight": "5"},
        {"type": "continuing"},
        {"title": "Tên mới"},
        {"lead": "C"},
        {"due_on": "", "weight": "2.5", "lead": "A; C"},
    ],
)
def test_a_change_of_today_moves_no_figure_as_of_before(cells):
    before = [figures(cutoff) for cutoff in YESTERDAY]

    change("T3", **cells)

    assert [figures(cutoff) for cutoff in YESTERDAY] == before
    assert {header: task("T3")[header] for header in cells} == cells


def test_a_task_that_is_stopped_today_is_void_from_today_on():
    before = [figures(cutoff) for cutoff in YESTERDAY]
    stop = change_of_task(
        "T3",
        TaskField.STOPPED,
        "yes",
        stands="no",
        valid_from=date(2026, 7, 1),
        reason="Không còn phù hợp",
        document="",
        by="an",
        at=TODAY,
    )
    keep(user=ADMIN, changes=[stop], at=TODAY)

    assert [figures(cutoff) for cutoff in YESTERDAY] == before
    assert figures(AsOf(local("2026-07-01 23:59")))[1]["T3"][0] == "void"


def test_a_moved_due_date_counts_from_its_day_on():
    change("T3", due_on="2026-12-31")

    assert figures(AsOf(local("2026-06-30 23:59")))[1]["T3"][:2] == ("overdue", date(2026, 3, 31))
    assert figures(AsOf(local("2026-07-01 23:59")))[1]["T3"][:2] == ("in_progress", date(2026, 12, 31))


def test_of_two_people_who_move_one_due_date_the_second_is_told():
    read = task("T3")
    change("T3", read=read, due_on="2026-12-31")

    with pytest.raises(KeepRefused) as refused:
        change("T3", read=read, at=local("2026-07-01 09:05"), due_on="2026-09-30")

    assert refused.value.problem is KeepProblem.CHANGED_MEANWHILE
    assert refused.value.now == {"due_on": "2026-12-31"}
    assert task("T3")["due_on"] == "2026-12-31"
