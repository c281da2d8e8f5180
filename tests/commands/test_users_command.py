"""Accounts from the command line."""

import argparse

import pytest

from commands import users
from data_model.store import open_session
from data_model.store.people.accounts import account, accounts
from data_model.values import Role
from tests.builders.accounts import in_vietnamese

pytestmark = pytest.mark.usefixtures("accounts")


def run(*words):
    parser = argparse.ArgumentParser()
    users.add_arguments(parser)
    return users.run(parser.parse_args(words))


def test_the_list_names_every_account(capsys):
    assert run("list") == 0

    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["an", "binh", "cuong", "lan"]


def test_an_account_is_added_and_its_code_printed(capsys):
    assert run("add", "moi", "Người mới", "--role", "reporter", "--agency", "SO-B") == 0

    assert capsys.readouterr().out.startswith("Mã dùng một lần của moi: ")
    with open_session() as session:
        assert account(session, "moi").role is Role.REPORTER


def test_a_refusal_is_a_sentence_and_status_1(capsys):
    assert run("add", "binh", "Người mới", "--role", "leader") == 1
    assert run("disable", "nobody") == 1

    assert capsys.readouterr().err.splitlines() == [
        in_vietnamese("This account name is taken. Choose another one."),
        in_vietnamese("There is no account with this name."),
    ]


def test_an_account_is_disabled_and_opened_again_by_a_code(capsys):
    assert run("disable", "binh") == 0
    with open_session() as session:
        assert account(session, "binh") is None

    assert run("code", "binh") == 0
    with open_session() as session:
        assert account(session, "binh") is not None


def email_of(name):
    with open_session() as session:
        return next(account.email for account in accounts(session) if account.name == name)


def test_an_address_for_reminders_is_set_changed_and_taken_away(capsys):
    assert run("add", "moi", "Người mới", "--role", "reporter", "--agency", "SO-B", "--email", "moi@so-b.vn") == 0
    assert email_of("moi") == "moi@so-b.vn"
    assert run("email", "moi", "khac@so-b.gov.vn") == 0
    assert email_of("moi") == "khac@so-b.gov.vn"
    assert run("email", "moi", "") == 0
    assert email_of("moi") == ""


@pytest.mark.parametrize(
    "wrong", ["moi", "moi@", "moi@so-b", "moi@so b.vn", "mới@so-b.vn", "a@b.vn\nBcc: x@y.vn", "a@b.vn, c@d.vn"]
)
def test_what_is_no_address_is_refused(wrong, capsys):
    assert run("email", "binh", wrong) == 1
    assert email_of("binh") == ""
    assert "nguyenvanan@hanoi.gov.vn" in capsys.readouterr().err
