"""Starts a Streamlit server of the product or of another page, and a client of its websocket."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE = 900
"""Most seconds that one run may take."""
START = "from streamlit.web.cli import main; main()"
TUNED = """
import streamlit as st
if __name__ == "__main__":
    pass
else:
    import gc
    from contextlib import asynccontextmanager
    from ui.preload import preload_modules

    @asynccontextmanager
    async def lifespan(app):
        preload_modules()
        gc.collect()
        gc.freeze()
        yield

    app = st.App(__file__, lifespan=lifespan)
"""
GATED = TUNED.replace(
    "    pass\n",
    "    from ui.base.access import require\n    from data_model.values import Action\n    require(Action.VIEW_TASK)\n",
).replace(
    "    app = st.App(__file__, ",
    "    from web.app import MIDDLEWARE, ROUTES\n    app = st.App(__file__, routes=ROUTES, middleware=MIDDLEWARE, ",
)


def our_flags() -> list[str]:
    """The flags of our configuration that matter here, for scripts outside the project folder."""
    headers = '{"x-app-session": "session"}'
    return [
        *("--server.headless", "true"),
        *("--server.fileWatcherType", "none"),
        *("--browser.gatherUsageStats", "false"),
        *("--runner.postScriptGC", "false"),
        *("--server.trustedUserHeaders", headers),
    ]


def write(path: Path, text: str) -> Path:
    """A script in a folder of its own."""
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def serving(script: Path, flags: list[str], before: str = "") -> Iterator[int]:
    """The port of a server of this script, with `before` run first in its process."""
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
def session(port: int, cookie: str) -> Iterator[ClientConnection]:
    """A page that is open in a browser, as the server sees it."""
    headers: Mapping[str, str] = {"Cookie": f"tiendo={cookie}"} if cookie else {}
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], additional_headers=headers, max_size=None) as opened:  # type: ignore[list-item]
        yield opened


def rerun(client: ClientConnection) -> float:
    """Milliseconds from asking to "the script has finished". Raises RuntimeError if it failed."""
    started = time.perf_counter()
    for _ in messages_of_run(client):
        pass
    return (time.perf_counter() - started) * 1000


def messages_of_run(client: ClientConnection, address: str = "") -> Iterator[ForwardMsg]:
    """Asks for a run with the URL query `address`, and yields the server's messages until it has finished.

    Raises RuntimeError if the script failed.
    """
    asked = BackMsg()
    asked.rerun_script.SetInParent()
    asked.rerun_script.query_string = address
    client.send(asked.SerializeToString())
    while True:
        message = ForwardMsg.FromString(client.recv(timeout=PATIENCE))
        if message.WhichOneof("type") == "script_finished":
            return
        if message.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(message.delta.new_element.exception.message)
        yield message
