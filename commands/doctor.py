"""Looks at what a running system needs, and says of each thing whether it is in order."""

import argparse
import shutil
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from commands.arguments import now
from data_model.rules.plans.periods import local_day
from data_model.settings import data_dir, mail_settings, public_url_or_none
from data_model.store import open_session
from data_model.store.base.engine import database_file, holds_samples, shown_address
from data_model.store.base.migrate import is_migrated
from data_model.store.people import audit
from data_model.store.people.accounts import accounts
from data_model.store.plans.plan_facts import read_holidays
from data_model.values import Role
from mail.outgoing import connected
from wording import formats
from wording.translation import _

HELP = "look at what a running system needs; ends with 1 where something must be mended"
_LEAST_FREE = 1024**3
_GOOD, _TO_KNOW, _WRONG = "✓", "!", "✗"


@dataclass(frozen=True)
class _Found:
    sign: str
    words: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(args: argparse.Namespace) -> int:
    found = [one for look in (_database, _folder, _mail, _programs) for one in look()]
    for one in found:
        print(one.sign, one.words)
    return 1 if any(one.sign == _WRONG for one in found) else 0


def _database() -> Iterator[_Found]:
    """The store; where it can't be reached nothing more is asked of it."""
    address = shown_address()
    try:
        if not is_migrated():
            yield _Found(
                _WRONG,
                _(
                    "Database {address}: its tables are of another version. Run `manage.py serve` or any command once."
                ).format(address=address),
            )
            return
    except SQLAlchemyError:
        yield _Found(_WRONG, _("Database {address}: it can't be reached.").format(address=address))
        return
    yield _Found(_GOOD, _("Database {address}: it answers, its tables are today's.").format(address=address))
    with open_session() as session:
        chain = audit.check(session)
        people = [account for account in accounts(session) if account.disabled_at is None]
        holidays = read_holidays(session)
        sampled = holds_samples(session)
    if chain.is_whole:
        yield _Found(
            _GOOD, _("Audit log: {count} entries, each as it was written.").format(count=formats.number(chain.entries))
        )
    else:
        yield _Found(_WRONG, _("Audit log: entries were changed or are missing; `manage.py verify-audit` says which."))
    admins = sum(account.role is Role.ADMIN for account in people)
    sign = _GOOD if admins else _WRONG
    yield _Found(
        sign, _("Accounts: {count} in use, {admins} of them administrators.").format(count=len(people), admins=admins)
    )
    if sampled:
        yield _Found(
            _TO_KNOW, _("The store holds sample data, and sample accounts with a password that everybody may read.")
        )
    for year in (local_day(now()).year, local_day(now()).year + 1):
        if not any(day.year == year for day in holidays.off):
            yield _Found(_TO_KNOW, _("Public holidays of {year} are not set.").format(year=year))


def _folder() -> Iterator[_Found]:
    folder = data_dir()
    there = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    free = shutil.disk_usage(there).free
    sign = _GOOD if free >= _LEAST_FREE else _WRONG
    words = _("Data folder {folder}: {free} MB are free.")
    yield _Found(sign, words.format(folder=folder, free=formats.number(free // 1_000_000)))
    file = database_file()
    if file is not None and file.exists() and file.stat().st_mode & 0o077:
        yield _Found(_WRONG, _("{file} can be read by others on this machine.").format(file=file))


def _mail() -> Iterator[_Found]:
    settings = mail_settings()
    if settings is None:
        yield _Found(
            _TO_KNOW, _("No mail server is set: reminders are not sent, one-time codes are shown on the screen.")
        )
        return
    try:
        with connected(settings) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        words = _("Mail server {host}: {problem}")
        yield _Found(_WRONG, words.format(host=settings.host, problem=error))
    else:
        yield _Found(_GOOD, _("Mail server {host}: it answers.").format(host=settings.host))
    if public_url_or_none() is None:
        yield _Found(_WRONG, _("PUBLIC_URL is not set: mails can't link to the app."))


def _programs() -> Iterator[_Found]:
    wanted: list[tuple[str, Callable[[], str]]] = [
        ("soffice", lambda: _("LibreOffice is not installed: plan documents in the old .doc form can't be read.")),
    ]
    if database_file() is None:
        wanted.append(("pg_dump", lambda: _("pg_dump is not installed: `manage.py backup` needs it.")))
    for program, words in wanted:
        if shutil.which(program) is None:
            yield _Found(_TO_KNOW, words())
