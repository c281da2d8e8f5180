"""The made-up store of the reading benches: the same each time, with every kind of thing in it; DuckDB agrees on it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from benchmarks.duckdb_questions import DuckStore
from benchmarks.key_numbers import all_figures, check_key_numbers, source_at
from benchmarks.provinces import INDICATORS, Size, make_store
from benchmarks.questions import QUESTIONS, SELECTIONS, check_same, cutoffs
from benchmarks.ready import size_of
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.questions import open_question
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.rules.plans.report_facts import LineFact
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.tables import Agency, Plan, ReportLine, Review, Submission, Task
from data_model.values import TIME_ZONE, SubmissionStatus, TaskType
from tests.builders.submission_columns import Move, Sending

pytestmark = pytest.mark.slow  # makes stores of thousands of lines

TINY = Size(provinces=1, years=3, agencies=12, tasks=4)
UNTIL = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=TIME_ZONE)


@dataclass(frozen=True)
class Made:
    """What is expected in a made store, and what came in."""

    facts: Facts
    sent: tuple[Sending, ...]


def made_at(url: str) -> Made:
    """In the store made at this address; a database gives rows in any order."""
    make_store(url, TINY, until=UNTIL)
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=UNTIL)
        submissions = tuple(submissions_in(session))
    extensions = sorted(
        facts.extensions, key=lambda submission: (submission.period, submission.plan, submission.agency)
    )
    return Made(replace(facts, extensions=tuple(extensions)), submissions)


def submissions_in(session: Session) -> Iterator[Sending]:
    lines, moves = defaultdict(list), defaultdict(list)
    for line, task in session.exec(select(ReportLine, Task.code).join(Task).order_by(Task.code)):
        lines[line.submission_id].append(LineFact(task, line.percent, line.status, line.done_on))
    for move in session.exec(select(Review).order_by(Review.id)):
        moves[move.submission_id].append(Move(move.decision, move.decided_at))
    sent = select(Submission, Agency.code, Plan.code).join(Agency).join(Plan).order_by(Submission.id)
    for row, agency, plan in session.exec(sent):
        of = tuple(lines[row.id]), tuple(moves[row.id])
        yield Sending(row.number, agency, plan, Period.from_code(row.period), row.submitted_at, *of)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    monkeypatch.setenv("DATABASE_URL", "")  # so that it is as it was after the test
    return made_at(f"sqlite:///{tmp_path / 'made.db'}")


def test_the_same_store_is_made_each_time(made, tmp_path):
    again = made_at(f"sqlite:///{tmp_path / 'again.db'}")

    assert again == made
    assert sum(len(submission.lines) for submission in made.sent) > 300


def test_it_is_the_same_on_postgresql(made, postgres):
    assert made_at(postgres.create()) == made


def test_two_agencies_are_enough(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    make_store(f"sqlite:///{tmp_path / 'small.db'}", Size(provinces=1, years=1, agencies=2, tasks=3), until=UNTIL)

    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=UNTIL)
        submissions = list(submissions_in(session))

    assert len(facts.tasks) == 6
    assert {submission.agency for submission in submissions} == {"00-00", "00-01"}


def test_it_holds_what_happens_to_reports(made):
    quarters = {submission.period.year * 12 + submission.period.last_month for submission in made.sent}
    statuses = {move.decision for submission in made.sent for move in submission.moves}
    late = [submission for submission in made.sent if submission.submitted_at.date() > due_day(made.facts, submission)]
    leads = [
        len([assignment for assignment in task.assignments if assignment.role == "lead"]) for task in made.facts.tasks
    ]

    assert len(quarters) == 12
    assert statuses >= {SubmissionStatus.ACCEPTED, SubmissionStatus.RETURNED}
    assert 0.05 < len(late) / len(made.sent) < 0.3
    assert {task.type for task in made.facts.tasks} == set(TaskType)
    assert {1, 2, 4} <= set(leads)
    assert made.facts.extensions
    assert all(submission.submitted_at <= NOW + timedelta(days=1) for submission in made.sent)


def due_day(facts: Facts, submission) -> date:
    calendar = facts.plans[submission.plan].calendar_of(submission.period)
    assert calendar is not None
    return calendar.due_on(submission.period)


def test_percentages_rise_and_what_is_done_has_a_day(made):
    told: dict[tuple[str, str], list] = {}
    for submission in made.sent:
        for line in submission.lines:
            told.setdefault((line.task, submission.agency), []).append(line)
    once = {task.code for task in made.facts.tasks if task.type is TaskType.ONE_OFF}

    for (task, _agency), lines in told.items():
        percents = [line.percent for line in lines]
        if task in once:
            assert percents == sorted(percents)
        assert all((line.percent == 100) == (line.done_on is not None) for line in lines)


def test_duckdb_gives_every_figure_that_the_rules_give(made, tmp_path):
    duck = DuckStore(tmp_path / "duck.db")
    before_a_first_quarter_ends = AsOf(datetime(2026, 1, 10, 9, tzinfo=TIME_ZONE))

    for cutoff in (*cutoffs(NOW, duck.quarters()).values(), before_a_first_quarter_ends):
        for question in QUESTIONS:
            if cutoff.period is None or question.of_a_period:
                answer = question.ask(made.facts, cutoff)
                assert len(answer.frame), question.name
                question.check(answer, duck, cutoff)


def test_duckdb_gives_the_key_numbers_of_the_last_period(made, tmp_path):
    duck, cutoff = DuckStore(tmp_path / "duck.db"), AsOf(NOW)
    source = source_at(made.facts, cutoff)

    for selection in SELECTIONS.values():
        found = all_figures(source, cutoff, selection)
        assert len(found) == len(INDICATORS)
        check_key_numbers(found, duck, cutoff, selection)


def test_a_line_takes_some_sixty_bytes(made):
    with open_question(made.facts, AsOf(NOW)) as question:
        lines = question.columns.reports.lines
        assert size_of(lines) == sum(getattr(lines, name).nbytes for name in vars(lines))
        assert size_of(question.columns) > size_of(question.columns.reports) > size_of(lines)


def test_a_wrong_answer_is_told():
    with pytest.raises(ValueError, match=r"per agency: 1 answers differ .*\('A', \(1, 2\), \(2, 2\)\)"):
        check_same("per agency", {"A": (1, 2), "B": (0, 1)}, {"A": (2, 2), "B": (0, 1)})
