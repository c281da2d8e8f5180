"""A reminder e-mail in its recipient's language: outstanding reports, due days, and the link to send them."""

from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from data_model.rules.plans.periods import local_day
from data_model.settings import MailSettings
from data_model.store.round.reminders import ReminderRow
from data_model.values import UTC
from wording import formats
from wording.groups import plan_words
from wording.labels import REMINDER_KIND, label
from wording.periods import period_name
from wording.translation import _, language, use


def reminder_mail(rows: Sequence[ReminderRow], *, settings: MailSettings, public_url: str) -> EmailMessage:
    """One mail to one person about all reports in `rows`, which must not be empty.

    Raises ValueError for an invalid address.
    """
    language_before = language()
    use(rows[0].language)
    try:
        return _reminder_mail(rows, settings, public_url)
    finally:
        use(language_before)


def _reminder_mail(rows: Sequence[ReminderRow], settings: MailSettings, public_url: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = _("Reports to send: {count}").format(count=len(rows))
    message["From"] = Address(_("{office} (Tiến Độ)").format(office=_office(rows[0])), addr_spec=settings.sender)
    message["To"] = Address(" ".join(rows[0].display_name.split()), addr_spec=rows[0].address)
    message["Date"] = format_datetime(rows[0].asked_at.astimezone(UTC))
    # A mail sent again after a crash has the same Message-ID, so that mail programs recognise it.
    message["Message-ID"] = f"<reminder-{rows[0].id}-{rows[-1].id}@{settings.sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(rows, public_url))
    return message


def _text(rows: Sequence[ReminderRow], public_url: str) -> str:
    lines = [_("To: {agency}").format(agency=rows[0].agency_name), ""]
    asks = _("As of {day}, {office} kindly asks your agency to send the following reports:")
    lines += [asks.format(day=formats.day(local_day(rows[0].asked_at)), office=_office(rows[0])), ""]
    for row in rows:
        words = _("- {period}, {plan}: due on {day} ({why}).")
        lines.append(
            words.format(
                period=period_name(row.report.period),
                plan=_("plan {number}").format(number=row.naming.number)
                if row.naming.number
                else plan_words(row.naming),
                day=formats.day(row.due_on),
                why=label(REMINDER_KIND, row.kind),
            )
        )
        lines.append(f"  {public_url}/upload-report?report={row.report.plan}~{row.report.period.code}")
    lines += ["", _("If there was nothing to report, send the report with “Nothing to report” and the reason.")]
    return "\n".join([*lines, "", *_closing(rows[0])])


def _closing(row: ReminderRow) -> list[str]:
    """The office that asks, and how it is reached."""
    words = _("Contact: the page “Messages about reports”")
    if row.office_addresses:
        words = _("Contact: {addresses}, or the page “Messages about reports”")
    return [
        _("Yours respectfully,"),
        _office(row),
        words.format(addresses=", ".join(row.office_addresses)),
        _("(This letter was sent automatically by the system Tiến Độ.)"),
    ]


def _office(row: ReminderRow) -> str:
    return row.office_name or _("The consolidating office")
