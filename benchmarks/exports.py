"""How long exporting all report lines takes, compared with programs that write the same lines without formatting.

    python benchmarks/exports.py [--rounds 3]

Each row of the table is a whole command, start of Python included, run in turn with the others; seconds are the median
of the rounds, `work` those of the processors, memory the most that a run took. The references have no formula guard, translations, formats
or scope; they run one query over the same joined tables and write its result:

- sqlite3: the shell, `.mode csv` and `.once`;
- pyarrow: Python's sqlite3 into Arrow batches of 10,000 rows, all of them one table, `write_table` with zstd. How long
  `write_table` alone takes is printed too;
- rustpy-xlsxwriter: the same batches handed to `write_worksheet` with no option.
"""

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_DIR))

from sqlalchemy import text  # noqa: E402

from benchmarks import bulk_data  # noqa: E402
from benchmarks.timed import Timed, print_header, print_table, run  # noqa: E402
from data_model.store import open_transaction  # noqa: E402
from data_model.store.base.engine import engine  # noqa: E402
from data_model.store.base.migrate import migrate  # noqa: E402

QUARTERS = 32
LINES = QUARTERS * bulk_data.PROVINCES * bulk_data.AGENCIES * bulk_data.TASKS
FILL = (
    """CREATE TEMP TABLE quarter AS WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted
       WHERE n < :last) SELECT n, (2018 + n / 4) || '-Q' || (n % 4 + 1) AS code FROM counted""",
    """INSERT INTO submission (number, agency_id, plan_id, period, submitted_at, submitted_by, status, file_name, sha256)
       SELECT printf('%02d%06d', n, agency.id), agency.id, plan.id, quarter.code,
       datetime('2018-03-16', '+' || (n * 91) || ' days') || '.000000', 'can-bo',
       CASE WHEN agency.id % 17 = 0 THEN 'submitted' ELSE 'accepted' END, '', ''
       FROM quarter, agency JOIN plan ON plan.province = agency.province ORDER BY n, agency.id""",
    """INSERT INTO review (submission_id, decision, reason, decided_by, decided_at) SELECT id, 'accepted', '', 'quan-tri',
       datetime(submitted_at, '+3 days') || '.000000' FROM submission WHERE status = 'accepted'""",
    """INSERT INTO report_line (submission_id, task_id, percent, status, done_on, result, difficulties, proposals, evidence)
       SELECT s.id, t.id, CASE WHEN t.id % 10 < 9 THEN (s.id * 7 + t.id) % 1001 END,
       CASE t.id % 4 WHEN 0 THEN 'done' WHEN 1 THEN 'in_progress' WHEN 2 THEN 'carried_out' END,
       CASE WHEN t.id % 4 = 0 THEN date(s.submitted_at, '-20 days') END,
       '- Đã triển khai ' || (s.id * 10 + t.id) || ' nội dung theo kế hoạch; phối hợp tổ chức hội nghị hữu nghị' ||
       CASE WHEN t.id % 5 = 0 THEN char(10) || '- Đã ban hành văn bản "hướng dẫn"' ELSE ' lần thứ ' || t.id END,
       CASE WHEN t.id % 10 = 3 THEN 'Kinh phí cấp chậm' ELSE '' END,
       CASE WHEN t.id % 10 = 4 THEN 'Đề nghị cấp bổ sung kinh phí' ELSE '' END, (s.id * 10 + t.id) || '/BC-SNgV'
       FROM submission s JOIN assignment a ON a.agency_id = s.agency_id JOIN task t ON t.id = a.task_id
       ORDER BY s.id, t.id""",
)
QUERY = """SELECT s.number, a.code AS agency, a.name, p.code AS plan, s.period, t.code AS task, t.title,
    l.percent / 10.0 AS percent, l.status, l.done_on, l.result, l.difficulties, l.cause, l.responsibility, l.proposals, l.evidence,
    s.submitted_at, s.status AS submission_status, r.decided_at, coalesce(u.display_name, r.decided_by) AS decided_by
    FROM report_line l JOIN submission s ON s.id = l.submission_id JOIN task t ON t.id = l.task_id
    JOIN agency a ON a.id = s.agency_id JOIN plan p ON p.id = s.plan_id
    LEFT JOIN review r ON r.submission_id = s.id AND r.decision = 'accepted'
    LEFT JOIN user_account u ON u.name = r.decided_by ORDER BY l.id"""
BATCHES = """
import sqlite3, sys, time
import pyarrow as pa
cursor = sqlite3.connect(sys.argv[1]).execute(sys.argv[2])
form = pa.schema([(column[0], pa.float64() if column[0] == "percent" else pa.string()) for column in cursor.description])
def batches():
    while rows := cursor.fetchmany(10_000):
        yield pa.record_batch([pa.array(column, field.type) for column, field in zip(zip(*rows), form)], schema=form)
"""
PARQUET = f"""{BATCHES}
import pyarrow.parquet as pq
table = pa.Table.from_batches(batches(), form)
started = time.perf_counter()
pq.write_table(table, sys.argv[3], compression="zstd")
print(time.perf_counter() - started, file=open(sys.argv[4], "a"))
"""
XLSX = f"""{BATCHES}
from rustpy_xlsxwriter import write_worksheet
write_worksheet(pa.RecordBatchReader.from_batches(form, batches()), sys.argv[3])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    print_header(LINES, rounds, work=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        store, alone = folder / "store.db", folder / "alone.txt"
        os.environ["DATABASE_URL"] = f"sqlite:///{store}"
        _fill()
        read = [sys.executable, "-c"]
        shell = ["sqlite3", str(store), ".mode csv", ".headers on", f".once {folder / 'shell.csv'}", QUERY]
        _compare("sqlite3, .mode csv", shell, "export --format csv", folder / "ours.csv", rounds)
        table = [*read, PARQUET, str(store), QUERY, str(folder / "plain.parquet"), str(alone)]
        _compare("pyarrow", table, "export --format parquet", folder / "ours.parquet", rounds)
        _print_alone(alone)
        sheet = [*read, XLSX, str(store), QUERY, str(folder / "plain.xlsx")]
        _compare("rustpy-xlsxwriter", sheet, "export --format xlsx", folder / "ours.xlsx", rounds)


def _fill() -> None:
    """Thirty-four provinces, eight years of reports by quarter, ten lines each."""
    migrate()
    bulk_data.make_store()
    with open_transaction() as session:
        for statement in FILL:
            session.execute(text(statement), {"last": QUARTERS - 1} if ":last" in statement else {})
    engine().dispose()


def _compare(reference: str, command: list[str], ours: str, path: Path, rounds: int) -> None:
    timed = {reference: Timed(), ours: Timed()}
    export = [
        sys.executable,
        str(PROJECT_DIR / "manage.py"),
        "export",
        "--format",
        path.suffix[1:],
        "--output",
        str(path),
    ]
    for _ in range(rounds):
        run(timed[reference], command)
        run(timed[ours], export)
    print_table(timed, reference=reference, work=True)


def _print_alone(seconds: Path) -> None:
    alone = Timed([float(line) for line in seconds.read_text(encoding="utf-8").splitlines()])
    print(f"{'write_table alone':28}{alone.median:8.2f}", flush=True)


if __name__ == "__main__":
    main()
