"""A real identity provider as a process of its own, and one that lies."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from tests.builders.mail_server import free_port


class Provider:
    """`oidc-provider-mock` on a port of its own: it signs in whoever asks, with the claims that it was told."""

    def __init__(self, *options: str) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        give_up_at = time.monotonic() + 60
        while True:
            try:
                self.metadata = httpx.get(f"{self.url}/.well-known/openid-configuration").json()
                return
            except httpx.TransportError:
                assert time.monotonic() < give_up_at and self.process.poll() is None, "the provider did not start"
                time.sleep(0.1)

    def knows(self, subject: str, **claims: Any) -> None:
        httpx.put(f"{self.url}/users/{subject}", json=claims).raise_for_status()

    def sign_in(self, asked: str, subject: str) -> str:
        """What the browser does at the provider, at the address `asked`: path and query with which it comes back."""
        answer = httpx.post(asked, data={"sub": subject})
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["location"])
        return f"{back.path}?{back.query}"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    started = Provider()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def late_provider() -> Iterator[Provider]:
    """Whose ID tokens have expired ten minutes before they are issued."""
    started = Provider("--token-max-age", "-600")
    yield started
    started.stop()


@pytest.fixture
def lying(provider: Provider) -> Iterator[Callable[..., str]]:
    """`lying(jwks={…}, issuer="…")` is the address of one that has tokens made by the real one, and lies about itself.

    `in_its_name`: the tokens name the liar as their issuer, so that all is right but the lie.
    """
    servers = []

    def start(*, jwks: Any = None, in_its_name: bool = True, **lies: str) -> str:
        documents: dict[str, Any] = {}

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(200, json.dumps(documents[self.path]).encode())

            def do_POST(self) -> None:
                asked = self.rfile.read(int(self.headers["content-length"]))
                headers = {
                    key: self.headers[key] for key in ("host", "content-type", "authorization") if key in self.headers
                }
                given = httpx.post(provider.metadata["token_endpoint"], content=asked, headers=headers)
                self.answer(given.status_code, given.content)

            def answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        url = f"http://127.0.0.1:{server.server_port}"
        metadata = {**provider.metadata, "issuer": url, **lies}
        if in_its_name:
            metadata["token_endpoint"] = f"{url}/token"
        if jwks is not None:
            metadata["jwks_uri"] = f"{url}/jwks"
        documents |= {"/.well-known/openid-configuration": metadata, "/jwks": jwks}
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return url

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def altered(address: str, **changed: str) -> str:
    """The address with other values in its query."""
    parts = urlsplit(address)
    return parts._replace(query=urlencode({**dict(parse_qsl(parts.query)), **changed})).geturl()
