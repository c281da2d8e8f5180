"""The spreadsheet worker without its start: a server that has it imported and forks once for each file.

    python -E -s -m tests.intake.fuzz.forked_workers

A fork runs the worker's own `main` on the same arguments, standard input and output, under the same limits that
it sets itself, and dies as it would; what it spares is the start of the interpreter, nine tenths of the time.
"""

import gc
import io
import os
import pickle
import re
import resource
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from data_model.settings import PROJECT_DIR
from intake.opening import spreadsheet_worker

_NUMBER = re.compile(r"[0-9]+")

Answer = tuple[int | None, bytes, bytes, float]
"""Exit status (None: no time left), standard output, standard error and CPU seconds of one worker."""


class ForkedWorkers:
    """Stands in for `subprocess.run` where `intake.opening.spreadsheet` starts a worker; each `every`th is a real one."""

    def __init__(self, *, every: int) -> None:
        self._every = every
        self._really: Callable[..., Any] = subprocess.run
        self.forked = self.real = 0
        self._forked_seconds = 0.0
        self.crashes: list[str] = []
        """How each worker ended that did not answer: by which signal or exception, numbers left out."""
        self._server = subprocess.Popen(
            [sys.executable, "-E", "-s", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT_DIR,
            env={},
        )

    def run(self, command: list[str], *, input: bytes, timeout: float, **others: Any) -> "subprocess.CompletedProcess":
        if (self.forked + self.real) % self._every == 0:
            self.real += 1
            return self._really(command, input=input, timeout=timeout, **others)
        self.forked += 1
        code, output, errors, used = self._ask(command[command.index("-m") + 2 :], input, timeout)
        self._forked_seconds += used
        if code is None:
            raise subprocess.TimeoutExpired(command, timeout)
        if code:
            last = errors.decode("utf-8", "replace").strip().splitlines()[-1:]
            how = " ".join([f"signal {signal.Signals(-code).name}" if code < 0 else "exception", *last])
            self.crashes.append(_NUMBER.sub("…", how)[:110])
        return subprocess.CompletedProcess(command, code, output, errors)

    def seconds_used(self) -> float:
        """CPU time of this process and of all workers so far; unlike the clock it does not see a busy machine."""
        started = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + self._forked_seconds + started.ru_utime + started.ru_stime

    def _ask(self, arguments: list[str], content: bytes, seconds: float) -> Answer:
        pickle.dump((arguments, content, seconds), self._server.stdin)
        self._server.stdin.flush()
        return pickle.load(self._server.stdout)

    def stop(self) -> None:
        self._server.stdin.close()
        assert self._server.wait(timeout=20) == 0
        self._server.stdout.close()


def serve() -> None:
    gc.freeze()
    while True:
        try:
            arguments, content, seconds = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(_answer(arguments, content, seconds), sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _answer(arguments: list[str], content: bytes, seconds: float) -> Answer:
    output, child_output = os.pipe()
    errors, child_errors = os.pipe()
    pid = os.fork()
    if pid == 0:
        _work(arguments, content, child_output, child_errors)
    os.close(child_output)
    os.close(child_errors)
    with ExitStack() as open_pipes:
        open_pipes.callback(os.close, output)
        open_pipes.callback(os.close, errors)
        written = _read_until(output, time.monotonic() + seconds)
        if written is None:
            os.kill(pid, signal.SIGKILL)
        _, status, used = os.wait4(pid, 0)
        code = None if written is None else os.waitstatus_to_exitcode(status)
        return code, written or b"", os.read(errors, 65_536), used.ru_utime + used.ru_stime


def _read_until(pipe: int, deadline: float) -> bytes | None:
    """Everything that comes; None when it does not end in time."""
    pieces = []
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            return None
        piece = os.read(pipe, 1 << 20)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


def _work(arguments: list[str], content: bytes, output: int, errors: int) -> None:
    """What a started worker would do; never returns."""
    os.dup2(errors, 2)
    sys.argv = ["spreadsheet_worker", *arguments]
    sys.stdin = io.TextIOWrapper(io.BytesIO(content))
    sys.stdout = os.fdopen(output, "w")
    try:
        spreadsheet_worker.main()
        sys.stdout.flush()
    except BaseException:  # the interpreter's own last resort, after which it exits with 1
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    serve()
