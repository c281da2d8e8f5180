"""The real server: Streamlit behind the gate, over HTTP and over its websocket, without a browser."""

from datetime import datetime

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from actions.people.sign_in import sign_out
from data_model.values import UTC, Role
from tests.builders.accounts import NAME, token_of
from tests.builders.server import Server
from tests.builders.web_requests import HTML
from ui.base.menu import MENU

pytestmark = pytest.mark.slow  # starts the app

STEMS = [item.file.removeprefix("pages/").removesuffix(".py") for item in MENU]


@pytest.fixture
def token(server: Server) -> str:
    return token_of(NAME[Role.REPORTER])


def socket(server, token="", origin=None, **headers):
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    cookies = {"Cookie": f"tiendo={token}"} if token else {}
    return connect(address, origin=origin, subprotocols=["streamlit"], additional_headers=cookies | headers)


@pytest.mark.parametrize("stem", STEMS)
def test_a_page_asked_for_by_its_file_name_leads_to_the_sign_in_page(server, stem):
    answer = httpx.get(f"{server.url}/{stem}", headers=HTML)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("GET", "/_stcore/metrics", 401),
        ("GET", "/_stcore/host-config", 401),
        ("GET", "/media/0123456789abcdef.csv", 401),
        ("PUT", "/_stcore/upload_file/any/any", 401),
        ("GET", "/_stcore/agent/openapi.json", 401),
        ("GET", "/_stcore/health", 200),
        ("GET", "/healthz", 200),
        ("GET", "/static/%2e%2e/%2e%2e/dashboard.py", 400),
    ],
)
def test_what_somebody_without_a_session_gets(server, method, path, status):
    assert httpx.request(method, server.url + path).status_code == status


def test_a_socket_is_refused_without_a_session_or_from_another_site(server, token):
    for refused in (
        {},
        {"token": "made-up"},
        {"token": token, "origin": "https://evil.example"},
        {"X-App-Session": "0" * 64},
    ):
        with pytest.raises(InvalidStatus) as answer:
            socket(server, **refused)
        assert answer.value.response.status_code == 403


def test_a_socket_is_opened_with_a_session_and_closed_soon_after_signing_out(server, token):
    with socket(server, token, origin=server.url) as opened:
        sign_out(token=token, at=datetime.now(UTC))
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                opened.recv(timeout=8)

    assert closed.value.rcvd.code == 1008
    assert httpx.get(f"{server.url}/session", headers={"cookie": f"tiendo={token}"}).status_code == 401


def test_an_upload_needs_a_token_against_forgery_besides_the_session(server, token):
    answer = httpx.put(
        f"{server.url}/_stcore/upload_file/any/any",
        headers={"cookie": f"tiendo={token}", "origin": server.url},
        files={"file": b"x"},
    )

    assert answer.status_code in (400, 403)


def test_the_log_holds_no_secret(server, token):
    with socket(server, token, origin=server.url):
        pass

    log = server.log.read_text(encoding="utf-8")
    assert token not in log
    assert "Traceback" not in log
