"""Invitations and links for a forgotten password by e-mail. They go at once; what does not go is not tried again."""

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from urllib.parse import urlencode

from actions.people.code_letters import CodeLetter
from data_model.settings import LinkedMail
from data_model.values import UTC
from mail.outgoing import Mail, send_mails
from wording.formats import instant
from wording.translation import _, worded_in


def send_code_letters(mail: LinkedMail, letters: Sequence[CodeLetter]) -> frozenset[str]:
    """Returns the account names whose letters the mail server has taken."""
    sent: set[str] = set()
    send_mails(mail.server, [_mail(letter, mail, sent) for letter in letters], clock=lambda: datetime.now(UTC))
    return frozenset(sent)


def _mail(letter: CodeLetter, mail: LinkedMail, sent: set[str]) -> Mail:
    return Mail(
        lambda: code_letter_mail(letter, mail),
        sent=lambda at: sent.add(letter.name),
        refused=lambda outcome: None,
        waits=lambda outcome: None,
    )


def code_letter_mail(letter: CodeLetter, mail: LinkedMail) -> EmailMessage:
    """In the language of the account. Raises ValueError for an invalid address."""
    message = EmailMessage()
    message["From"] = Address("Tiến Độ", addr_spec=mail.server.sender)
    message["To"] = Address(" ".join(letter.display_name.split()), addr_spec=letter.address)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid("code", domain=mail.server.sender.partition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    with worded_in(letter.language):
        message["Subject"] = _("Invitation to Tiến Độ") if letter.is_invitation else _("A new password for Tiến Độ")
        message.set_content("\n".join(_lines(letter, mail)))
    return message


def _lines(letter: CodeLetter, mail: LinkedMail) -> list[str]:
    link = f"{mail.public_url}/activate?{urlencode({'name': letter.name, 'code': letter.code})}"
    if letter.is_invitation:
        opening = _("An account of the system Tiến Độ was made for you: {name}.").format(name=letter.name)
        closing = _("If you do not know what this is about, do nothing: without you the account stays closed.")
    else:
        opening = _("A new password was asked for the account {name} of the system Tiến Độ.").format(name=letter.name)
        closing = _("If it was not you, do nothing: your password stays as it is.")
    return [
        _("To: {agency}").format(agency=letter.display_name),
        "",
        opening,
        _("Choose a password here; the link works once, until {moment}:").format(moment=instant(letter.expires_at)),
        "",
        link,
        "",
        closing,
        _("(This letter was sent automatically by the system Tiến Độ.)"),
    ]
