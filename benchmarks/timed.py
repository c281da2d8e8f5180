"""Times whole commands, start of Python included, with their peak memory, and calls."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LONGEST = 2.0
"""Seconds for one cell of a table of calls."""


@dataclass
class Timed:
    """Wall-clock and CPU seconds of each round, and the peak memory in MiB."""

    seconds: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    memory: float = 0

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def run(timed: Timed, command: list[str], *, expected: int = 0) -> None:
    """Runs the command once; memory is of the command alone, without its child processes."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    timed.seconds.append(time.perf_counter() - started)
    timed.worked.append(usage.ru_utime + usage.ru_stime)
    if os.waitstatus_to_exitcode(status) != expected:
        raise RuntimeError(f"{command} failed")
    timed.memory = max(timed.memory, usage.ru_maxrss / 1024)


def print_header(rows: int, rounds: int, *, work: bool = False) -> None:
    print(f"{'':28}{'s':>8}{'MiB':>7}{'ratio':>7}{'  work  ratio' if work else ''}   {rows} rows, {rounds} rounds")


def print_table(timed: dict[str, Timed], *, reference: str, work: bool = False) -> None:
    """`reference` is the reference row of the ratios; `work` adds CPU seconds, which are more reliable on a busy machine."""
    other = timed[reference]
    for name, step in timed.items():
        line = f"{name:28}{step.median:8.2f}{step.memory:7.0f}{step.median / other.median:7.2f}"
        if work:
            worked = statistics.median(step.worked)
            line += f"{worked:6.2f}{worked / statistics.median(other.worked):7.2f}"
        print(line, flush=True)


def median_ms(asked: Callable[[], object], rounds: int) -> float:
    """Median after a warm-up; fewer rounds, but at least one, where they take long."""
    asked()
    times: list[float] = []
    stop_at = time.monotonic() + LONGEST
    while len(times) < rounds and (not times or time.monotonic() < stop_at):
        times.append(ms_of(asked))
    return statistics.median(times)


def ms_of(asked: Callable[[], object]) -> float:
    started = time.perf_counter()
    asked()
    return (time.perf_counter() - started) * 1000
