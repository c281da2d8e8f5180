"""How long a new process needs until it can answer, and how much memory the columns take.

    python benchmarks/ready.py

of the store that `DATABASE_URL` names prints the seconds for importing the product, for the columns of all reports, from
the database (a large store's snapshot is then written too) or from the snapshot in `TIENDO_DATA`, and for reading what is
expected besides. `questions.py` starts it and prints the median of several.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_DIR))
STARTED = time.perf_counter()

import numpy as np  # noqa: E402

from data_model.rules.figures.as_of import AsOf  # noqa: E402
from data_model.rules.figures.questions import open_question  # noqa: E402
from data_model.rules.people.access import EVERYTHING  # noqa: E402
from data_model.rules.plans.facts import Facts  # noqa: E402
from data_model.rules.plans.periods import local_day  # noqa: E402
from data_model.store import open_session  # noqa: E402
from data_model.store.base.engine import engine  # noqa: E402
from data_model.store.figures.facts import read_facts  # noqa: E402
from data_model.store.figures.live_columns import live_columns  # noqa: E402
from data_model.values import TIME_ZONE  # noqa: E402

IMPORTED = time.perf_counter()
ROUNDS = 3
MIB = 1024 * 1024


def main() -> None:
    today = local_day(datetime.now(TIME_ZONE))
    with live_columns().columns(Facts(), until=today):
        ready = time.perf_counter()
    with open_session() as session:
        read_facts(session, EVERYTHING, today=today)
    print(IMPORTED - STARTED, ready - IMPORTED, time.perf_counter() - ready)


def print_ready(facts: Facts, now: datetime) -> None:
    """Of the store that `DATABASE_URL` names, and of its columns in this process."""
    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[engine().dialect.name]
    starts = [_starts() for _ in range(ROUNDS)]
    for name, times in zip((database, "the snapshot"), zip(*starts, strict=True), strict=False):
        imports, ready, expected = (statistics.median(part) for part in zip(*times, strict=True))
        about = f"after {imports:.2f} of imports; what is expected: {expected:.2f}"
        print(f"{f'ready from {name}, s':30}{ready:9.2f}   {about}", flush=True)
    with open_question(facts, AsOf(now)) as question:
        size, lines = size_of(question.columns), question.columns.reports.line_count
    print(f"{'in memory, MiB':30}{size / MIB:9.1f}   {size / lines:.0f} bytes a line, {lines} lines", flush=True)


def _starts() -> list[list[float]]:
    """Seconds of imports, columns and what is expected, in a process that finds no snapshot and, if that wrote one, in the next."""
    with TemporaryDirectory() as folder:
        first = _of_a_process(folder)
        return [first, _of_a_process(folder)] if any(Path(folder).iterdir()) else [first]


def _of_a_process(folder: str) -> list[float]:
    command = [sys.executable, str(Path(__file__).resolve())]
    settings = os.environ | {"TIENDO_DATA": folder}
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=settings).stdout.split()
    return [float(seconds) for seconds in printed]


def size_of(columns: object) -> int:
    """Bytes of all arrays in some columns, each counted once."""
    return sum({id(array): array.nbytes for array in _arrays(columns)}.values())


def _arrays(value: object) -> Iterator[np.ndarray]:
    if isinstance(value, np.ndarray):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _arrays(getattr(value, field.name))


if __name__ == "__main__":
    main()
