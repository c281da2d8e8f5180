"""`manage.py doctor` says of each thing that a running system needs whether it is in order."""

import pytest
from sqlalchemy import delete

from data_model.store import open_side_transaction
from data_model.store.base.engine import engine
from data_model.tables import AuditEntry
from manage import main
from tests.builders.mail_server import Mailbox
from ui.base.clock import today


@pytest.fixture(autouse=True)
def folder(accounts, tmp_path, monkeypatch):
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path))


def said(capsys):
    status = main(["doctor"])
    return status, capsys.readouterr().out.splitlines()


def line(lines, words):
    [found] = [found for found in lines if words in found]
    return found


def test_a_store_in_order(capsys):
    status, lines = said(capsys)

    assert status == 0
    assert line(lines, "Cơ sở dữ liệu").startswith("✓")
    assert line(lines, "Nhật ký hệ thống").startswith("✓")
    assert line(lines, "Tài khoản") == "✓ Tài khoản: 4 đang dùng, trong đó 1 quản trị viên."
    assert line(lines, "Chưa đặt máy chủ thư").startswith("!")
    assert line(lines, f"năm {today().year + 1}").startswith("!")


def test_an_audit_that_was_cut_is_wrong(capsys):
    with open_side_transaction() as session:
        session.exec(delete(AuditEntry))

    status, lines = said(capsys)

    assert status == 1
    assert line(lines, "Nhật ký hệ thống: có dòng bị sửa hoặc thiếu").startswith("✗")


def test_a_database_of_an_earlier_version_is_named_and_left_as_it_is(capsys):
    with engine().begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")

    assert said(capsys)[0] == 1

    with engine().begin() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0001"


def test_a_mail_server_that_answers(capsys, mailbox: Mailbox):
    assert line(said(capsys)[1], "Máy chủ thư").startswith("✓")
    assert mailbox.letters == []


def test_a_mail_server_that_does_not(capsys, no_server):
    status, lines = said(capsys)

    assert status == 1
    assert line(lines, "Máy chủ thư").startswith("✗")
