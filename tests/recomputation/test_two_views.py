"""Over random stores with successions: by today's organisation no task is lost and none is counted twice, reports add up,
and what is of no agency is the same as before. And a lead changed today leaves every figure of yesterday as it was."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import (
    Selection,
    agencies_over_periods,
    expected_reports,
    groups,
    task_statuses,
    task_statuses_by_lead,
    total,
)
from data_model.rules.figures.selection import ended_periods
from data_model.rules.plans.organisations import Organisation
from data_model.rules.plans.periods import Period, local_day
from data_model.values import GroupBy
from tests.recomputation.both_ways import facts_of, tasks_of
from tests.recomputation.stores import a_case

pytestmark = pytest.mark.slow  # random stores
REPORTS = (
    "expected",
    "submitted",
    "on_time",
    "on_time_extended",
    "accepted",
    "returned",
    "nothing_to_report",
    "waived",
)
TODAY = date(2027, 7, 1)


@pytest.fixture
def asked(request, empty_store, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    rows, questions = a_case(request.param)
    facts = facts_of(rows, tmp_path, empty_store, TODAY)
    cutoffs = [AsOf(as_of, Period.from_code(code) if code else None, waiting) for as_of, code, waiting, _ in questions]
    return facts, cutoffs


@pytest.mark.parametrize("asked", range(20), indirect=True)
def test_by_todays_organisation_nothing_is_lost_or_counted_twice(asked):
    facts, cutoffs = asked
    body = Organisation.of(facts, TODAY)
    for then in cutoffs:
        now = replace(then, organisation=TODAY)

        for by in (GroupBy.PLAN, GroupBy.DIRECTIVE, GroupBy.PERIOD, GroupBy.TASK):
            assert figures(facts, by, now) == figures(facts, by, then)
        assert total(facts, cutoff=now) == total(facts, cutoff=then)

        of_all, of_bodies = total(facts, cutoff=now).sums, figures(facts, GroupBy.AGENCY, now)
        for name in REPORTS:
            assert sum(getattr(found.sums, name) for found in of_bodies.values()) == getattr(of_all, name)

        led = {(task.task.code, body.of_task(task.task.code, lead, task.task.plan))
               for task in task_statuses(facts, cutoff=then) for lead in task.leads}  # fmt: skip
        rows = [(task.task.code, task.agency) for task in task_statuses_by_lead(facts, cutoff=now)]
        assert sorted(rows) == sorted(led)
        assert {code: found.task_count for code, found in of_bodies.items() if found.task_count} == Counter(
            agency for _, agency in led
        )
        assert {task.task.code for task in task_statuses(facts, cutoff=now)} == {
            task.task.code for task in task_statuses(facts, cutoff=then)
        }
        for agency, found in of_bodies.items():
            assert total(facts, cutoff=now, selection=Selection(agency=agency)) == found
        assert all(
            report.body == body.of_reports(report.plan, report.agency) for report in expected_reports(facts, cutoff=now)
        )
        over = agencies_over_periods(facts, cutoff=now)
        for period in ended_periods(facts, cutoff=now):
            of_period = [found for (_, code), found in over.items() if code == period.code]
            known = figures(facts, GroupBy.PERIOD, then)[period.code]
            assert sum(found.sums.expected for found in of_period) == known.sums.expected


def figures(facts, by, cutoff):
    return {group.key: group.figures for group in groups(facts, by=by, cutoff=cutoff)}


@pytest.mark.parametrize("number", range(8))
def test_a_lead_changed_today_leaves_every_figure_of_yesterday_equal(number, empty_store, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    rows, questions = a_case(number)
    for as_of, code, waiting, selection in questions[:2]:
        today = local_day(as_of) + timedelta(days=1)
        asked = {"cutoff": AsOf(as_of, Period.from_code(code) if code else None, waiting)}
        asked["selection"] = Selection(**selection)
        before = every_figure(facts_of(rows, tmp_path, empty_store, TODAY), **asked)

        changed = rows | {"assignments": led_by_another(rows["assignments"], today)}
        assert changed["assignments"] != rows["assignments"]
        assert every_figure(facts_of(changed, tmp_path, empty_store, TODAY), **asked) == before


def every_figure(facts, *, cutoff, selection):
    """Of a period that has not ended, nothing is settled yet: who is expected is known on its last day."""
    if cutoff.period not in ended_periods(facts, cutoff=cutoff):
        cutoff = replace(cutoff, period=None)
    found = {
        by: [(group.key, group.figures) for group in groups(facts, by=by, cutoff=cutoff, selection=selection)]
        for by in GroupBy
    }
    return found, tasks_of(task_statuses(facts, cutoff=cutoff, selection=selection))


def led_by_another(assignments, today):
    """Every lead ends yesterday, and another agency leads each task from today on."""
    ended, others = [], {}
    for row in assignments:
        if row["role"] != "lead":
            ended.append(row)
        elif not row["valid_from"] or row["valid_from"] < today.isoformat():
            last = (today - timedelta(days=1)).isoformat()
            ended.append(row | {"valid_to": min(row["valid_to"] or last, last)})
            others[row["task"]] = row | {"agency": "D", "valid_from": today.isoformat(), "valid_to": ""}
    return ended + list(others.values())
