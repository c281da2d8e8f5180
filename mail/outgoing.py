"""Sends the waiting mails of the registers; those that could not be sent wait for the next run."""

import logging
import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from actions.round.reminders import claim_mails, mail_refused, mail_sent, mails_not_sent
from data_model.settings import MailSettings
from data_model.store.round.reminders import ReminderRow
from mail.reminder_mail import reminder_mail

log = logging.getLogger(__name__)
TIMEOUT_SECONDS = 20
PERMANENT = range(500, 600)
"""SMTP reply codes that are final for this address."""


@dataclass
class Outcome:
    """Numbers of mails of one run. `problem` is the error of the mail server or the connection."""

    sent: int = 0
    refused: int = 0
    waiting: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Mail:
    """One mail to send, and what to note in its register when it has gone, is refused for good, or has to wait."""

    make: Callable[[], EmailMessage]
    sent: Callable[[datetime], None]
    refused: Callable[[str], None]
    waits: Callable[[str], None]


def send_waiting(settings: MailSettings, *, public_url: str, clock: Callable[[], datetime]) -> Outcome:
    """Claims the waiting reminders and sends them."""
    return send_mails(
        settings, [_reminder(rows, settings, public_url) for rows in claim_mails(at=clock())], clock=clock
    )


def _reminder(rows: Sequence[ReminderRow], settings: MailSettings, public_url: str) -> Mail:
    return Mail(
        lambda: reminder_mail(rows, settings=settings, public_url=public_url),
        sent=lambda at: mail_sent(rows, at=at),
        refused=lambda outcome: mail_refused(rows, outcome=outcome),
        waits=lambda outcome: mails_not_sent([rows], outcome=outcome),
    )


def send_mails(settings: MailSettings, mails: Sequence[Mail], *, clock: Callable[[], datetime]) -> Outcome:
    """Sends claimed mails one by one. Each is noted at once, so that a crash loses none."""
    outcome = Outcome()
    if not mails:
        return outcome
    left = list(mails)
    try:
        with connected(settings) as server:
            while left:
                _send_one(server, left[0], clock, outcome)
                left.pop(0)
    except (OSError, smtplib.SMTPException) as error:
        outcome.problem = f"{type(error).__name__}: {error}"
        log.warning("mail server: %s", outcome.problem)
        for mail in left:
            mail.waits(outcome.problem[:500])
        outcome.waiting += len(left)
    return outcome


def _send_one(server: smtplib.SMTP, mail: Mail, clock: Callable[[], datetime], outcome: Outcome) -> None:
    """Sends one mail. Errors of this mail are recorded; errors of the connection are raised."""
    try:
        server.send_message(mail.make())
    except smtplib.SMTPRecipientsRefused as refused:
        code, text = next(iter(refused.recipients.values()))
        _not_taken(mail, code, text, outcome)
    except smtplib.SMTPDataError as refused:
        _not_taken(mail, refused.smtp_code, refused.smtp_error, outcome)
    except ValueError as error:  # not an e-mail address, as a loaded folder may contain
        _not_taken(mail, PERMANENT.start, str(error), outcome)
    else:
        mail.sent(clock())
        outcome.sent += 1


def _not_taken(mail: Mail, code: int, text: bytes | str, outcome: Outcome) -> None:
    """Records that the server refused this address, for good or for now."""
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    outcome.problem = f"{code} {words}"[:500]
    if code in PERMANENT:
        mail.refused(outcome.problem)
        outcome.refused += 1
    else:
        mail.waits(outcome.problem)
        outcome.waiting += 1


@contextmanager
def connected(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_SECONDS) as server:
        if settings.starttls:
            server.starttls(context=ssl.create_default_context())
        if settings.user:
            server.login(settings.user, settings.password)
        yield server
