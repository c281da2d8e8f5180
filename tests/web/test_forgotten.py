"""A forgotten password by a link, over a real mail server."""

import re
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from actions.people.accounts import NewAccount, add_user, disable_user, set_email
from actions.people.code_letters import reset_letters
from data_model.rules.people.access import CurrentUser
from data_model.store import open_session, open_side_transaction
from data_model.store.people.accounts import user_named
from data_model.values import UTC, Role
from tests.builders.accounts import PASSWORD, in_vietnamese

AN = CurrentUser("an", "Người thử an", Role.ADMIN)
ADDRESS = "binh@so-a.example.vn"


@pytest.fixture
def with_address(client):
    with open_side_transaction() as session:
        set_email(session, user=AN, name="binh", email=ADDRESS, at=datetime.now(UTC))
    return client


def form_token(page):
    return re.search(r'name="form" value="([^"]+)"', page.text)[1]


def ask(client, name):
    return client.post("/forgotten", data={"form": form_token(client.get("/forgotten")), "name": name})


def words(page):
    return re.sub(r'value="[^"]*"', "", page.text)


def link_in(letter):
    return urlsplit(re.search(r"https://tiendo.example.vn(/activate\S+)", letter)[1])


def test_the_link_in_the_letter_sets_a_new_password_once(with_address, mailbox):
    client = with_address
    assert "/forgotten" in client.get("/sign-in").text

    ask(client, "binh")

    [letter] = mailbox.letters
    assert letter["Subject"] == "Đặt mật khẩu mới – Tiến Độ" and letter["To"].addresses[0].addr_spec == ADDRESS
    link = link_in(letter.get_content())
    for _ in range(3):  # as mail programs look at links: only the form uses the code up
        page = client.get(f"{link.path}?{link.query}")
    code = parse_qs(link.query)["code"][0]
    assert f'value="{code}"' in page.text and 'value="binh"' in page.text
    fields = {"form": form_token(page), "name": "binh", "code": code, "password": "con đường mới"}
    answer = client.post("/activate", data=fields | {"repeated": "con đường mới"})
    assert (answer.status_code, client.get("/session").json()) == (303, {"user": "binh"})
    client.cookies.clear()
    fields["form"] = form_token(client.get("/activate"))
    assert client.post("/activate", data=fields | {"repeated": "con đường mới"}).status_code == 401


@pytest.mark.parametrize("asked", [ADDRESS, ADDRESS.upper(), " Binh "])
def test_the_account_is_found_by_name_or_address(with_address, mailbox, asked):
    ask(with_address, asked)

    assert list(mailbox.by_address()) == [ADDRESS]


def test_the_page_says_the_same_whether_the_account_exists_or_not(with_address, mailbox):
    there, has_no_address, unknown, odd = (ask(with_address, name) for name in ("binh", "lan", "nobody", "\0' OR 1"))

    assert "Nếu có tài khoản này" in there.text
    assert {words(page) for page in (has_no_address, unknown, odd)} == {words(there)}
    assert len(mailbox.letters) == 1


def test_asking_alone_signs_nobody_out_and_leaves_the_password(with_address, mailbox):
    client = with_address
    fields = {"form": form_token(client.get("/sign-in")), "name": "binh", "password": PASSWORD}
    assert client.post("/sign-in", data=fields).status_code == 303

    ask(client, "binh")

    assert client.get("/session").status_code == 200
    client.get("/auth/logout")
    fields["form"] = form_token(client.get("/sign-in"))
    assert client.post("/sign-in", data=fields).status_code == 303


def test_nobody_fills_a_mailbox_by_asking_again_and_again(with_address, mailbox):
    for _ in range(12):
        assert ask(with_address, "binh").status_code == 200

    assert len(mailbox.letters) == 1
    after = datetime.now(UTC) + timedelta(minutes=6)
    assert reset_letters(asked="binh", address="10.0.0.1", at=after) == [], "ten in a quarter of an hour are enough"
    later = datetime.now(UTC) + timedelta(minutes=16)
    [letter] = reset_letters(asked="binh", address="10.0.0.1", at=later)
    assert letter.expires_at == later + timedelta(minutes=30)


def test_who_is_disabled_or_was_only_invited_gets_no_link(with_address, mailbox):
    at = datetime.now(UTC)
    with open_side_transaction() as session:
        disable_user(session, user=AN, name="binh", at=at)
        invited = NewAccount("moi", "Người mới", Role.LEADER, email="moi@example.vn")
        add_user(session, user=AN, account=invited, at=at)

    ask(with_address, "binh")
    ask(with_address, "moi")

    assert mailbox.letters == []
    with open_session() as session:
        assert user_named(session, "moi").code_expires_at == at + timedelta(hours=72), "the invitation stays good"


def test_the_page_is_there_only_with_a_mail_server(client):
    assert client.get("/forgotten").status_code == 404
    page = client.get("/sign-in").text
    assert in_vietnamese("Forgot your password? Ask your administrator for a one-time code.") in page
    assert "/forgotten" not in page


def test_a_form_from_elsewhere_sends_nothing(with_address, mailbox):
    assert with_address.post("/forgotten", data={"form": "made up", "name": "binh"}).status_code == 403
    assert mailbox.letters == []


def test_a_mail_server_that_is_away_does_not_show(with_address, no_server):
    assert "Nếu có tài khoản này" in ask(with_address, "binh").text
