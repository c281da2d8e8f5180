"""How long the dashboard's questions take, compared with DuckDB's own file with the same reports.

    python benchmarks/questions.py [--size S|M|L] [--postgresql] [--rounds 20] [--stores DIR]

Median of the rounds, in milliseconds: from the question to the frame that a page gets, with the version asked from the
store in each; what is expected (plans, tasks, agencies) was read once before. Ours hold all figures of each group;
DuckDB's n and d of `due_completion` alone, or the overdue tasks alone (`duckdb_questions.py`). Outside the clock all
figures of each group are compared with DuckDB's (`duckdb_figures.py`); the command fails where they differ.

The questions: all figures per agency, per directive and per period (all of them at once), agency × period of one
province, the whole list of what needs action, the tasks of one agency. Each is asked as known now; of a past period as
known now; as known at the end of that period; and as known on any other day.

Then the key numbers (`key_numbers.py`). Below: the whole of accepting a report, and how much longer the next question then takes; how long a process needs until
the figures are there; and what they take of its memory (`ready.py`). `--stores` keeps the stores, and takes them when
they are there.
"""

import argparse
import math
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PROJECT_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_DIR))

import pandas as pd  # noqa: E402
from sqlmodel import Session, col, select  # noqa: E402

from actions.review import accept_submission  # noqa: E402
from benchmarks.duckdb_figures import AttentionKind, DuckFigures  # noqa: E402
from benchmarks.duckdb_figures import Figures as DuckAnswer  # noqa: E402
from benchmarks.duckdb_questions import DuckStore, Shares  # noqa: E402
from benchmarks.key_numbers import print_key_numbers  # noqa: E402
from benchmarks.provinces import PROVINCES, SIZES, Size, make_store  # noqa: E402
from benchmarks.ready import print_ready  # noqa: E402
from benchmarks.timed import median_ms, ms_of  # noqa: E402
from data_model.rules.figures.as_of import AsOf  # noqa: E402
from data_model.rules.figures.attention import AttentionItem, AttentionItems, attention  # noqa: E402
from data_model.rules.figures.grouping import Groups, agency_period_groups, groups  # noqa: E402
from data_model.rules.figures.selection import Selection  # noqa: E402
from data_model.rules.people.access import EVERYTHING, CurrentUser  # noqa: E402
from data_model.rules.plans.facts import Facts  # noqa: E402
from data_model.rules.plans.periods import Period, end_of, local_day  # noqa: E402
from data_model.store import open_session  # noqa: E402
from data_model.store.base.engine import engine  # noqa: E402
from data_model.store.figures.facts import read_facts  # noqa: E402
from data_model.tables import Submission  # noqa: E402
from data_model.values import TIME_ZONE, GroupBy, Role, SubmissionStatus, TaskState, WindowRule  # noqa: E402
from tests.builders.stores import Postgres  # noqa: E402

AGENCY = "00-03"
EVERY, ONE_PROVINCE, ONE_AGENCY = Selection(), Selection(province=PROVINCES[0]), Selection(agency=AGENCY)
SELECTIONS = {"all": EVERY, "province": ONE_PROVINCE, "agency": ONE_AGENCY}
REVIEWER = CurrentUser("dau-moi", "Đầu mối", Role.COORDINATOR, agency="00-00")


@dataclass(frozen=True)
class Question:
    """`one_measure` is the timed DuckDB query; `check` raises ValueError where the product's answer differs from DuckDB's."""

    name: str
    ask: Callable[[Facts, AsOf], Any]
    one_measure: Callable[[DuckStore, AsOf], object]
    check: Callable[[Any, DuckStore, AsOf], None]
    of_a_period: bool = True


