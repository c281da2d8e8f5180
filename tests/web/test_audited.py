"""What comes in over the web stands in the audit log, with the address it came from."""

import pytest
from sqlmodel import select

from data_model.rules.people.hashing import hash_token
from data_model.store import open_session
from data_model.store.base.download_files import offer
from data_model.store.people import audit
from data_model.tables import AuditEntry
from tests.builders.accounts import PASSWORD, token_of
from tests.builders.web_requests import HTML, sign_in


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path))


def newest(count=1):
    with open_session() as session:
        entries = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(count)).all()
        assert audit.check(session).is_whole
        return [(entry.user_name, entry.what, entry.subject, entry.address) for entry in reversed(entries)]


def test_a_wrong_password_and_the_right_one_after_it(client):
    sign_in(client, name="Bình", password="sai")
    sign_in(client, name="binh", password="sai")
    sign_in(client, name="binh", password=PASSWORD)

    assert newest(3) == [
        ("bình", "sign_in_refused", "", "testclient"),
        ("binh", "sign_in_refused", "", "testclient"),
        ("binh", "sign_in", "binh", "testclient"),
    ]


def test_a_file_that_was_handed_out(client):
    token = token_of("lan")
    address = offer(hash_token(token), "table", lambda: b"x", name="bang.csv", media_type="text/csv", of="1", keep=20)
    client.cookies.set("tiendo", token)

    assert client.get(address, headers=HTML).status_code == 200

    assert newest() == [("lan", "download", "bang.csv", "testclient")]


def test_what_the_command_line_does_has_no_address(client):
    token_of("lan")

    assert newest() == [("lan", "sign_in", "lan", "")]
