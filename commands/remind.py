"""Sends reminder e-mails about outstanding reports; run it by a timer once a day or more often."""

import argparse
import sys

from actions.round.reminders import ReminderPlan, queue_due_reminders, reminders_due
from commands.arguments import now
from data_model.settings import SettingWrong, mail_settings, public_url, reminder_settings
from data_model.store import open_session
from mail.outgoing import Outcome, send_waiting
from wording import formats
from wording.labels import REMINDER_KIND, label
from wording.translation import _

HELP = "send reminders by e-mail to who owes a report"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="print what would be sent, and change nothing")


def run(args: argparse.Namespace) -> int:
    """Returns 0; 1 if a mail waits or was refused; 2 if a setting is missing or wrong."""
    try:
        days = reminder_settings()
        if args.dry_run:
            with open_session() as session:
                planned = reminders_due(
                    session, at=now(), days_before=days.days_before, again_after_days=days.again_after_days
                )
            return _print(planned)
        server, url = mail_settings(), public_url()
        if server is None:
            raise SettingWrong("SMTP_HOST")
    except SettingWrong as wrong:
        print(_("The setting {name} is missing or can't be read.").format(name=wrong.name), file=sys.stderr)
        return 2
    planned = queue_due_reminders(at=now(), days_before=days.days_before, again_after_days=days.again_after_days)
    _print(planned)
    return print_outcome(send_waiting(server, public_url=url, clock=now))


def _print(planned: ReminderPlan) -> int:
    """One line per reminder, then who could not be reminded."""
    for recipient, outstanding in planned.letters:
        report = outstanding.report
        why = label(REMINDER_KIND, outstanding.kind)
        day = formats.day(outstanding.due_on)
        print(f"{recipient.address}  {report.agency}  {report.plan}  {report.period.code}  {day}  {why}")
    for report in planned.without_address:
        words = _("{agency}: no account with an e-mail address ({plan}, {period}).")
        print(words.format(agency=report.agency, plan=report.plan, period=report.period.code), file=sys.stderr)
    return 0


def print_outcome(outcome: Outcome) -> int:
    words = _("Letters sent: {sent}; waiting for the next run: {waiting}; refused: {refused}.")
    print(words.format(sent=outcome.sent, waiting=outcome.waiting, refused=outcome.refused))
    if outcome.problem:
        print(_("The mail server: {problem}").format(problem=outcome.problem), file=sys.stderr)
    return 1 if outcome.waiting or outcome.refused else 0
