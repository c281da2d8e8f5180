"""Files for download go to the session that they were offered to, for an hour."""

import os
import re
import time
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from data_model.rules.people.hashing import hash_token
from data_model.store.base import download_files
from data_model.store.base.download_files import (
    ADDRESS,
    KEEP_SECONDS,
    MOST_FILES,
    FileNotMade,
    new_file,
    offer,
    offered_file,
    sweep,
)
from data_model.values import Role
from tests.builders.accounts import NAME, token_of
from tests.builders.web_requests import HTML

NAMED = "Biên nhận quý III.html"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path))
    return tmp_path / "take-away"


def offered(token="", make=lambda: b"lines", *, button="receipt", name=NAMED, of="1", keep=20, session=None):
    session = session or hash_token(token)
    return offer(session, button, make, name=name, media_type="text/html; charset=utf-8", of=of, keep=keep)


def ask(client, token, address):
    client.cookies.set("tiendo", token)
    return client.get(address, headers=HTML)


def failing(error):
    def make():
        raise error

    return make


def test_who_was_offered_the_file_gets_it_and_nobody_else(client):
    lan, binh = (token_of(NAME[role]) for role in (Role.LEADER, Role.REPORTER))
    address = offered(lan)

    answer = ask(client, lan, address)
    assert (answer.status_code, answer.content) == (200, b"lines")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=utf-8''Bi%C3%AAn%20nh%E1%BA%ADn%20qu%C3%BD%20III.html"
    )
    assert answer.headers["cache-control"] == "no-store"
    assert ask(client, binh, address).status_code == 404
    assert ask(client, "nobody's", address).headers["location"].startswith("/sign-in?next=")


def test_a_file_on_disk_is_handed_out_as_long_as_it_is_there(client):
    lan = token_of(NAME[Role.LEADER])
    path = new_file(hash_token(lan), "dong-bao-cao.csv")
    path.write_bytes(b"lines")
    address = offered(lan, lambda: path, name=path.name)

    assert ask(client, lan, address).content == b"lines"
    path.unlink()
    assert ask(client, lan, address).status_code == 404


def test_the_address_stays_while_the_file_is_of_the_same(client):
    lan = token_of(NAME[Role.LEADER])
    first = offered(lan, lambda: b"as drawn first", of=("2026-Q2", 44))
    again = offered(lan, lambda: b"as drawn last", of=("2026-Q2", 44))
    other = offered(lan, lambda: b"other", of=("2026-Q3", 44))

    assert first == again != other
    assert [ask(client, lan, address).content for address in (first, other)] == [b"as drawn last", b"other"]


def test_what_was_offered_before_other_filters_were_set_is_still_there(client):
    lan = token_of(NAME[Role.LEADER])
    addresses = [offered(lan, lambda number=number: b"%d" % number, of=number) for number in range(20)]

    assert [ask(client, lan, address).content for address in addresses] == [b"%d" % number for number in range(20)]


def test_of_what_takes_much_memory_less_is_kept():
    addresses = [offered(of=number, keep=2, session="a") for number in range(4)]

    kept = [offered_file("a", address.split("/")[2]) is not None for address in addresses]
    assert kept == [False, False, True, True]


@pytest.mark.parametrize("path", ["other/x.csv", "..%2F..%2Fstore.db/x", "../store.db", "*/*", "%2Fetc%2Fpasswd"])
def test_no_other_file_is_handed_out(client, path):
    lan = token_of(NAME[Role.LEADER])
    offered(lan)

    assert b"lines" not in ask(client, lan, f"{ADDRESS}/{path}").content


@pytest.mark.parametrize(
    "make, status, sentence",
    [
        (failing(FileNotMade("Tệp mẫu thiếu mục “nơi nhận”.")), 409, "Tệp mẫu thiếu mục “nơi nhận”."),
        (failing(ValueError("secret")), 500, "Chưa tạo được tệp. Không có dữ liệu nào thay đổi."),
        (failing(OperationalError("SELECT secret", {}, Exception())), 503, "Hiện không truy cập được dữ liệu."),
        (lambda: Path("/nowhere"), 404, "Tệp đã xóa sau một giờ lưu. Tạo lại tệp để tải."),
    ],
)
def test_why_a_file_cannot_be_made_is_said(client, make, status, sentence):
    lan = token_of(NAME[Role.LEADER])

    answer = ask(client, lan, offered(lan, make))

    assert answer.status_code == status
    assert sentence in answer.text
    assert "secret" not in answer.text


def test_an_address_of_before_a_restart_says_what_to_do(client):
    answer = ask(client, token_of(NAME[Role.LEADER]), f"{ADDRESS}/{'x' * 22}/bang.xlsx")

    assert answer.status_code == 404
    assert re.search("Tệp không còn để tải. Tải lại trang trước rồi tải tệp lần nữa.", answer.text)


def test_the_last_files_on_disk_of_a_session_are_kept(folder):
    for number in range(MOST_FILES + 2):
        new_file("a", f"{number}.csv").write_bytes(b"1")
    new_file("b", "other.csv").write_bytes(b"2")

    assert sorted(path.name for path in folder.rglob("*.csv")) == ["2.csv", "3.csv", "4.csv", "other.csv"]


def test_after_an_hour_offers_and_files_are_dropped(folder, monkeypatch):
    old = new_file("a", "old.csv")
    old.write_bytes(b"1")
    token = offered(session="a").split("/")[2]
    an_hour_ago = time.time() - KEEP_SECONDS - 100
    os.utime(old.parent, (an_hour_ago, an_hour_ago))
    new_file("b", "new.csv").write_bytes(b"2")
    assert offered_file("a", token) is not None

    in_an_hour = time.monotonic() + KEEP_SECONDS + 100
    monkeypatch.setattr(download_files.time, "monotonic", lambda: in_an_hour)
    sweep()

    assert [path.name for path in folder.rglob("*.csv")] == ["new.csv"]
    assert offered_file("a", token) is None
