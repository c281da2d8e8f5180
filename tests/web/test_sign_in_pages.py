"""The sign-in pages as a browser without JavaScript sees them."""

import re
from datetime import datetime

import pytest

from actions.people.accounts import renew_code
from data_model.rules.people.access import CurrentUser
from data_model.store import open_side_transaction, open_transaction
from data_model.tables import StoreState
from data_model.values import UTC, Role
from tests.builders.accounts import PASSWORD, in_vietnamese, token_of
from tests.builders.web_requests import HTML, form_token, sign_in
from web.requests import safe_next

pytestmark = pytest.mark.slow  # hashes many passwords, which is meant to be slow

WRONG = in_vietnamese("The account name or the password is not right. Check both and try again.")


OF_OUR_PAGE = {"referer": "http://testserver/"}
"""As a browser sends it over plain HTTP, which has no Sec-Fetch-Site."""


def problem_in(answer):
    return re.search(r'role="alert"[^>]*>([^<]+)<', answer.text)[1]


def test_the_right_password_opens_the_page_that_was_asked_for(client):
    answer = sign_in(client, next="/by-agency?province=H%C3%A0+N%E1%BB%99i")

    assert (answer.status_code, answer.headers["location"]) == (303, "/by-agency?province=H%C3%A0+N%E1%BB%99i")
    assert client.get("/session").status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    cookie = next(value for value in sign_in(client).headers.get_list("set-cookie") if value.startswith("tiendo="))

    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie and "Max-Age=43200" in cookie
    assert "Secure" not in cookie


def test_behind_a_proxy_with_tls_the_cookie_is_bound_to_tls_and_host(client, monkeypatch):
    over_tls = {"x-forwarded-proto": "https"}
    monkeypatch.setenv("TIENDO_BEHIND_PROXY", "1")

    answer = sign_in(client, headers=over_tls)

    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith("__Host-tiendo="))
    assert "Secure" in cookie and "HttpOnly" in cookie and "Domain" not in cookie
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.slow  # fifty passwords to check
def test_without_a_proxy_nobody_can_claim_tls_or_another_address(client):
    answer = sign_in(client, headers={"x-forwarded-proto": "https"})
    assert "strict-transport-security" not in answer.headers
    client.cookies.clear()

    for number in range(50):
        sign_in(client, name=f"name{number}", password="sai", headers={"x-forwarded-for": f"10.0.0.{number}"})
    sign_in(client, password="sai")
    assert sign_in(client).status_code == 429


@pytest.mark.slow  # fifty passwords to check
def test_behind_a_proxy_tries_are_counted_by_the_address_that_the_proxy_saw(client, monkeypatch):
    monkeypatch.setenv("TIENDO_BEHIND_PROXY", "1")
    for number in range(50):
        sign_in(client, name=f"name{number}", password="sai", headers={"x-forwarded-for": f"1.2.3.{number}, 10.0.0.1"})
    sign_in(client, password="sai", headers={"x-forwarded-for": "10.0.0.1"})

    assert sign_in(client, headers={"x-forwarded-for": "9.9.9.9, 10.0.0.1"}).status_code == 429
    assert sign_in(client, headers={"x-forwarded-for": "10.0.0.1, 10.0.0.2"}).status_code == 303


