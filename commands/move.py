"""Moves the whole store into another, empty database."""

import argparse

from sqlalchemy.exc import SQLAlchemyError

from commands.arguments import WrongUse
from commands.backup import report_refusal
from commands.setting_problems import report_no_database
from data_model.rules.backups import BackupRefused
from data_model.settings import SettingWrong, other_database_url
from data_model.store.backups.move import move
from wording.settings import EXPECTED
from wording.translation import _

HELP = "copy the whole store into an empty database, from SQLite to PostgreSQL or back"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        required=True,
        metavar="URL",
        help="as DATABASE_URL; leave the password out and set PGPASSWORD, since others on this machine see the command",
    )


def run(args: argparse.Namespace) -> int:
    """Returns 0, or 1 with a sentence on stderr. Raises WrongUse."""
    try:
        moved = move(other_database_url(args.to))
    except SettingWrong:
        expected = EXPECTED["DATABASE_URL"]
        words = _("The address of --to can't be used. Write: {expected}.")
        raise WrongUse(words.format(expected=_(expected))) from None
    except BackupRefused as refused:
        return report_refusal(refused)
    except SQLAlchemyError as error:
        return report_no_database(error)
    for table in moved:
        print(f"{table.name:<24}{table.rows:>10}  {table.sha256}")
    print(_("Moved: the tables are the same in both databases. Now set DATABASE_URL to the new one."))
    return 0
