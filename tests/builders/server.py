"""The app as it is served, on a port of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import httpx
import pytest

from data_model.settings import PROJECT_DIR
from data_model.store.base.migrate import migrate

START_SECONDS = 120


@dataclass
class Server:
    """The real app on a port of its own, with its own store."""

    url: str
    database_url: str
    log: Path
    process: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def start_server(
    folder: Path, prepare: Callable[[], None], variables: Mapping[str, str] = MappingProxyType({})
) -> Server:
    """The app on a new store in `folder` that `prepare()` has filled. Whoever starts it stops it."""
    folder.mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATABASE_URL", f"sqlite:///{folder / 'tiendo.db'}")
        environment.setenv("TIENDO_DATA", str(folder))
        migrate()
        prepare()
        return _start(folder, variables)


def _start(folder: Path, variables: Mapping[str, str]) -> Server:
    port = _free_port()
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)],
            cwd=PROJECT_DIR,
            env=os.environ | dict(variables),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://localhost:{port}", os.environ["DATABASE_URL"], log, process)
    _wait_until_it_answers(server)
    return server


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_it_answers(server: Server) -> None:
    """Asks for nothing but /healthz, so that the first page asked for is the test's."""
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and server.process.poll() is None:
        try:
            if httpx.get(f"{server.url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    server.process.kill()
    raise RuntimeError(f"the server did not start:\n{server.log.read_text(encoding='utf-8')}")