@pytest.mark.parametrize("name, password", [("binh", "sai"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_get_the_same_calm_sentence(client, name, password):
    answer = sign_in(client, name=name, password=password)

    assert answer.status_code == 401
    assert problem_in(answer) == WRONG
    assert f'value="{name}"' in answer.text
    assert password not in answer.text


def test_who_has_signed_in_here_before_gets_in_whatever_others_have_tried(client):
    sign_in(client)
    client.get("/auth/logout")
    device = next(cookie for cookie in client.cookies.jar if cookie.name == "tiendo-device")
    client.cookies.clear()
    for _ in range(11):
        sign_in(client, password="sai")
    assert sign_in(client).status_code == 429

    client.cookies.set("tiendo-device", device.value)

    assert sign_in(client).status_code == 303
    assert device.has_nonstandard_attr("HttpOnly")


def test_the_eleventh_try_is_told_to_wait(client):
    for _ in range(10):
        sign_in(client, password="sai")

    answer = sign_in(client)

    assert answer.status_code == 429
    assert "Chờ 15 phút" in problem_in(answer) or "chờ 15 phút" in problem_in(answer)


@pytest.mark.parametrize("form", ["", "made-up", "ünïcode"])
def test_a_form_from_elsewhere_is_refused(client, form):
    client.get("/sign-in")

    answer = client.post("/sign-in", data={"form": form, "name": "binh", "password": PASSWORD})

    assert answer.status_code == 403
    assert problem_in(answer) == in_vietnamese("The page had been open too long. Please try again.")
    assert client.get("/session").status_code == 401


def test_a_form_of_20_kilobytes_is_not_read(client):
    assert client.post("/sign-in", data={"name": "x" * 20_000}).status_code == 413


def test_what_was_typed_is_shown_as_text(client):
    answer = sign_in(client, name='"><script>alert(1)</script>')

    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize(
    "wanted, goes_to",
    [
        ("/by-period?plan=HN-1", "/by-period?plan=HN-1"),
        ("/", "/"),
        (None, "/"),
        ("", "/"),
        ("//evil.example", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\n/evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("by-period", "/"),
        ("/sign-in?next=/", "/"),
        ("/auth/logout", "/"),
    ],
)
def test_after_signing_in_one_stays_in_this_app(wanted, goes_to):
    assert safe_next(wanted) == goes_to


def test_who_is_signed_in_need_not_sign_in_again(client):
    sign_in(client)

    answer = client.get("/sign-in?next=/by-period", headers=HTML)

    assert (answer.status_code, answer.headers["location"]) == (303, "/by-period")


def test_signing_in_again_ends_the_session_before(client):
    sign_in(client)
    first = client.cookies["tiendo"]
    fields = {"form": "x", "name": "lan", "password": PASSWORD}

    client.post("/sign-in", data=fields, headers={"cookie": f"tiendo={first}; tiendo_form=x"})

    client.cookies.clear()
    assert client.get("/session", headers={"cookie": f"tiendo={first}"}).status_code == 401


def test_without_a_store_signing_in_is_answered_calmly(client, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'no-tables.db'}")

    answer = client.get("/sign-in")

    assert answer.status_code == 503
    assert answer.text.startswith(
        in_vietnamese("The data cannot be reached at the moment. Nothing was changed. Try again in a few minutes.")
    )


def test_signing_out_ends_the_session_on_the_server(client):
    sign_in(client)
    kept = client.cookies["tiendo"]

    answer = client.get("/auth/logout")

    assert answer.headers["location"] == "/sign-in"
    assert "tiendo" not in client.cookies
    assert client.get("/session", headers={"cookie": f"tiendo={kept}"}).status_code == 401


def test_a_link_on_another_site_signs_nobody_out_and_changes_no_language(client):
    client.cookies.set("tiendo", token_of("binh"))
    from_elsewhere = {"sec-fetch-site": "cross-site"}

    client.get("/language/en", headers=from_elsewhere)
    client.get("/auth/logout", headers=from_elsewhere)

    client.cookies.set("tiendo", token_of("binh"))
    assert '<html lang="vi">' in client.get("/", headers=HTML).text


def activate(client, code, name="binh", password="con đường mới", repeated=None):
    fields = {"form": form_token(client, "/activate"), "name": name, "code": code, "password": password}
    return client.post("/activate", data=fields | {"repeated": password if repeated is None else repeated})


def new_code_for(name):
    with open_side_transaction() as session:
        return renew_code(session, user=CurrentUser("an", "", Role.ADMIN), name=name, at=datetime.now(UTC))


def test_a_one_time_code_sets_the_password_and_works_once(client):
    code = new_code_for("binh")

    assert activate(client, code).headers["location"] == "/"
    assert client.get("/session").status_code == 200
    client.cookies.clear()
    again = activate(client, code, password="lần thứ hai")
    assert again.status_code == 401
    assert problem_in(again).startswith(
        in_vietnamese(
            "The account name or the one-time code is not right, or the code has been used or has expired. Ask your administrator for a new one."
        )
    )
    assert sign_in(client, password="con đường mới").status_code == 303


@pytest.mark.parametrize(
    "password, repeated, problem",
    [
        ("ngắn", "ngắn", "Chọn mật khẩu có ít nhất 8 ký tự."),
        ("x" * 129, "x" * 129, "Chọn mật khẩu có nhiều nhất 128 ký tự."),
        (
            "matkhau123",
            "matkhau123",
            in_vietnamese("This password is among the first that others would try. Choose another one."),
        ),
        (
            "con đường mới",
            "con đường cũ",
            in_vietnamese("The two passwords are not the same. Type the new password twice."),
        ),
    ],
)
def test_a_password_that_will_not_do_leaves_the_code_good(client, password, repeated, problem):
    code = new_code_for("binh")

    answer = activate(client, code, password=password, repeated=repeated)

    assert (answer.status_code, problem_in(answer)) == (422, problem)
    assert activate(client, code).status_code == 303


def test_wrong_codes_of_others_do_not_keep_out_who_has_the_right_one(client):
    code = new_code_for("binh")
    for _ in range(60):
        assert activate(client, "AAAA-BBBB-CCCC-DDDD").status_code == 401

    assert activate(client, code).status_code == 303


def test_the_sign_in_page_is_vietnamese_until_english_is_chosen(client):
    assert "<h1>Đăng nhập</h1>" in client.get("/sign-in").text

    answer = client.get("/language/en?next=/sign-in", headers=OF_OUR_PAGE)

    assert answer.headers["location"] == "/sign-in"
    page = client.get("/sign-in").text
    assert '<html lang="en">' in page and "<h1>Sign in</h1>" in page


def test_a_chosen_language_stays_with_the_account(client):
    sign_in(client)
    assert '<html lang="vi">' in client.get("/").text
    client.get("/language/en", headers=OF_OUR_PAGE)
    client.cookies.clear()

    sign_in(client)

    assert '<html lang="en">' in client.get("/").text


@pytest.mark.parametrize("code, next_page", [("xx", "/"), ("en", "//evil.example")])
def test_an_unknown_language_or_a_foreign_address_changes_nothing(client, code, next_page):
    answer = client.get(f"/language/{code}", params={"next": next_page}, headers=OF_OUR_PAGE)

    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"referer": "http://evil.example/"},
    ],
    ids=lambda headers: str(headers or "no header"),
)
def test_a_link_from_elsewhere_changes_no_language(client, headers):
    sign_in(client)

    client.get("/language/en", headers=headers)

    assert '<html lang="vi">' in client.get("/").text
    assert "tiendo_language" not in client.cookies


def test_sample_accounts_are_shown_in_the_demo_alone(client):
    assert "SỐ LIỆU MẪU" not in client.get("/sign-in").text
    assert "tien-do-mau" not in client.get("/sign-in").text

    with open_transaction() as session:
        session.get_one(StoreState, 1).sampled = True

    page = client.get("/sign-in").text
    assert "SỐ LIỆU MẪU" in page
    assert 'data-name="lanh-dao"' in page and "tien-do-mau" in page


def change(client, new="con đường mới", repeated=None, password=PASSWORD, **more):
    fields = {"form": form_token(client, "/password"), "password": password, "new": new}
    return client.post("/password", data=fields | {"repeated": new if repeated is None else repeated} | more)


def test_the_own_password_is_changed_and_every_other_session_ends(client):
    elsewhere = token_of("binh")
    sign_in(client)
    before = client.cookies["tiendo"]

    assert change(client).headers["location"] == "/"

    assert client.get("/session").status_code == 200
    for token in (elsewhere, before):
        assert client.get("/session", headers={"cookie": f"tiendo={token}"}).status_code == 401
    client.cookies.clear()
    assert sign_in(client).status_code == 401
    assert sign_in(client, password="con đường mới").status_code == 303


@pytest.mark.parametrize(
    "fields, status, problem",
    [
        ({"password": "sai"}, 401, "Mật khẩu hiện tại chưa đúng. Hãy nhập lại."),
        ({"new": "ngắn"}, 422, "Chọn mật khẩu có ít nhất 8 ký tự."),
        (
            {"repeated": "khác hẳn"},
            422,
            in_vietnamese("The two passwords are not the same. Type the new password twice."),
        ),
        ({"form": "made up"}, 403, in_vietnamese("The page had been open too long. Please try again.")),
    ],
)
def test_a_change_that_will_not_do_leaves_the_password_as_it_was(client, fields, status, problem):
    sign_in(client)

    answer = change(client, **fields)

    assert (answer.status_code, problem_in(answer)) == (status, problem)
    client.cookies.clear()
    assert sign_in(client).status_code == 303


def test_nobody_changes_a_password_without_a_session_or_guesses_it_in_one(client):
    assert client.get("/password", headers=HTML).headers["location"].startswith("/sign-in")
    assert client.post("/password", data={"password": PASSWORD}).status_code == 401
    sign_in(client)
    for _ in range(10):
        assert change(client, password="sai").status_code == 401

    assert change(client).status_code == 429
