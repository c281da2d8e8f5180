"""What a power cut for one process leaves in the store: `manage.py submit` killed at random points of its life.

    python tests/crash/kill_while_submitting.py [--database postgresql] [--runs 200] [--seed 1]

Each run takes a fresh copy of a store, starts `manage.py submit FILE --user …` on a file with the reports of several
agencies to two plans (CSV, every fifth one XLSX), and kills it by SIGKILL: at any moment of its life, inside the
transaction, around the commit, on the way to the receipt, or right after the receipt was read from its output. The
child tells by bytes in a pipe when its transaction begins, is about to commit and has committed. Then the store must
hold the whole file or nothing of it (submissions, lines, the file as sent, audit, data version), whatever the child
has printed a receipt for, and the same file sent again must end up stored once.

PostgreSQL is a real server of its own, as in the tests; it runs on, for it is the client that dies. A cut of the
machine's own power, and the app in place of the command, are not tried.
"""

import argparse
import contextlib
import csv
import io
import json
import os
import random
import selectors
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import xlsxwriter
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT_DIR))

import manage  # noqa: E402
from actions.people.accounts import add_sample_user  # noqa: E402
from data_model.rules.plans.periods import local_day  # noqa: E402
from data_model.settings import database_url  # noqa: E402
from data_model.store import open_transaction  # noqa: E402
from data_model.store.base.compression import decompress  # noqa: E402
from data_model.store.base.engine import engine  # noqa: E402
from data_model.store.base.migrate import migrate  # noqa: E402
from data_model.values import Action, Role  # noqa: E402
from tests.builders.stores import Postgres, load_files  # noqa: E402
from tests.crash.watched_manage import BEGUN, COMMITTED, COMMITTING  # noqa: E402

PERIOD = f"{local_day(datetime.now(UTC)).year - 1}-Q4"
PLANS, AGENCIES, TASKS_OF_A_PLAN = ("P1", "P2"), tuple(f"CQ{n:02}" for n in range(1, 13)), 120
MOST_ROWS = len(PLANS) * len(AGENCIES) * TASKS_OF_A_PLAN
USER = "quan-tri"
HEADER = ("ma_nhiem_vu", "co_quan", "ky_bao_cao", "tien_do", "ket_qua")
XLSX_EVERY = 5
PATIENCE = 60

AIMS = ("any",) * 3 + ("inside",) * 3 + ("commit",) * 2 + ("printing", "receipt")
"""Where kills are aimed at, in turn; where they land is counted by what the child had told by then."""

PLACES = ("before the transaction", "inside it", "at the commit", "before the receipt", "after the receipt")

Values = tuple[int, str]
"""Tenths of a percent, and the result."""

