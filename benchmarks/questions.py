"""How long the dashboard's questions take, beside DuckDB's own file with the same reports.

    python benchmarks/questions.py [--size S|M|L] [--postgresql] [--rounds 20] [--rules] [--stores DIR]

Median of the rounds, in milliseconds, each with a session of its own and nothing remembered. Our answers hold all
figures of each group; DuckDB's n and d of `due_completion` alone (`duckdb_questions.py`). Where the two do not say the
same, the command fails.

The questions: completion per agency, per directive and per period, the heat map agency × period of one province, the
hundred tasks that are longest overdue, the tasks of one agency. Each is asked as known now; as known at the end of a
period; of that period, as known now; and as known on any other day. The last row is a report accepted, all of it.

`rules` reads all facts and computes from them. That takes minutes above one province, so there it is left out unless
asked for. `--stores` keeps the stores, and takes them when they are there.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

PROJECT_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_DIR))

from sqlmodel import Session, col, select  # noqa: E402

from benchmarks.duckdb_questions import DuckStore, Shares  # noqa: E402
from benchmarks.provinces import PROVINCES, SIZES, Size, make_store  # noqa: E402
from data_model.actions.review_submission import accept_submission  # noqa: E402
from data_model.rules.access import EVERYTHING, CurrentUser  # noqa: E402
from data_model.rules.grouping import Choice, Group, agencies_over_periods, groups, task_standings  # noqa: E402
from data_model.rules.measures import Figures, Measure  # noqa: E402
from data_model.rules.periods import Period, end_of, local_day  # noqa: E402
from data_model.rules.standings import Lens, TaskStanding  # noqa: E402
from data_model.store import open_session  # noqa: E402
from data_model.store.engine import engine  # noqa: E402
from data_model.store.facts import read_facts  # noqa: E402
from data_model.store.figures import FigureReader  # noqa: E402
from data_model.tables import Submission  # noqa: E402
from data_model.values import TIME_ZONE, GroupBy, Role, SubmissionStatus, TaskState, WindowRule  # noqa: E402
from tests.stores import Postgres  # noqa: E402

AGENCY = "00-03"
ONE_PROVINCE, ONE_AGENCY = Choice(province=PROVINCES[0]), Choice(agency=AGENCY)
AT_MOST = 100
LONGEST = 2.0
"""Seconds for one cell of the table."""
REVIEWER = CurrentUser("dau-moi", "Đầu mối", Role.COORDINATOR, agency="00-00")


class Way(Protocol):
    """A way in which the product answers. Each call is the whole reading, from a new session on."""

    def groups(self, by: GroupBy, lens: Lens, choice: Choice) -> list[Group]: ...

    def agencies_over_periods(self, lens: Lens, choice: Choice) -> dict[tuple[str, str], Figures]: ...

    def overdue(self, lens: Lens, choice: Choice, at_most: int) -> list[str]: ...


@dataclass(frozen=True)
class Rules:
    """The rules over all facts, read anew."""

    today: date

    def groups(self, by: GroupBy, lens: Lens, choice: Choice) -> list[Group]:
        with open_session() as session:
            return groups(read_facts(session, EVERYTHING, today=self.today), by=by, lens=lens, choice=choice)

    def agencies_over_periods(self, lens: Lens, choice: Choice) -> dict[tuple[str, str], Figures]:
        with open_session() as session:
            return agencies_over_periods(read_facts(session, EVERYTHING, today=self.today), lens=lens, choice=choice)

    def overdue(self, lens: Lens, choice: Choice, at_most: int) -> list[str]:
        with open_session() as session:
            facts = read_facts(session, EVERYTHING, today=self.today)
        return _longest_overdue(task_standings(facts, lens=lens, choice=choice), at_most)


def _longest_overdue(tasks: Sequence[TaskStanding], at_most: int) -> list[str]:
    overdue = [one for one in tasks if one.state is TaskState.OVERDUE]
    in_order = sorted(overdue, key=lambda one: (-one.days_overdue, one.task.code))
    return [one.task.code for one in in_order[:at_most]]


class Reader:
    """As the pages read; what is expected is remembered between changes of it, as they do."""

    def __init__(self, today: date) -> None:
        with open_session() as session:
            self.expected = read_facts(session, EVERYTHING, today=today, with_submissions=False)

    @contextmanager
    def _reader(self, lens: Lens, choice: Choice) -> Iterator[FigureReader]:
        with open_session() as session:
            yield FigureReader(session, EVERYTHING, self.expected, lens, choice)

    def groups(self, by: GroupBy, lens: Lens, choice: Choice) -> list[Group]:
        with self._reader(lens, choice) as reader:
            return reader.groups(by)

    def agencies_over_periods(self, lens: Lens, choice: Choice) -> dict[tuple[str, str], Figures]:
        with self._reader(lens, choice) as reader:
            return reader.agencies_over_periods()

    def overdue(self, lens: Lens, choice: Choice, at_most: int) -> list[str]:
        with self._reader(lens, choice) as reader:
            if lens.period is not None:
                return _longest_overdue(reader.tasks(), at_most)
            return _longest_overdue([one.task for one in reader.attention() if one.task is not None], at_most)


WAYS: Mapping[str, Callable[[date], Way]] = {"rules": Rules, "product": Reader}


@dataclass(frozen=True)
class Question:
    """`ours` answers in the form of `duckdb`, so that the two can be compared."""

    name: str
    ours: Callable[[Way, Lens], object]
    compared: Callable[[object], object]
    duckdb: Callable[[DuckStore, Lens], object]
    of_a_period: bool = True


def _by(by: GroupBy, choice: Choice = Choice()) -> Callable[[Way, Lens], object]:
    return lambda way, lens: way.groups(by, lens, choice)


def _shares(found: list[Group]) -> Shares:
    return {one.key: _share(one.figures) for one in found if one.figures.task_count}


def _cells(found: dict[tuple[str, str], Figures]) -> Shares:
    return {key: _share(one) for key, one in found.items() if one.task_count}


def _share(found: Figures) -> tuple[int, int]:
    ratio = found[Measure.DUE_COMPLETION]
    return int(ratio.n), int(ratio.d)


def _done(found: list[Group]) -> dict[object, bool]:
    done = (TaskState.DONE_ON_TIME, TaskState.DONE_LATE)
    return {one.key: any(one.figures.states[state] for state in done) for one in found}


QUESTIONS = (
    Question("per agency", _by(GroupBy.AGENCY), _shares, lambda duck, lens: duck.by_agency(lens, Choice())),
    Question("per directive", _by(GroupBy.DIRECTIVE), _shares, lambda duck, lens: duck.by_directive(lens, Choice())),
    Question(
        "per period", _by(GroupBy.PERIOD), _shares, lambda duck, lens: duck.by_period(lens, Choice()), of_a_period=False
    ),
    Question(
        "agency × period",
        lambda way, lens: way.agencies_over_periods(lens, ONE_PROVINCE),
        _cells,
        lambda duck, lens: duck.agencies_over_periods(lens, ONE_PROVINCE),
        of_a_period=False,
    ),
    Question(
        "longest overdue",
        lambda way, lens: way.overdue(lens, Choice(), AT_MOST),
        lambda found: found,
        lambda duck, lens: duck.overdue(lens, Choice(), AT_MOST),
    ),
    Question(
        "one agency", _by(GroupBy.TASK, ONE_AGENCY), _done, lambda duck, lens: duck.one_agency(lens, ONE_AGENCY)
    ),
)  # fmt: skip


def lenses(now: datetime, quarters: list[Period]) -> dict[str, Lens]:
    """From where the questions are asked, by name; the period is the last but four."""
    period = quarters[-5]
    ended = end_of(period.window(WindowRule.ND09)[1])
    return {
        "now": Lens(now),
        "period": Lens(now, period=period),
        "at its end": Lens(ended),
        "other day": Lens(ended - timedelta(days=400)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=list(SIZES), default="S")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument(
        "--rules", action="store_true", help="time the rules over facts, and earlier instants, above one province too"
    )
    parser.add_argument("--stores", type=Path, help="where made stores are kept")
    args = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = args.stores or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        with_past = args.size != "L"
        with store(args.size, folder, on_postgresql=args.postgresql, with_past=with_past):
            duck = DuckStore(Path(name) / "duck.db")
            ways = [way for way in WAYS if way != "rules" or args.rules or args.size == "S"]
            _print_table(duck, ways, args.rounds, earlier=args.rules or with_past)
            _print_acceptance(args.rounds)
        engine().dispose()


@contextmanager
def store(size: str, folder: Path, *, on_postgresql: bool = False, with_past: bool = True) -> Iterator[None]:
    """A store of this size as `DATABASE_URL`: SQLite in the folder, taken if it is there, or a PostgreSQL started for it.
    To keep figures `with_past` takes longer than all the rest; without, a running app does it."""
    if not on_postgresql:
        path = (folder / f"{size}.db").resolve()
        _take_or_make(path, SIZES[size], with_past)
        yield
        return
    server = Postgres()
    try:
        make_store(server.create(), SIZES[size], with_past=with_past)
        yield
    finally:
        engine().dispose()
        server.stop()


def _take_or_make(path: Path, size: Size, with_past: bool) -> None:
    url = f"sqlite:///{path}"
    if path.exists():
        os.environ["DATABASE_URL"] = url
    else:
        make_store(url, size, with_past=with_past)


def _print_table(duck: DuckStore, ways: list[str], rounds: int, *, earlier: bool) -> None:
    """With `earlier`, of instants before now as well."""
    now = datetime.now(TIME_ZONE)
    asked = lenses(now, duck.quarters())
    print(f"{'ms':18}{'known':12}{''.join(f'{way:>9}' for way in ways)}{'DuckDB':>9}{'ratio':>8}", flush=True)
    for question in QUESTIONS:
        for known, lens in asked.items():
            if (lens.period is None or question.of_a_period) and (earlier or lens.as_of == now):
                _print_row(question, known, lens, duck, [WAYS[way](local_day(now)) for way in ways], rounds)


def _print_row(question: Question, known: str, lens: Lens, duck: DuckStore, ways: list[Way], rounds: int) -> None:
    expected = question.duckdb(duck, lens)
    ours = []
    for way in ways:
        check_same(f"{question.name}, {known}", question.compared(question.ours(way, lens)), expected)
        ours.append(median_ms(lambda way=way: question.ours(way, lens), rounds))
    theirs = median_ms(lambda: question.duckdb(duck, lens), rounds)
    ratio = f"{ours[-1] / theirs:8.2f}" if ours else ""
    print(f"{question.name:18}{known:12}{''.join(f'{one:9.1f}' for one in ours)}{theirs:9.1f}{ratio}", flush=True)


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


def median_ms(asked: Callable[[], object], rounds: int) -> float:
    """After a warm-up. Fewer rounds are made where they take long, one in any case."""
    asked()
    times: list[float] = []
    stop_at = time.monotonic() + LONGEST
    while len(times) < rounds and (not times or time.monotonic() < stop_at):
        started = time.perf_counter()
        asked()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _print_acceptance(rounds: int) -> None:
    """The whole of accepting one agency's report, of those that wait in the first province."""
    with open_session() as session:
        waiting = _waiting(session)
    times = []
    for number in waiting[:rounds]:
        started = time.perf_counter()
        accept_submission(user=REVIEWER, number=number, at=datetime.now(TIME_ZONE))
        times.append((time.perf_counter() - started) * 1000)
    if times:
        print(f"{'accept a report':18}{'':12}{statistics.median(times):9.1f}   {len(times)} rounds")


def _waiting(session: Session) -> list[str]:
    query = select(Submission.number).where(
        col(Submission.status) == SubmissionStatus.SUBMITTED,
        col(Submission.plan_id) <= 5,
        col(Submission.agency_id) > 1,
    )
    return list(session.exec(query.order_by(col(Submission.id).desc())))


if __name__ == "__main__":
    main()