def _grouping(
    name: str,
    ask: Callable[[Facts, AsOf], Groups],
    one_measure: Callable[[DuckStore, AsOf, Selection], Shares],
    figures: Callable[[DuckFigures, AsOf, Selection], DuckAnswer],
    selection: Selection = EVERY,
    *,
    of_a_period: bool = True,
) -> Question:
    def check(found: Groups, duck: DuckStore, cutoff: AsOf) -> None:
        theirs = figures(DuckFigures(duck), cutoff, selection)
        columns = next(iter(theirs.values()), {})
        rows = found.frame.to_dict("index")
        ours = {key: {name: row[name] for name in columns} for key, row in rows.items()}
        check_same(name, _cells(ours), _cells(theirs))
        check_same(name, _shares(rows), one_measure(duck, cutoff, selection))

    return Question(name, ask, lambda duck, cutoff: one_measure(duck, cutoff, selection), check, of_a_period)


def _cells(answer: DuckAnswer) -> dict[object, float | None]:
    """By key and column; None, which equals itself, for NaN."""
    return {
        (key, name): None if math.isnan(value) else value for key, row in answer.items() for name, value in row.items()
    }


def _shares(rows: dict[Any, dict[Any, float]]) -> Shares:
    """n and d of `due_completion` of groups with tasks."""
    shares = {key: (int(row["due_completion_n"]), int(row["due_completion_d"])) for key, row in rows.items()}
    return {key: share for key, share in shares.items() if rows[key]["tasks"]}


def _check_needs(found: AttentionItems, duck: DuckStore, cutoff: AsOf) -> None:
    theirs = DuckFigures(duck).needs(cutoff, EVERY)
    check_same("needs action", [_need(item) for item in found], theirs)
    check_same("needs action, the frame", _needs(found.frame), [item[:-1] for item in theirs])
    overdue = [
        item.task.task.code for item in found if item.task is not None and item.task.state is TaskState.OVERDUE
    ]  # fmt: skip
    check_same("overdue tasks", sorted(overdue), sorted(duck.overdue(cutoff, EVERY)))


def _need(item: AttentionItem) -> AttentionKind:
    return item.need.value, item.plan, item.agencies[0], item.on, item.days, item.task.task.code if item.task else ""


