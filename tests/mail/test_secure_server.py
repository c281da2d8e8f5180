"""A mail server that asks for encryption and a password, and one whose certificate nobody vouches for."""

import ssl
from pathlib import Path

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from actions.round.reminders import queue_due_reminders
from data_model.settings import mail_settings, public_url
from mail.outgoing import send_waiting
from tests.builders.mail_server import Mailbox, free_port, point_at
from tests.builders.stores import local

pytestmark = pytest.mark.usefixtures("people")
LATE = local("2026-06-30 08:00")


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure_mailbox(authority, monkeypatch):
    """It takes letters after STARTTLS and the right password alone."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    def check(server, session, envelope, mechanism, data):
        return AuthResult(handled=False, success=(data.login, data.password) == (b"tien-do", b"mat-khau"))

    box, port = Mailbox(), free_port()
    controller = Controller(
        box, hostname="127.0.0.1", port=port, tls_context=context, require_starttls=True, auth_required=True, authenticator=check
    )  # fmt: skip
    controller.start()
    point_at(port, monkeypatch)
    monkeypatch.setenv("SMTP_STARTTLS", "1")
    monkeypatch.setenv("SMTP_USER", "tien-do")
    monkeypatch.setenv("SMTP_PASSWORD", "mat-khau")
    yield box
    controller.stop()


def trust(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


def run():
    queue_due_reminders(at=LATE, days_before=3, again_after_days=3)
    return send_waiting(mail_settings(), public_url=public_url(), clock=lambda: LATE)


def test_letters_go_encrypted_after_signing_in(secure_mailbox, authority, tmp_path, monkeypatch):
    trust(authority, tmp_path, monkeypatch)

    assert run().sent == 2
    assert len(secure_mailbox.letters) == 2


def test_a_wrong_password_keeps_the_letters_for_later(secure_mailbox, authority, tmp_path, monkeypatch):
    trust(authority, tmp_path, monkeypatch)
    monkeypatch.setenv("SMTP_PASSWORD", "sai")
    outcome = run()

    assert (outcome.sent, outcome.waiting) == (0, 2)
    assert outcome.problem.startswith("SMTPAuthenticationError")


def test_a_certificate_that_nobody_vouches_for_gets_no_letter_and_no_password(secure_mailbox):
    outcome = run()

    assert (outcome.sent, outcome.waiting) == (0, 2)
    assert outcome.problem.startswith("SSLCertVerificationError")
    assert secure_mailbox.letters == []
