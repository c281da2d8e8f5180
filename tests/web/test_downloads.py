"""Files for download go to the session that they were made for, for an hour."""

import os
import time

import pytest

from data_model.rules.people.hashing import hash_token
from data_model.store.base.download_files import ADDRESS, finished_file, new_file, sweep
from data_model.values import Role
from tests.builders.accounts import NAME, token_of
from tests.builders.web_requests import HTML

NAMED = "dong-bao-cao_2026-06-30.csv"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path))
    return tmp_path / "take-away"


def ask(client, token, name=NAMED):
    client.cookies.set("tiendo", token)
    return client.get(f"{ADDRESS}/{name}", headers=HTML)


def test_who_had_the_file_made_gets_it_and_nobody_else(client):
    lan, binh = (token_of(NAME[role]) for role in (Role.LEADER, Role.REPORTER))
    new_file(hash_token(lan), NAMED).write_bytes(b"lines")

    answer = ask(client, lan)
    assert (answer.status_code, answer.content) == (200, b"lines")
    assert answer.headers["content-disposition"] == f'attachment; filename="{NAMED}"'
    assert answer.headers["cache-control"] == "no-store"
    assert ask(client, binh).status_code == 404
    assert ask(client, "nobody's").headers["location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("name", ["other.csv", "..%2F..%2Fstore.db", "..", "*", "%2Fetc%2Fpasswd"])
def test_no_other_file_is_handed_out(client, name):
    lan = token_of(NAME[Role.LEADER])
    new_file(hash_token(lan), NAMED).write_bytes(b"lines")

    assert ask(client, lan, name).content != b"lines"
    assert b"SQLite" not in ask(client, lan, name).content


def test_only_the_last_file_of_a_session_is_kept(folder):
    new_file("a", "first.csv").write_bytes(b"1")
    new_file("b", "other.csv").write_bytes(b"2")
    new_file("a", "second.csv").write_bytes(b"3")

    assert sorted(path.name for path in folder.rglob("*.csv")) == ["other.csv", "second.csv"]


def test_after_an_hour_it_is_removed(folder):
    new_file("a", "old.csv").write_bytes(b"1")
    new_file("b", "new.csv").write_bytes(b"2")
    an_hour_ago = time.time() - 3_700
    os.utime(folder / "a", (an_hour_ago, an_hour_ago))

    sweep()

    assert finished_file("a", "old.csv") is None
    assert finished_file("b", "new.csv") == folder / "b" / "new.csv"
