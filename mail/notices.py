"""Notices by e-mail: one letter tells an account, in its language, all that happened since the last one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from actions.notices.notices import audience, claim_letters, letter_refused, letter_sent, letters_not_sent
from data_model.rules.notices.audience import Notice
from data_model.rules.plans.periods import local_day
from data_model.settings import MailSettings
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.notices.notices import notices
from data_model.store.notices.readers import Letter, reading
from data_model.values import UTC
from mail.outgoing import Mail, Outcome, send_mails
from wording.notices import notice_address, notice_words
from wording.translation import _, language, use


def send_notices(settings: MailSettings, *, public_url: str, clock: Callable[[], datetime]) -> Outcome:
    """Claims the waiting letters and sends them."""
    return send_mails(
        settings, [_mail(letter, settings, public_url) for letter in claim_letters(at=clock())], clock=clock
    )


def _mail(letter: Letter, settings: MailSettings, public_url: str) -> Mail:
    return Mail(
        lambda: notice_mail(letter, told_by(letter), settings=settings, public_url=public_url),
        sent=lambda at: letter_sent(letter, at=at),
        refused=lambda outcome: letter_refused(letter, outcome=outcome),
        waits=lambda outcome: letters_not_sent([letter], outcome=outcome),
    )


def told_by(letter: Letter) -> list[Notice]:
    """What the letter tells: read when it is sent, so that a change of the account's role or agency counts."""
    with open_session() as session:
        facts = read_facts(session, letter.user.scope, today=local_day(letter.until))
        told = audience(session, letter.user, facts, at=letter.until)
        off = reading(session, letter.user.name).off
        return notices(session, told, since=letter.since, until=letter.until, off=off)


def notice_mail(letter: Letter, told: Sequence[Notice], *, settings: MailSettings, public_url: str) -> EmailMessage:
    """Raises ValueError for an invalid address."""
    language_before = language()
    use(letter.language)
    try:
        return _notice_mail(letter, told, settings, public_url)
    finally:
        use(language_before)


def _notice_mail(letter: Letter, told: Sequence[Notice], settings: MailSettings, public_url: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = _("Notices: {count}").format(count=len(told))
    message["From"] = Address("Tiến Độ", addr_spec=settings.sender)
    message["To"] = Address(" ".join(letter.user.display_name.split()), addr_spec=letter.address)
    message["Date"] = format_datetime(letter.until.astimezone(UTC))
    # A mail sent again after a crash has the same Message-ID, so that mail programs recognise it.
    message["Message-ID"] = f"<notices-{letter.id}@{settings.sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    lines = [_("To: {agency}").format(agency=letter.user.display_name), ""]
    for notice in told:
        lines += [f"- {notice_words(notice)}", f"  {public_url}{notice_address(notice, letter.user)}"]
    lines += [
        "",
        _("Which notices come by e-mail, and when, is chosen on the page “Notices”: {address}").format(
            address=f"{public_url}/notices"
        ),
    ]
    message.set_content("\n".join([*lines, _("(This letter was sent automatically by the system Tiến Độ.)")]))
    return message
