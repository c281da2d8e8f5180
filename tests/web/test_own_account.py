"""The pages of one's own account as a browser without JavaScript sees them."""

import re
from datetime import datetime, timedelta

import pytest
from starlette.websockets import WebSocketDisconnect

from actions.people.sign_in import sign_in as sign_in_elsewhere
from data_model.rules.people.second_factor import code_of
from data_model.values import UTC
from tests.builders.accounts import PASSWORD, token_of
from tests.builders.web_requests import HTML

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile Safari/604.1"


def now():
    return datetime.now(UTC)


def form_token(client, path="/sign-in"):
    return re.search(r'name="form" value="([^"]+)"', client.get(path).text)[1]


def post(client, path, /, page=None, **fields):
    return client.post(path, data={"form": form_token(client, page or path), **fields})


def sign_in(client, name="binh", **more):
    return post(client, "/sign-in", name=name, password=PASSWORD, **more)


def problem_in(answer):
    return re.search(r'role="alert"[^>]*>([^<]+)<', answer.text)[1]


@pytest.fixture
def signed_in(client):
    """On Firefox here, and on a phone elsewhere, whose cookie this is."""
    client.headers["user-agent"] = FIREFOX
    sign_in(client)
    return sign_in_elsewhere(name="binh", password=PASSWORD, address="10.20.30.40", browser=PHONE, at=now()).token


def is_in(client, token):
    return client.get("/session", headers={"cookie": f"tiendo={token}"}).status_code == 200


def test_my_sessions_say_device_address_and_time_and_which_is_this_one(client, signed_in):
    page = re.sub(r"<[^>]+>", " ", client.get("/sessions").text)

    assert re.search(r"Firefox, Linux\s+Phiên này\s+Địa chỉ testclient", page)
    assert re.search(r"Safari, iPhone\s+Địa chỉ 10.20.30.40\s+Đăng nhập", page)
    assert page.count("Dùng lần cuối") == 2


def test_one_session_is_signed_out_and_this_one_goes_on(client, signed_in):
    [session] = re.findall(r'name="session" value="([^"]+)"', client.get("/sessions").text)

    answer = post(client, "/sessions", session=session)

    assert "Đã đăng xuất phiên đó." in answer.text and "Safari, iPhone" not in answer.text
    assert not is_in(client, signed_in)
    assert client.get("/session").status_code == 200


def test_all_other_sessions_are_signed_out_and_their_open_pages_close(client, signed_in):
    others = [signed_in, token_of("binh")]
    with client.websocket_connect("/_stcore/stream", headers={"cookie": f"tiendo={signed_in}"}) as socket:
        answer = post(client, "/sessions", others="1")
        with pytest.raises(WebSocketDisconnect):
            socket.receive_json()

    assert "Đã đăng xuất các phiên khác: 2." in answer.text
    assert [is_in(client, token) for token in others] == [False, False]
    assert client.get("/session").status_code == 200


def test_nobody_signs_out_sessions_of_others_or_by_a_foreign_form(client, signed_in):
    [session] = re.findall(r'name="session" value="([^"]+)"', client.get("/sessions").text)
    assert client.post("/sessions", data={"form": "made up", "others": "1"}).status_code == 403

    lan = token_of("lan")
    fields = {"form": "x", "session": session}
    client.post("/sessions", data=fields, headers={"cookie": f"tiendo={lan}; tiendo_form=x"})

    assert is_in(client, signed_in)
    assert client.get("/sessions", headers={"cookie": "", **HTML}).headers["location"].startswith("/sign-in")


def key_in(page):
    return re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)[1].replace(" ", "")


def set_up(client):
    """The key, and the recovery codes, after all steps on the page."""
    page = post(client, "/second-factor", do="begin", password=PASSWORD)
    assert "<svg" in page.text and "Quét mã QR" in page.text
    key = key_in(page)
    form = re.search(r'name="form" value="([^"]+)"', page.text)[1]
    done = client.post("/second-factor", data={"form": form, "do": "confirm", "code": code_of(key, at=now())})
    return key, re.findall(r"<li><code>([A-Z0-9-]+)</code>", done.text)


def next_code(key):
    """Of the next half minute, which counts already: that of this one may have been used."""
    return code_of(key, at=now() + timedelta(seconds=30))


def test_a_second_factor_is_set_up_and_asked_for_at_the_next_sign_in(client, signed_in):
    key, recovery_codes = set_up(client)
    assert len(recovery_codes) == 10
    assert not is_in(client, signed_in)
    assert "Mã khôi phục còn lại: 10." in client.get("/second-factor").text

    client.get("/auth/logout")
    answer = sign_in(client, next="/by-period")
    assert answer.headers["location"] == "/second-step?next=%2Fby-period"
    assert client.get("/session").status_code == 401
    wrong = post(client, "/second-step", next="/by-period", code="000000")
    assert (wrong.status_code, problem_in(wrong)[:13]) == (401, "Mã chưa đúng ")
    assert post(client, "/second-step", next="/by-period", code=next_code(key)).headers["location"] == "/by-period"
    assert client.get("/session").status_code == 200


def test_who_others_slow_down_gives_the_code_with_the_password(client, signed_in):
    key, _ = set_up(client)
    client.cookies.clear()
    for _ in range(11):
        answer = post(client, "/sign-in", name="binh", password="sai")
    assert answer.status_code == 429 and 'name="code"' in answer.text

    assert sign_in(client).status_code == 429
    assert sign_in(client, code=next_code(key)).status_code == 303
    assert client.get("/session").status_code == 200


def test_a_role_that_has_to_have_one_is_led_to_the_set_up(client, monkeypatch):
    monkeypatch.setenv("TIENDO_SECOND_FACTOR_ROLES", "admin")

    answer = sign_in(client, name="an", next="/users")
    page = client.get(answer.headers["location"])
    assert "Vai trò của bạn bắt buộc xác thực hai bước" in page.text
    fields = {"form": re.search(r'name="form" value="([^"]+)"', page.text)[1], "do": "confirm", "next": "/users"}
    wrong = client.post("/second-factor", data=fields | {"code": "000000"})
    assert wrong.status_code == 401 and key_in(wrong) == key_in(page)
    done = client.post("/second-factor", data=fields | {"code": code_of(key_in(page), at=now())})

    assert 'href="/users"' in done.text
    assert client.get("/session").json() == {"user": "an"}
    assert 'value="remove"' not in client.get("/second-factor").text
    assert post(client, "/second-factor", do="remove", password=PASSWORD).status_code == 403


def test_the_second_factor_is_taken_away_with_the_password_alone(client, signed_in):
    set_up(client)
    assert post(client, "/second-factor", do="remove", password="sai").status_code == 401

    answer = post(client, "/second-factor", do="remove", password=PASSWORD)

    assert "Đã tắt xác thực hai bước." in answer.text
    client.get("/auth/logout")
    assert sign_in(client).headers["location"] == "/"


@pytest.mark.parametrize("path", ["/second-factor", "/second-step"])
@pytest.mark.parametrize("do", ["begin", "confirm", "renew", "remove", ""])
def test_without_a_password_nobody_comes_near_a_second_factor(client, path, do):
    assert client.get(path, headers=HTML).headers["location"] == "/sign-in"

    answer = client.post(path, data={"form": form_token(client), "do": do, "code": "000000"})

    assert answer.status_code == 401 or answer.headers["location"] == "/sign-in"
    assert client.get("/session").status_code == 401
