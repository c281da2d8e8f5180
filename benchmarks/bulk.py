"""How long files of a million rows take, compared with the databases' own import of the same rows.

    python benchmarks/bulk.py [--rows 1000000] [--rounds 3] [--without-postgresql]

Each row of the table is a whole command, start of Python included, run in turn with the others; seconds are the median
of the rounds, memory the most that a run took. The baselines put the very same lines into the very same tables, with
all their constraints and indexes: `sqlite3 .import`, and COPY on PostgreSQL.

XLSX and the staff file are timed within one process: reading with findings, compared with calamine alone.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_DIR))

import psycopg  # noqa: E402
import xlsxwriter  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

from actions.reporting.check_report import report_context  # noqa: E402
from benchmarks import bulk_data  # noqa: E402
from benchmarks.timed import Timed, print_header, print_table, run  # noqa: E402
from data_model.store import open_session  # noqa: E402
from data_model.store.base.engine import engine  # noqa: E402
from data_model.store.base.migrate import migrate  # noqa: E402
from intake.report_file import read_report_file  # noqa: E402
from tests.builders.stores import Postgres  # noqa: E402

COPY = """
import sys, psycopg
with psycopg.connect(sys.argv[1]) as connection, open(sys.argv[2], "rb") as lines:
    with connection.cursor().copy("COPY report_line FROM STDIN (FORMAT csv)") as copy:
        while part := lines.read(1 << 20):
            copy.write(part)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-postgresql", action="store_true")
    args = parser.parse_args()
    print_header(args.rows, args.rounds)
    with TemporaryDirectory() as name:
        files = _Files(Path(name), args.rows)
        _on_sqlite(files, args.rounds)
        if not args.without_postgresql:
            _on_postgresql(files, args.rounds)
        _in_process(files, args.rounds)


class _Files:
    """The input files and the store that all measurements start from."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder = folder
        self.clean, self.wrong, self.lines = (folder / name for name in ("clean.csv", "wrong.csv", "lines.csv"))
        self.submissions = folder / "submissions.csv"
        bulk_data.write_file(self.clean, rows)
        bulk_data.write_file(self.wrong, rows, wrong_each=100)
        self.base = folder / "base.db"
        os.environ["DATABASE_URL"] = f"sqlite:///{self.base}"
        migrate()
        bulk_data.make_store()
        engine().dispose()

    def fresh_store(self) -> Path:
        """A copy of the store without reports, set as the database of the commands."""
        store = self.folder / "store.db"
        for leftover in self.folder.glob("store.db*"):
            leftover.unlink()
        shutil.copy(self.base, store)
        os.environ["DATABASE_URL"] = f"sqlite:///{store}"
        return store


def _on_sqlite(files: _Files, rounds: int) -> None:
    timed = {name: Timed() for name in ("sqlite3 .import", "submit", "check, 1 % wrong")}
    for _ in range(rounds):
        store = files.fresh_store()
        run(timed["submit"], _manage("submit", "--user", bulk_data.ADMIN, str(files.clean)))
        if not files.lines.exists():
            _export(store, "report_line", files.lines)
            _export(store, "submission", files.submissions)
        store = files.fresh_store()
        run(timed["check, 1 % wrong"], _manage("check", str(files.wrong)), expected=1)
        _sqlite(store, f".import {files.submissions} submission")
        run(timed["sqlite3 .import"], _import(store, files.lines))
    print_table(timed, reference="sqlite3 .import")


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, str(PROJECT_DIR / "manage.py"), *arguments]


def _import(store: Path, lines: Path) -> list[str]:
    pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    return ["sqlite3", str(store), pragmas, ".mode csv", f".import {lines} report_line"]


def _sqlite(store: Path, command: str) -> None:
    subprocess.run(["sqlite3", str(store), ".mode csv", command], check=True, stdout=subprocess.DEVNULL)


def _export(store: Path, table: str, path: Path) -> None:
    """Writes a table as CSV, NULL as an empty cell, as both databases read it back."""
    with path.open("wb") as target:
        subprocess.run(["sqlite3", "-csv", str(store), f"SELECT * FROM {table}"], check=True, stdout=target)


def _on_postgresql(files: _Files, rounds: int) -> None:
    server = Postgres()
    timed = {name: Timed() for name in ("COPY", "submit to PostgreSQL")}
    try:
        base = server.create()
        os.environ["DATABASE_URL"] = base
        migrate()
        bulk_data.make_store()
        engine().dispose()
        for _ in range(rounds):
            os.environ["DATABASE_URL"] = server.create(base)
            run(timed["submit to PostgreSQL"], _manage("submit", "--user", bulk_data.ADMIN, str(files.clean)))
            server.drop(os.environ["DATABASE_URL"])
            address = server.create(base)
            _copy_submissions(address, files.submissions)
            run(timed["COPY"], [sys.executable, "-c", COPY, address, str(files.lines)])
            server.drop(address)
    finally:
        server.stop()
    print_table(timed, reference="COPY")


def _copy_submissions(address: str, path: Path) -> None:
    copy_in = "COPY submission FROM STDIN (FORMAT csv)"
    with psycopg.connect(address) as connection, connection.cursor().copy(copy_in) as copy:
        copy.write(path.read_bytes())


def _in_process(files: _Files, rounds: int) -> None:
    """Reading only: an XLSX of 100,000 rows compared with calamine, and a file of 500 rows as CSV and XLSX."""
    files.fresh_store()
    with open_session() as session:
        context = report_context(session, agency=None, period=None, at=datetime.now(UTC))
    long, short = _xlsx(files.folder / "long.xlsx", 100_000), _xlsx(files.folder / "short.xlsx", 500)
    small = files.folder / "small.csv"
    bulk_data.write_file(small, 500)

    def read(path: Path) -> Callable[[], object]:
        return lambda: read_report_file(path.read_bytes(), file_name=path.name, context=context)

    timed = {
        "calamine, 100,000 rows": lambda: CalamineWorkbook.from_path(long).get_sheet_by_index(0).to_python(),
        "XLSX of 100,000 rows": read(long),
        "XLSX of 500 rows": read(short),
        "CSV of 500 rows": read(small),
    }
    medians = {name: _median(measured, rounds) for name, measured in timed.items()}
    for name, seconds in medians.items():
        ratio = f"{seconds / medians['calamine, 100,000 rows']:7.2f}" if "100,000" in name else ""
        print(f"{name:28}{seconds:8.3f}{'':7}{ratio}", flush=True)


def _median(measured: Callable[[], object], rounds: int) -> float:
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        measured()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def _xlsx(path: Path, count: int) -> Path:
    """The same rows with real numbers and days, as spreadsheets hold them."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, bulk_data.HEADER)
        percent, day = bulk_data.HEADER.index("tien_do"), book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(bulk_data.rows(count), start=1):
            is_done = number % 3 == 0
            for column, value in enumerate(row):
                if column == percent:
                    sheet.write_number(number, column, 100 if is_done else float(value.replace(",", ".")))
                elif is_done and column == percent + 1:
                    sheet.write_string(number, column, "Hoàn thành")
                elif is_done and column == percent + 2:
                    sheet.write_datetime(number, column, date(2013, 1, 1), day)
                elif value:
                    sheet.write_string(number, column, value)
    return path


if __name__ == "__main__":
    main()
