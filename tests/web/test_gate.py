"""Who comes through the gate, with what, and what they bring along."""

from datetime import datetime

import pytest
from starlette.websockets import WebSocketDisconnect

from actions.people.accounts import disable_user
from actions.people.sign_in import sign_out
from data_model.rules.people.access import CurrentUser
from data_model.rules.people.accounts import SESSION_LASTS
from data_model.rules.people.hashing import hash_token
from data_model.store import open_side_transaction
from data_model.values import UTC, Role
from tests.builders.accounts import in_vietnamese, token_of
from tests.builders.web_requests import HTML
from web import visits

STREAM = "/_stcore/stream"


@pytest.mark.parametrize(
    "path, sign_in",
    [
        ("/", "/sign-in"),
        ("/users", "/sign-in?next=%2Fusers"),
        (
            "/by-agency?province=H%C3%A0+N%E1%BB%99i",
            "/sign-in?next=%2Fby-agency%3Fprovince%3DH%25C3%25A0%2BN%25E1%25BB%2599i",
        ),
        ("/no/such/page", "/sign-in?next=%2Fno%2Fsuch%2Fpage"),
    ],
)
def test_a_page_leads_to_the_sign_in_page_and_back(client, path, sign_in):
    answer = client.get(path, headers=HTML)

    assert (answer.status_code, answer.headers["location"]) == (303, sign_in)


@pytest.mark.parametrize("foreign", ['prefs={"theme":"dark"}', "ten=Nguyễn", "a[b]=1", "theme", 'x="a;b"'])
@pytest.mark.parametrize("order", ["{foreign}; {own}", "{own}; {foreign}"])
def test_a_cookie_of_another_program_on_the_same_host_keeps_nobody_out(client, foreign, order):
    sent = order.format(foreign=foreign, own=f"tiendo={token_of('binh')}")

    assert client.get("/", headers={"cookie": sent.encode()}).status_code == 200


@pytest.mark.parametrize(
    "method, path",
    [
        ("GET", "/media/0123456789abcdef.csv"),
        ("PUT", "/_stcore/upload_file/some-session/some-file"),
        ("DELETE", "/_stcore/upload_file/some-session/some-file"),
        ("GET", "/_stcore/metrics"),
        ("GET", "/_stcore/host-config"),
        ("GET", "/session"),
        ("GET", "/users"),
        ("POST", "/"),
    ],
)
@pytest.mark.parametrize("cookie", ["", "made-up", "x" * 5000, "ünïcode"])
def test_anything_else_is_answered_401_without_a_session(client, method, path, cookie):
    headers = {"cookie": f"tiendo={cookie}".encode()} if cookie else {}

    assert client.request(method, path, headers=headers).status_code == 401


@pytest.mark.parametrize("path", ["/media/0123456789abcdef.csv", "/_stcore/metrics"])
def test_a_download_is_answered_401_and_not_with_the_sign_in_page_as_its_content(client, path):
    assert client.get(path, headers=HTML).status_code == 401


def test_nothing_is_handed_out_by_streamlits_own_address_for_files(client):
    client.cookies.set("tiendo", token_of("binh"))

    assert client.get("/media/0123456789abcdef.csv").status_code == 404


@pytest.mark.parametrize("path", ["/sign-in", "/activate", "/healthz", "/_stcore/health", "/static/js/index.js"])
def test_some_addresses_are_open(client, path):
    assert client.get(path, headers=HTML).status_code == 200


def test_who_is_signed_in_comes_through(client):
    client.cookies.set("tiendo", token_of("binh"))

    assert client.get("/session").status_code == 200
    assert client.get("/_stcore/metrics").status_code == 200
    assert client.get("/by-agency", headers=HTML).status_code == 200


def test_a_socket_is_refused_without_a_session(client):
    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect(STREAM):
        pass

    assert refused.value.code == 1008


