"""Sends the notices of what happened by e-mail; run it by a timer, every few minutes."""

import argparse
import sys

from actions.notices.notices import queue_letters
from commands.arguments import now
from commands.remind import print_outcome
from data_model.settings import SettingWrong, mail_settings, public_url
from mail.notices import send_notices
from wording.translation import _

HELP = "send notices of what happened by e-mail to who wants them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    """Returns 0; 1 if a mail waits or was refused; 2 if a setting is missing or wrong."""
    try:
        server, url = mail_settings(), public_url()
        if server is None:
            raise SettingWrong("SMTP_HOST")
    except SettingWrong as wrong:
        print(_("The setting {name} is missing or can't be read.").format(name=wrong.name), file=sys.stderr)
        return 2
    queue_letters(at=now())
    return print_outcome(send_notices(server, public_url=url, clock=now))
