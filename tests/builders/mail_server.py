"""A real SMTP server that keeps what it is sent, or none at all."""

import smtplib
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller


class Mailbox:
    """Takes every letter, except to the addresses in `refuses` (each with the server's answer)."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuses: dict[str, str] = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def by_address(self) -> dict[str, str]:
        return {letter["To"].addresses[0].addr_spec: letter.get_content() for letter in self.letters}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server that takes letters, with the settings that point at it."""
    box, port = Mailbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    point_at(port, monkeypatch)
    yield box
    controller.stop()


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch) -> int:
    """Settings that point at a port where nobody listens; the port."""
    port = free_port()
    point_at(port, monkeypatch)
    with pytest.raises(OSError):
        smtplib.SMTP("127.0.0.1", port)
    return port


def point_at(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(port),
        "SMTP_STARTTLS": "0",
        "SMTP_SENDER": "tien-do@example.vn",
        "PUBLIC_URL": "https://tiendo.example.vn/",
    }.items():
        monkeypatch.setenv(name, value)
