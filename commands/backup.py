"""Writes an archive of the whole store while people work."""

import argparse
import sys
from pathlib import Path
from sqlite3 import Error as SQLiteError

from sqlalchemy.exc import SQLAlchemyError

from commands.arguments import new_folder, now
from commands.setting_problems import report_no_database
from data_model.rules.backups import BackupProblem, BackupRefused
from data_model.store.backups.backup import Backup, back_up
from wording.backups import backup_problem
from wording.translation import _

HELP = "write an archive of the whole store, accounts and audit included, while people work"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=new_folder, metavar="DIR", help="the folder of the archives")
    parser.add_argument("--keep", type=_count, metavar="N", help="delete all archives in there but the N newest")


def _count(text: str) -> int:
    """A whole number from 1."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Returns 0, or 1 with a sentence on stderr."""
    try:
        made = back_up(args.folder, at=now(), keep=args.keep)
    except (BackupRefused, OSError) as refused:
        return report_refusal(refused)
    except (SQLAlchemyError, SQLiteError) as error:
        return report_no_database(error)
    _print(made, args.folder)
    return 0


def report_refusal(refused: BackupRefused | OSError) -> int:
    """Exit status 1, after a sentence on stderr."""
    if isinstance(refused, OSError):
        refused = BackupRefused(BackupProblem.FILE_ERROR, str(refused))
    print(backup_problem(refused), file=sys.stderr)
    return 1


def _print(made: Backup, folder: Path) -> None:
    rows = made.manifest.rows
    print(
        _("{file}: {rows} rows of {tables} tables, {bytes} bytes").format(
            file=made.archive, rows=sum(rows.values()), tables=len(rows), bytes=made.archive.stat().st_size
        )
    )
    for archive in made.removed:
        print(_("Deleted: {file}").format(file=folder / archive.name))
