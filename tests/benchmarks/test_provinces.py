"""The made-up store of the reading benches: the same each time, with every kind of thing in it; DuckDB agrees on it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from pathlib import Path

import pytest

from benchmarks.duckdb_questions import DuckStore
from benchmarks.provinces import Size, make_store
from benchmarks.questions import QUESTIONS, Rules, check_same, lenses
from data_model.rules.access import EVERYTHING
from data_model.rules.facts import Facts
from data_model.store import open_session
from data_model.store.facts import read_facts
from data_model.values import TIME_ZONE, SubmissionStatus, TaskType
from tests.stores import Postgres

TINY = Size(provinces=1, years=3, agencies=12, tasks=4)
UNTIL = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=TIME_ZONE)


def facts_of(url: str) -> Facts:
    """What is in the store made at this address; a database gives lines and extensions in any order."""
    make_store(url, TINY, until=UNTIL)
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=UNTIL)
    in_order = [replace(one, lines=tuple(sorted(one.lines, key=attrgetter("task")))) for one in facts.submissions]
    extensions = sorted(facts.extensions, key=lambda one: (one.period, one.plan, one.agency))
    return replace(facts, submissions=tuple(in_order), extensions=tuple(extensions))


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Facts:
    monkeypatch.setenv("DATABASE_URL", "")  # so that it is as it was after the test
    return facts_of(f"sqlite:///{tmp_path / 'made.db'}")


def test_the_same_store_is_made_each_time(facts, tmp_path):
    again = facts_of(f"sqlite:///{tmp_path / 'again.db'}")

    assert again == facts
    assert sum(len(one.lines) for one in facts.submissions) > 300


def test_it_is_the_same_on_postgresql(facts):
    server = Postgres()
    try:
        assert facts_of(server.create()) == facts
    finally:
        server.stop()


def test_two_agencies_are_enough(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    make_store(f"sqlite:///{tmp_path / 'small.db'}", Size(provinces=1, years=1, agencies=2, tasks=3), until=UNTIL)

    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=UNTIL)

    assert len(facts.tasks) == 6
    assert {one.agency for one in facts.submissions} == {"00-00", "00-01"}


def test_it_holds_what_happens_to_reports(facts):
    quarters = {one.period.year * 12 + one.period.last_month for one in facts.submissions}
    statuses = {move.decision for one in facts.submissions for move in one.moves}
    late = [one for one in facts.submissions if one.submitted_at.date() > due_day(facts, one)]
    leads = [len([one for one in task.assignments if one.role == "lead"]) for task in facts.tasks]

    assert len(quarters) == 12
    assert statuses >= {SubmissionStatus.ACCEPTED, SubmissionStatus.RETURNED}
    assert 0.05 < len(late) / len(facts.submissions) < 0.3
    assert {task.type for task in facts.tasks} == set(TaskType)
    assert {1, 2, 4} <= set(leads)
    assert facts.extensions
    assert all(one.submitted_at <= NOW + timedelta(days=1) for one in facts.submissions)


def due_day(facts: Facts, submission) -> date:
    calendar = facts.plans[submission.plan].calendar_of(submission.period)
    assert calendar is not None
    return calendar.due_on(submission.period)


def test_percentages_rise_and_what_is_done_has_a_day(facts):
    told: dict[tuple[str, str], list] = {}
    for one in facts.submissions:
        for line in one.lines:
            told.setdefault((line.task, one.agency), []).append(line)
    once = {task.code for task in facts.tasks if task.type is TaskType.ONE_OFF}

    for (task, _agency), lines in told.items():
        percents = [line.percent for line in lines]
        if task in once:
            assert percents == sorted(percents)
        assert all((line.percent == 100) == (line.done_on is not None) for line in lines)


def test_duckdb_gives_the_answers_of_the_rules(facts, tmp_path):
    duck = DuckStore(tmp_path / "duck.db")

    for lens in lenses(NOW, duck.quarters()).values():
        for question in QUESTIONS:
            if lens.period is None or question.of_a_period:
                ours = question.compared(question.ours(Rules(UNTIL), lens))
                assert ours, question.name
                check_same(question.name, ours, question.duckdb(duck, lens))


def test_a_wrong_answer_is_told():
    with pytest.raises(ValueError, match=r"per agency: 1 answers differ .*\('A', \(1, 2\), \(2, 2\)\)"):
        check_same("per agency", {"A": (1, 2), "B": (0, 1)}, {"A": (2, 2), "B": (0, 1)})
