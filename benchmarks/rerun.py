"""How long a rerun takes: stock Streamlit beside this app's server, on the same machine.

    python benchmarks/rerun.py [--runs 200]

A client opens the app's websocket as a browser does, asks for a rerun and stops the clock when the server says that
the script has finished; one session, one rerun after the other, the first 20 not counted. Rows of the table:

- stock: `streamlit run` as it comes (asyncio, a full garbage collection after each run), an empty page
- tuned: the same page with our configuration, uvloop and `gc.freeze`
- gated: the same, behind the gate, with the session looked up by gate and page
- overview: the running product on sample data, the first page of a leader
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from websockets.sync.client import ClientConnection, connect

PROJECT_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_DIR))

from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402

from data_model.actions.sign_in import sign_in  # noqa: E402
from data_model.store.migrate import migrate  # noqa: E402
from data_model.values import UTC  # noqa: E402
from seed_data.load import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, prepare_store  # noqa: E402

WARM_UP = 20
# Streamlit as pip installs it has none of these; None in sys.modules is "not installed".
AS_STOCK = "import sys; sys.modules.update(uvloop=None, httptools=None, orjson=None); "
START = "from streamlit.web.cli import main; main()"

EMPTY_PAGE = "import pandas, pyarrow\nimport plotly.graph_objects\nimport streamlit as st\n"
TUNED = """
import streamlit as st
if __name__ == "__main__":
    pass
else:
    import gc
    from contextlib import asynccontextmanager
    from ui.warm import import_what_pages_need

    @asynccontextmanager
    async def lifespan(app):
        import_what_pages_need()
        gc.collect()
        gc.freeze()
        yield

    app = st.App(__file__, lifespan=lifespan)
"""
GATED = TUNED.replace(
    "    pass\n",
    "    from ui.access import require\n    from data_model.values import Action\n    require(Action.VIEW_TASK)\n",
).replace(
    "    app = st.App(__file__, ",
    "    from web.app import MIDDLEWARE, ROUTES\n    app = st.App(__file__, routes=ROUTES, middleware=MIDDLEWARE, ",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    runs = parser.parse_args().runs
    with TemporaryDirectory() as name:
        folder = Path(name)
        cookie = _prepare_demo(folder)
        ours = _our_flags()
        stock_flags = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
        print(f"{'':10}{'median ms':>10}{'p95 ms':>10}   {runs} reruns each")
        _measure("stock", _write(folder / "stock" / "app.py", EMPTY_PAGE), stock_flags, AS_STOCK, "", runs)
        _measure("tuned", _write(folder / "tuned" / "app.py", TUNED), ours, "", "", runs)
        _measure("gated", _write(folder / "gated" / "app.py", GATED), ours, "", cookie, runs)
        _measure("overview", PROJECT_DIR / "dashboard.py", [], "", cookie, runs)


def _prepare_demo(folder: Path) -> str:
    """A demo store in the folder, for this process and the servers. Returns a leader's cookie."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(TIENDO_DATA=str(folder), TIENDO_DEMO="1", PYTHONPATH=str(PROJECT_DIR))
    migrate()
    prepare_store(at=datetime.now(UTC))
    leader = SAMPLE_ACCOUNTS[0].name
    return sign_in(name=leader, password=SAMPLE_PASSWORD, address="benchmark", at=datetime.now(UTC))


def _our_flags() -> list[str]:
    """The settings that matter here, for scripts that are not beside our configuration file."""
    headers = '{"x-app-session": "session"}'
    return [
        *("--server.headless", "true"),
        *("--server.fileWatcherType", "none"),
        *("--browser.gatherUsageStats", "false"),
        *("--runner.postScriptGC", "false"),
        *("--server.trustedUserHeaders", headers),
    ]


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def _measure(name: str, script: Path, flags: list[str], before: str, cookie: str, runs: int) -> None:
    with _serving(script, flags, before) as port, _session(port, cookie) as session:
        times = sorted([_rerun(session) for _ in range(WARM_UP + runs)][WARM_UP:])
    print(f"{name:10}{statistics.median(times):10.1f}{times[int(len(times) * 0.95)]:10.1f}", flush=True)


@contextmanager
def _serving(script: Path, flags: list[str], before: str) -> Iterator[int]:
    port = _free_port()
    address = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command = [sys.executable, "-c", before + START, "run", str(script), *address, *flags]
    process = subprocess.Popen(command, cwd=script.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(port: int) -> None:
    give_up_at = time.monotonic() + 60
    while time.monotonic() < give_up_at:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/_stcore/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


@contextmanager
def _session(port: int, cookie: str) -> Iterator[ClientConnection]:
    headers: Mapping[str, str] = {"Cookie": f"tiendo={cookie}"} if cookie else {}
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], additional_headers=headers, max_size=None) as session:  # type: ignore[list-item]
        yield session


def _rerun(session: ClientConnection) -> float:
    """Milliseconds from asking to "the script has finished". Raises RuntimeError if it failed."""
    asked = BackMsg()
    asked.rerun_script.SetInParent()
    started = time.perf_counter()
    session.send(asked.SerializeToString())
    while True:
        told = ForwardMsg.FromString(session.recv(timeout=30))  # type: ignore[arg-type]
        if told.WhichOneof("type") == "script_finished":
            return (time.perf_counter() - started) * 1000
        if told.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(told.delta.new_element.exception.message)


if __name__ == "__main__":
    main()