def _needs(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    columns = frame.assign(on=frame["on"].dt.date)[["need", "plan", "agency", "on", "days"]]
    return list(columns.itertuples(index=False, name=None))


QUESTIONS = (
    _grouping(
        "per agency",
        lambda facts, cutoff: groups(facts, by=GroupBy.AGENCY, cutoff=cutoff),
        DuckStore.by_agency,
        DuckFigures.by_agency,
    ),
    _grouping(
        "per directive",
        lambda facts, cutoff: groups(facts, by=GroupBy.DIRECTIVE, cutoff=cutoff),
        DuckStore.by_directive,
        DuckFigures.by_directive,
    ),
    _grouping(
        "per period",
        lambda facts, cutoff: groups(facts, by=GroupBy.PERIOD, cutoff=cutoff),
        DuckStore.by_period,
        DuckFigures.by_period,
        of_a_period=False,
    ),
    _grouping(
        "agency × period",
        lambda facts, cutoff: agency_period_groups(facts, cutoff=cutoff, selection=ONE_PROVINCE),
        DuckStore.agencies_over_periods,
        DuckFigures.agencies_over_periods,
        ONE_PROVINCE,
        of_a_period=False,
    ),
    Question(
        "needs action",
        lambda facts, cutoff: attention(facts, cutoff=cutoff),
        lambda duck, cutoff: duck.overdue(cutoff, EVERY),
        _check_needs,
        of_a_period=False,
    ),
    _grouping(
        "one agency",
        lambda facts, cutoff: groups(facts, by=GroupBy.TASK, cutoff=cutoff, selection=ONE_AGENCY),
        DuckStore.one_agency,
        DuckFigures.one_agency,
        ONE_AGENCY,
    ),
)


def cutoffs(now: datetime, quarters: list[Period]) -> dict[str, AsOf]:
    """The cutoffs of the questions by name; the period is the last but four."""
    period = quarters[-5]
    ended = end_of(period.window(WindowRule.ND09)[1])
    return {
        "now": AsOf(now),
        "period": AsOf(now, period=period),
        "at its end": AsOf(ended),
        "other day": AsOf(ended - timedelta(days=400)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=list(SIZES), default="S")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--stores", type=Path, help="where made stores are kept")
    args = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = args.stores or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["TIENDO_DATA"] = name  # where the snapshot of a large store is written
        with store(args.size, folder, on_postgresql=args.postgresql):
            now = datetime.now(TIME_ZONE)
            with open_session() as session:
                facts = read_facts(session, EVERYTHING, today=local_day(now))
            duck = DuckStore(Path(name) / "duck.db")
            _print_table(facts, duck, now, args.rounds)
            print_key_numbers(facts, duck, now, SELECTIONS, args.rounds)
            _print_acceptance(facts, args.rounds)
            print_ready(facts, now)
        engine().dispose()


@contextmanager
def store(size: str, folder: Path, *, on_postgresql: bool = False) -> Iterator[None]:
    """A store of this size as `DATABASE_URL`: SQLite in the folder, taken if it is there, or a PostgreSQL started for
    it."""
    if not on_postgresql:
        _take_or_make((folder / f"{size}.db").resolve(), SIZES[size])
        yield
        return
    server = Postgres()
    try:
        make_store(server.create(), SIZES[size])
        yield
    finally:
        engine().dispose()
        server.stop()


def _take_or_make(path: Path, size: Size) -> None:
    url = f"sqlite:///{path}"
    if path.exists():
        os.environ["DATABASE_URL"] = url
    else:
        make_store(url, size)


def _print_table(facts: Facts, duck: DuckStore, now: datetime, rounds: int) -> None:
    print(f"{'ms':18}{'known':12}{'product':>9}{'DuckDB':>9}{'ratio':>8}", flush=True)
    for question in QUESTIONS:
        for known, cutoff in cutoffs(now, duck.quarters()).items():
            if cutoff.period is None or question.of_a_period:
                question.check(question.ask(facts, cutoff), duck, cutoff)
                ours = median_ms(partial(_framed, question.ask, facts, cutoff), rounds)
                theirs = median_ms(partial(question.one_measure, duck, cutoff), rounds)
                print(f"{question.name:18}{known:12}{ours:9.1f}{theirs:9.1f}{ours / theirs:8.2f}", flush=True)


def _framed(ask: Callable[[Facts, AsOf], Any], facts: Facts, cutoff: AsOf) -> pd.DataFrame:
    return ask(facts, cutoff).frame


def check_same(what: str, ours: object, theirs: object) -> None:
    """Raises ValueError with some of the differences."""
    if ours == theirs:
        return
    if isinstance(ours, dict) and isinstance(theirs, dict):
        keys = [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]
        differences = [(key, ours.get(key), theirs.get(key)) for key in keys]
    else:
        differences = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]  # type: ignore[call-overload]
    raise ValueError(f"{what}: {len(differences)} answers differ (ours, DuckDB's): {differences[:5]}")


def _print_acceptance(facts: Facts, rounds: int) -> None:
    """The whole of accepting one agency's report, of those that wait in the first province; then the figures per agency
    with it, less the same question when nothing has come."""
    ask = QUESTIONS[0].ask
    with open_session() as session:
        waiting = _waiting(session)[:rounds]
    accepted, asked = [], []
    for number in waiting:
        at = datetime.now(TIME_ZONE)
        accepted.append(ms_of(partial(accept_submission, user=REVIEWER, number=number, at=at)))
        asked.append(ms_of(lambda: ask(facts, AsOf(datetime.now(TIME_ZONE))).frame))
    if waiting:
        plain = median_ms(lambda: ask(facts, AsOf(datetime.now(TIME_ZONE))).frame, rounds)
        print(f"{'accept a report':30}{statistics.median(accepted):9.1f}   {len(waiting)} rounds")
        print(f"{'it is in the figures':30}{statistics.median(asked) - plain:+9.1f}   beside {plain:.1f} without")


def _waiting(session: Session) -> list[str]:
    query = select(Submission.number).where(
        col(Submission.status) == SubmissionStatus.SUBMITTED,
        col(Submission.plan_id) <= 5,
        col(Submission.agency_id) > 1,
    )
    return list(session.exec(query.order_by(col(Submission.id).desc())))


if __name__ == "__main__":
    main()