def test_a_socket_is_told_whose_session_it_is_by_the_gate_alone(client):
    token = token_of("binh")
    client.cookies.set("tiendo", token)
    spoofed = {"x-app-session": "0" * 64, "X-App-Role": "admin"}

    with client.websocket_connect(STREAM, headers=spoofed) as socket:
        socket.send_bytes(b"hello")
        assert socket.receive_json() == [["x-app-session", hash_token(token)]]


def test_spoofed_headers_do_not_reach_the_app_over_http(client):
    client.cookies.set("tiendo", token_of("binh"))

    assert client.get("/_stcore/metrics", headers={"x-app-session": "0" * 64}).json() == {}


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://testserver.evil.example", "null", "http://testserver:81"]
)
def test_another_site_gets_neither_a_socket_nor_an_answer(client, origin):
    client.cookies.set("tiendo", token_of("binh"))

    assert client.put("/_stcore/upload_file/a/b", headers={"origin": origin}).status_code == 403
    assert client.post("/sign-in", headers={"origin": origin}).status_code == 403
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(STREAM, headers={"origin": origin}):
        pass


def test_our_own_origin_is_welcome(client):
    client.cookies.set("tiendo", token_of("binh"))

    with client.websocket_connect(STREAM, headers={"origin": "http://testserver"}) as socket:
        socket.send_bytes(b"hello")
        assert len(socket.receive_json()) == 1


def signs_out(token):
    sign_out(token=token, at=datetime.now(UTC))


def is_disabled(token):
    with open_side_transaction() as session:
        disable_user(session, user=CurrentUser("an", "", Role.ADMIN), name="binh", at=datetime.now(UTC))


@pytest.mark.parametrize("end", [signs_out, is_disabled])
def test_the_next_message_of_an_ended_session_closes_its_socket(client, end):
    token = token_of("binh")
    client.cookies.set("tiendo", token)

    with client.websocket_connect(STREAM) as socket:
        socket.send_bytes(b"hello")
        socket.receive_json()
        end(token)
        socket.send_bytes(b"run a callback")
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()

    assert closed.value.code == 1008


def test_a_session_that_is_too_old_closes_its_socket(client, monkeypatch):
    client.cookies.set("tiendo", token_of("binh"))

    with client.websocket_connect(STREAM) as socket:
        socket.send_bytes(b"hello")
        socket.receive_json()
        monkeypatch.setattr(visits, "datetime", TwelveHoursOn)
        socket.send_bytes(b"hello")
        with pytest.raises(WebSocketDisconnect):
            socket.receive_json()


class TwelveHoursOn(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + SESSION_LASTS


def test_signing_out_in_one_tab_closes_the_sockets_of_the_others(client):
    client.cookies.set("tiendo", token_of("binh"))

    with client.websocket_connect(STREAM) as socket:
        client.get("/auth/logout")
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()

    assert closed.value.code == 1008


def test_without_a_store_nobody_is_let_in(client, monkeypatch, tmp_path):
    client.cookies.set("tiendo", token_of("binh"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'no-tables.db'}")

    answer = client.get("/by-agency", headers=HTML)

    assert answer.status_code == 503
    assert answer.text.startswith(
        in_vietnamese("The data cannot be reached at the moment. Nothing was changed. Try again in a few minutes.")
    )
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(STREAM):
        pass


@pytest.mark.parametrize("path", ["/", "/sign-in", "/no-such-page", "/static/x.js", "/media/x", "/auth/logout", "/a/b"])
def test_every_answer_carries_the_security_headers(client, path):
    headers = client.get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self' 'sha256-" in policy
    assert "unsafe-eval" not in policy


def test_pages_are_not_kept_by_the_browser(client):
    assert client.get("/sign-in", headers=HTML).headers["cache-control"] == "no-store"
    client.cookies.set("tiendo", token_of("binh"))
    assert client.get("/by-agency", headers=HTML).headers["cache-control"] == "no-store"