SubmissionColumns = dict[tuple[str, str], dict[str, Values]]
"""By agency and plan: the values by task."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--rows", type=int, default=MOST_ROWS, help="of the largest file")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with TemporaryDirectory() as name, stores(args.database, Path(name)) as new_store:
        tally = Tally()
        chance = random.Random(args.seed)
        pace = measure(new_store, Path(name), args.rows)
        print(f"{args.database}, {args.runs} runs; unharmed with {args.rows} rows: {pace}", flush=True)
        try:
            for number in range(args.runs):
                file = make_file(Path(name), number, chance, args.rows)
                tally.add(kill_once(number, new_store(), file, pace, chance))
        finally:  # stopped half-way it still says what it has seen
            print(tally, flush=True)
    return 0 if tally.is_well else 1


# Stores


@contextlib.contextmanager
def stores(kind: str, folder: Path) -> Iterator[Callable[[], str]]:
    """A function that makes a fresh store, points `DATABASE_URL` at it and gives its address."""
    if kind == "sqlite":
        fill(f"sqlite:///{folder}/template.db")
        yield lambda: use(_copied(folder))
        return
    server = Postgres()
    try:
        template = fill(server.create())
        made: list[str] = []
        yield lambda: use(_next_database(server, template, made))
    finally:
        engine().dispose()
        server.stop()


def _copied(folder: Path) -> str:
    """Each under a name of its own: this process remembers the figures of a store by its address."""
    for old in folder.glob("store-*"):
        old.unlink()
    copy = folder / f"store-{uuid4().hex}.db"
    copyfile(folder / "template.db", copy)
    return f"sqlite:///{copy}"


def _next_database(server: Postgres, template: str, made: list[str]) -> str:
    if made:
        server.drop(made.pop())
    made.append(server.create(template))
    return made[-1]


def use(url: str) -> str:
    os.environ["DATABASE_URL"] = url
    return url


def fill(url: str) -> str:
    """Two plans whose tasks every agency has, a period that is never locked, and an administrator."""
    use(url)
    migrate()
    tasks = [(f"{plan}-{n:03}", plan) for plan in PLANS for n in range(1, TASKS_OF_A_PLAN + 1)]
    with TemporaryDirectory() as folder:
        load_files(
            Path(folder),
            directives="code,number,kind,issuer,issued_on,title\nD1,1-CT/TW,chỉ thị,Ban Bí thư,2011-07-06,Chỉ thị",
            agencies=_table(
                "code,name,kind,province", ((code, f"Sở {code}", "department", "Tỉnh") for code in AGENCIES)
            ),
            plans=_table(
                "code,number,issuer,province,issued_on,title,main_directive,directives",
                ((plan, f"{plan}/KH", "UBND", "Tỉnh", "2020-01-01", "Kế hoạch", "D1", "D1") for plan in PLANS),
            ),
            regimes=_table(
                "plan,valid_from,kinds,window,agency_due_days,lock_after_days,consolidator,basis",
                ((plan, "2020-12-15", "quarter", "nd09", 3, 3000, AGENCIES[0], "giả định") for plan in PLANS),
            ),
            tasks=_table("code,plan,title,type", ((code, plan, f"Việc {code}", "one_off") for code, plan in tasks)),
            assignments=_table(
                "task,agency,role,mode",
                ((code, agency, "lead", "assigned") for code, _ in tasks for agency in AGENCIES),
            ),
        )
    with open_transaction() as session:
        add_sample_user(
            session,
            name=USER,
            display_name="Quản trị",
            role=Role.ADMIN,
            password="mật khẩu để thử",
            at=datetime.now(UTC),
        )
    engine().dispose()
    return url


def _table(header: str, rows: Any) -> str:
    return "\n".join([header, *(",".join(map(str, row)) for row in rows)])


# Files


@dataclass(frozen=True)
class ReportFile:
    """A file on the disk and the reports that are in it."""

    path: Path
    reports: SubmissionColumns

    @property
    def row_count(self) -> int:
        return sum(map(len, self.reports.values()))


def make_file(folder: Path, number: int, chance: random.Random, most_rows: int) -> ReportFile:
    """Some agencies' reports to both plans: from a twentieth of `most_rows` up to all of them."""
    agencies = chance.sample(AGENCIES, chance.randint(2, len(AGENCIES)))
    wanted = chance.randint(most_rows // 20, most_rows) // (len(PLANS) * len(agencies))
    tasks = range(1, max(1, min(wanted, TASKS_OF_A_PLAN)) + 1)
    reports = {
        (agency, plan): {f"{plan}-{n:03}": (chance.randint(2, 199) * 5, f"Lần {number}: đã họp {n}") for n in tasks}
        for agency in agencies
        for plan in PLANS
    }
    rows = [
        (task, agency, PERIOD, f"{tenths / 10:g}".replace(".", ","), result)
        for (agency, _), lines in reports.items()
        for task, (tenths, result) in lines.items()
    ]
    write = write_xlsx if number % XLSX_EVERY == XLSX_EVERY - 1 else write_csv
    return ReportFile(write(folder / f"bao-cao-{number}", rows), reports)


def write_csv(stem: Path, rows: list[tuple[str, ...]]) -> Path:
    path = stem.with_suffix(".csv")
    with path.open("w", encoding="utf-8-sig", newline="") as csv_file:
        csv.writer(csv_file, delimiter=";").writerows([HEADER, *rows])
    return path


def write_xlsx(stem: Path, rows: list[tuple[str, ...]]) -> Path:
    path = stem.with_suffix(".xlsx")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([HEADER, *rows]):
            sheet.write_row(at, 0, row)
    return path


# One child


@dataclass
class Life:
    """What was heard of one child: its marks, when they came (seconds from its start), its output."""

    heard_at: dict[str, float] = field(default_factory=dict)
    output: bytes = b""
    took: float = 0.0

    @property
    def receipt(self) -> dict[str, Any] | None:
        """What it acknowledged: the line that it printed whole."""
        if not self.output.endswith(b"\n"):
            return None
        found: dict[str, Any] | None = json.loads(self.output)["submission"]
        return found

    @property
    def place(self) -> str:
        marks = self.heard_at
        reached = (BEGUN in marks, COMMITTING in marks, COMMITTED in marks, self.receipt is not None)
        return PLACES[next((4 - at for at, told in enumerate(reversed(reached)) if told), 0)]


@dataclass(frozen=True)
class Aim:
    """When to kill: so long after this mark ("" is the start, "receipt" the whole line)."""

    after: str
    delay: float


@dataclass(frozen=True)
class Pace:
    """How long an unharmed child takes: all in all, and from mark to mark, with so many rows."""

    rows: int
    whole: float
    transaction: float
    commit: float
    printing: float

    def __str__(self) -> str:
        return f"{self.whole:.2f} s, of it {self.transaction:.2f} s inside the transaction, {self.commit * 1000:.0f} ms the commit"

    def aim(self, where: str, row_count: int, chance: random.Random) -> Aim:
        share = row_count / self.rows
        rest = self.whole - self.transaction - self.printing
        spans = {
            "any": ("", rest + share * (self.transaction + self.printing)),
            "inside": (BEGUN, share * self.transaction),
            "commit": (COMMITTING, chance.choice((0.0, self.commit))),
            "printing": (COMMITTED, share * self.printing),
            "receipt": ("receipt", 0.0),
        }
        after, span = spans[where]
        return Aim(after, chance.uniform(0, span))


def start(file: ReportFile, marks: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.crash.watched_manage", str(marks)]
    return subprocess.Popen(
        [*command, "submit", str(file.path), "--user", USER, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=PROJECT_DIR,
        pass_fds=[marks],
        start_new_session=True,
    )


def live(file: ReportFile, aim: Aim | None) -> Life:
    """Start a child, listen, and kill it where `aim` says; without one it lives to its end."""
    told, mark_pipe = os.pipe()
    child = start(file, mark_pipe)
    os.close(mark_pipe)
    began = time.monotonic()
    life = Life()
    try:
        _listen(child, told, life, aim, began)
    finally:
        child.kill()
        child.wait()
        life.took = time.monotonic() - began
        _read_rest(child, told, life, began)
        os.close(told)
    wait_until(lambda: not _alive_in_session(child.pid), "its spreadsheet worker is still alive")
    return life


def _listen(child: "subprocess.Popen[bytes]", told: int, life: Life, aim: Aim | None, began: float) -> None:
    output = child.stdout.fileno()
    with selectors.DefaultSelector() as selector:
        selector.register(told, selectors.EVENT_READ)
        selector.register(output, selectors.EVENT_READ)
        while selector.get_map():
            kill_at = _kill_at(life, aim, began)
            now = time.monotonic()
            if kill_at is not None and now >= kill_at:
                return
            for key, _ in selector.select(_patience(kill_at, now)):
                if not _hear(key.fd, told, life, began):
                    selector.unregister(key.fd)
            if time.monotonic() - began > PATIENCE:
                raise TimeoutError("the child hangs")


def _kill_at(life: Life, aim: Aim | None, began: float) -> float | None:
    if aim is None:
        return None
    if aim.after == "receipt":
        return began if life.output.endswith(b"\n") else None
    since = life.heard_at.get(aim.after) if aim.after else 0.0
    return None if since is None else began + since + aim.delay


def _patience(kill_at: float | None, now: float) -> float:
    """Seconds to sleep for news; none shortly before the kill, for sleep is only as exact as the clock's ticks."""
    if kill_at is None:
        return PATIENCE
    return max(0.0, kill_at - now - 0.003)


def _hear(pipe: int, told: int, life: Life, began: float) -> bool:
    """Take what came from one of the two pipes; False at its end."""
    piece = os.read(pipe, 1 << 16)
    if pipe != told:
        life.output += piece
        return bool(piece)
    for mark in piece.decode():
        life.heard_at.setdefault(mark, time.monotonic() - began)
    return bool(piece)


def _read_rest(child: "subprocess.Popen[bytes]", told: int, life: Life, began: float) -> None:
    """What was already in the pipes when it died: told is told."""
    for pipe in (told, child.stdout.fileno()):
        while _hear(pipe, told, life, began):
            pass
    child.stdout.close()


def _alive_in_session(session: int) -> list[str]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[3]) == session:
                found.append(stat.parent.name)
    return found


def wait_until(holds: Callable[[], bool], complaint: str) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > give_up_at:
            raise TimeoutError(complaint)
        time.sleep(0.01)


def measure(new_store: Callable[[], str], folder: Path, most_rows: int) -> Pace:
    """The faster of two unharmed lives, with a file of the largest size."""
    agencies = -(-most_rows // (len(PLANS) * TASKS_OF_A_PLAN))
    each = most_rows // (len(PLANS) * agencies)
    rows = [
        (f"{plan}-{n:03}", agency, PERIOD, "40", "Đã họp")
        for agency in AGENCIES[:agencies]
        for plan in PLANS
        for n in range(1, each + 1)
    ]
    file = ReportFile(write_csv(folder / "measured", rows), {})
    lives = []
    for _ in range(2):
        new_store()
        lives.append(live(file, None))
    life = min(lives, key=lambda run: run.took)
    heard = life.heard_at
    return Pace(
        len(rows),
        life.took,
        heard[COMMITTED] - heard[BEGUN],
        heard[COMMITTED] - heard[COMMITTING],
        life.took - heard[COMMITTED],
    )


# The store afterwards


@dataclass(frozen=True)
class Held:
    """All that a submission leaves in the store."""

    submissions: dict[str, tuple[str, str, str, str]]
    lines: dict[str, dict[str, Values]]
    files: dict[str, bytes]
    audit: list[str]
    version: int
    broken: list[str]


def held(url: str) -> Held:
    use(url)
    made = create_engine(database_url(), poolclass=NullPool)
    with made.connect() as connection:
        if made.dialect.name == "postgresql":
            wait_until(lambda: _is_alone(connection), "PostgreSQL still works for a dead client")
        return _held(connection)


def _is_alone(connection: Connection) -> bool:
    """Whether no other client is left; asked in a transaction of its own, for within one the answer stays."""
    connection.rollback()
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    return connection.scalar(text(others)) == 0


def _held(connection: Connection) -> Held:
    submissions = connection.execute(
        text(
            "SELECT s.number, a.code, p.code, s.period, s.sha256 FROM submission s"
            " LEFT JOIN agency a ON a.id = s.agency_id LEFT JOIN plan p ON p.id = s.plan_id"
        )
    )
    lines: dict[str, dict[str, Values]] = {}
    of_lines = text(
        "SELECT s.number, t.code, l.percent, l.result FROM report_line l"
        " LEFT JOIN submission s ON s.id = l.submission_id LEFT JOIN task t ON t.id = l.task_id"
    )
    for number, task, tenths, result in connection.execute(of_lines):
        lines.setdefault(number, {})[task] = (tenths, result)
    audit = connection.execute(
        text("SELECT subject FROM audit_entry WHERE what = :what"), {"what": str(Action.SUBMIT_REPORT)}
    )
    broken: list[str] = []
    if connection.dialect.name == "sqlite":
        broken += [row[0] for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
        broken += [f"foreign key of {row}" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    return Held(
        {number: tuple(others) for number, *others in submissions},  # type: ignore[misc]
        lines,
        {
            sha256: decompress(content)
            for sha256, content in connection.execute(text("SELECT sha256, content FROM sent_file"))
        },
        [subject for (subject,) in audit],
        connection.scalar(text("SELECT version FROM store_state")) or 0,
        broken,
    )


def half_stored(found: Held, file: ReportFile, *, before: int) -> list[str]:
    """What keeps the store from holding the whole file, or nothing of it; `before` is the data version without it."""
    wrong = list(found.broken)
    if not found.submissions:
        leftovers = {"lines": found.lines, "a file": found.files, "audit": found.audit}
        wrong += [f"{name} without a submission" for name, what in leftovers.items() if what]
        return wrong + (["the data version was raised for nothing"] if found.version != before else [])
    stored = {(agency, plan): found.lines.get(number, {}) for number, (agency, plan, *_) in found.submissions.items()}
    if stored != file.reports or len(stored) != len(found.submissions):
        wrong.append("not the lines of the file")
    if {period for _, _, period, _ in found.submissions.values()} != {PERIOD}:
        wrong.append("another period")
    if list(found.files.values()) != [file.path.read_bytes()]:
        wrong.append("not the file as it was sent")
    if {sha256 for *_, sha256 in found.submissions.values()} != set(found.files):
        wrong.append("a submission and the file do not belong together")
    if [set(entry.split(", ")) for entry in found.audit] != [set(found.submissions)]:
        wrong.append("not one audit entry with its numbers")
    return wrong + (["the data version was not raised"] if found.version == before else [])


def lost(found: Held, life: Life) -> bool:
    """Acknowledged, yet not there."""
    return life.receipt is not None and not set(life.receipt["numbers"]) <= set(found.submissions)


def sent_again(url: str, file: ReportFile, first: Held) -> list[str]:
    """Send the same file once more, unharmed; what is not as it should be then."""
    use(url)
    with contextlib.redirect_stdout(io.StringIO()) as output:
        status = manage.main(["submit", str(file.path), "--user", USER, "--json"])
    engine().dispose()
    receipt = json.loads(output.getvalue())["submission"]
    then = held(url)
    wrong = half_stored(then, file, before=-1)
    stood = bool(first.submissions)
    if (receipt["stored"], receipt["unchanged"]) != ((0, file.row_count) if stood else (file.row_count, 0)) or status:
        wrong.append(f"sent again it says {status} {receipt}")
    if stood and (then.submissions, then.lines, then.audit) != (first.submissions, first.lines, first.audit):
        wrong.append("sent again it changed what stood")
    return wrong if then.submissions else [*wrong, "sent again it was not stored"]


# Runs


@dataclass(frozen=True)
class Outcome:
    place: str
    stored: bool
    acknowledged: bool
    lost: bool
    half: list[str]
    again: list[str]


def kill_once(number: int, url: str, file: ReportFile, pace: Pace, chance: random.Random) -> Outcome:
    before = held(url).version
    life = live(file, pace.aim(AIMS[number % len(AIMS)], file.row_count, chance))
    found = held(url)
    return Outcome(
        life.place,
        bool(found.submissions),
        life.receipt is not None,
        lost(found, life),
        half_stored(found, file, before=before),
        sent_again(url, file, found),
    )


@dataclass
class Tally:
    """The table: by the place of the kill, how many runs ended how."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: {place: Counter() for place in PLACES})
    complaints: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        counts = self.counts[outcome.place]
        counts["kills"] += 1
        counts["stored whole" if outcome.stored else "nothing stored"] += not outcome.half
        counts["acknowledged"] += outcome.acknowledged
        counts["lost"] += outcome.lost
        counts["half stored"] += bool(outcome.half)
        counts["again right"] += not outcome.again
        self.complaints += [f"killed {outcome.place}: {run}" for run in (*outcome.half, *outcome.again)]

    @property
    def is_well(self) -> bool:
        return not self.complaints and not any(counts["lost"] for counts in self.counts.values())

    def __str__(self) -> str:
        names = ("kills", "nothing stored", "stored whole", "acknowledged", "lost", "half stored", "again right")
        lines = [f"{'killed':24}" + "".join(f"{name:>16}" for name in names)]
        for place, counts in (*self.counts.items(), ("all", sum(self.counts.values(), Counter()))):
            lines.append(f"{place:24}" + "".join(f"{counts[name]:16}" for name in names))
        return "\n".join([*lines, *self.complaints])


if __name__ == "__main__":
    sys.exit(main())
