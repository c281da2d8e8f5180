"""What a plan's figures were made of at the end of each past day, and from which day to which."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from data_model.rules.access import EVERYTHING
from data_model.rules.grouping import Choice, sums_of_plan
from data_model.rules.history import history_of_plan, periods_looked_at
from data_model.rules.periods import Period, end_of
from data_model.rules.standings import Lens, Standings
from data_model.store import open_session, open_transaction
from data_model.store.facts import read_facts
from data_model.store.kept import past
from data_model.store.kept.keeping import keep_figures
from data_model.store.kept.past import keep_past
from data_model.store.kept.reading import kept_plans
from data_model.values import TaskState
from tests.data_model.test_kept_figures import agree
from tests.stores import local

pytestmark = pytest.mark.usefixtures("worked_case")

UNTIL = date(2026, 7, 10)
Q2 = Period.from_code("2026-Q2")


@pytest.fixture
def facts():
    with open_session() as session:
        return read_facts(session, EVERYTHING, today=UNTIL, plans=["P1"])


def days(first, until):
    return [first + timedelta(days=number) for number in range((until - first).days)]


def test_each_day_is_told_as_the_rules_see_its_end(facts):
    told = history_of_plan(facts, until=UNTIL)

    assert told.first == date(2026, 3, 16), "the first report came on that day"
    for day in days(told.first, UNTIL):
        for period in (None, *periods_looked_at(facts.plans["P1"], day)):
            spans = [one for one in told.sums if one.period == period and one.since <= day < one.until]
            standings = Standings(facts, Lens(end_of(day), period))
            expected = sums_of_plan(standings, standings.tasks())
            assert {one.agency: one.sums for one in spans} == {key: one for key, one in expected.items() if one}
            tasks = [one for one in told.tasks if one.period == period and one.since <= day < one.until]
            assert {one.standing.task.code: (one.standing.state, one.standing.progress) for one in tasks} == {
                one.task.code: (one.state, one.progress) for one in standings.tasks()
            }


def test_a_task_stands_otherwise_when_its_day_has_passed_and_when_its_report_is_accepted(facts):
    """docs/definitions.md §5: T1 was due on 30/5 and accepted on 21/6, T4 was due on 30/4 and accepted on 25/6."""
    told = history_of_plan(facts, until=UNTIL)
    spans = defaultdict(list)
    for one in sorted((one for one in told.tasks if one.period is None), key=lambda span: span.since):
        spans[one.standing.task.code].append((one.since, one.standing.state))

    assert spans["T1"] == [
        (told.first, TaskState.IN_PROGRESS),
        (date(2026, 5, 31), TaskState.OVERDUE),
        (date(2026, 6, 21), TaskState.DONE_ON_TIME),
    ]
    assert spans["T4"] == [
        (told.first, TaskState.IN_PROGRESS),
        (date(2026, 5, 1), TaskState.OVERDUE),
        (date(2026, 6, 25), TaskState.DONE_LATE),
    ]
    assert spans["T6"] == [(told.first, TaskState.NO_DEADLINE)]


def kept():
    with open_session() as session:
        plans = read_facts(session, EVERYTHING, today=UNTIL, with_submissions=False).plans
        return kept_plans(session, plans)["P1"]


def test_past_days_are_answered_from_what_is_kept():
    keep_figures(at=local("2026-07-10 08:00"))
    assert not kept().answers(Lens(end_of(date(2026, 6, 21)))), "told from the day on which it was first kept"

    assert keep_past() == 1
    assert keep_past() == 0
    for day in (date(2026, 3, 16), date(2026, 6, 14), date(2026, 6, 21), date(2026, 7, 9)):
        for lens in (Lens(end_of(day)), Lens(end_of(day), Q2)):
            assert kept().answers(lens) is (lens.period is None or day >= date(2026, 6, 14))
            agree(lens, Choice())
            agree(lens, Choice(agency="B"))
    before_all = Lens(end_of(date(2026, 3, 15)))
    assert not kept().answers(before_all)
    agree(before_all, Choice())
    assert not kept().answers(Lens(local("2026-06-21 08:59"))), "in the middle of a day"
    agree(Lens(local("2026-06-21 08:59")), Choice())


def test_days_on_which_nothing_ran_are_told_as_well():
    """Q3 ends on 14/9, and with it another report is looked at; T2 is due on 31/12."""
    keep_figures(at=local("2026-06-30 08:00"))
    keep_figures(at=local("2027-01-20 08:00"))

    for day in ("2026-06-30", "2026-09-13", "2026-09-14", "2026-12-14", "2026-12-31", "2027-01-01", "2027-01-19"):
        lens = Lens(end_of(date.fromisoformat(day)))
        assert kept().answers(lens)
        agree(lens, Choice())


def test_the_past_is_told_later_where_something_is_loaded_meanwhile(monkeypatch):
    def told_while_a_plan_is_loaded(facts, *, until):
        with open_transaction():
            pass
        return history_of_plan(facts, until=until)

    keep_figures(at=local("2026-07-10 08:00"))
    with monkeypatch.context() as patch:
        patch.setattr(past, "history_of_plan", told_while_a_plan_is_loaded)
        assert keep_past() == 0

    assert kept().told_from == UNTIL
    assert keep_past() == 1
    assert kept().told_from == date(2026, 3, 16)
