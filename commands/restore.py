"""Puts an archive of `manage.py backup` into an empty place."""

import argparse
from sqlite3 import Error as SQLiteError

from sqlalchemy.exc import SQLAlchemyError

from commands.arguments import existing_file
from commands.backup import report_refusal
from commands.setting_problems import report_no_database
from data_model.rules.backups import BackupRefused
from data_model.store.backups.backup import restore
from wording import formats
from wording.translation import _

HELP = "put a backup into an empty database and data folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=existing_file, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Returns 0, or 1 with a sentence on stderr."""
    try:
        manifest = restore(args.file)
    except (BackupRefused, OSError) as refused:
        return report_refusal(refused)
    except (SQLAlchemyError, SQLiteError) as error:
        return report_no_database(error)
    print(
        _("Restored as of {at}: {rows} rows of {tables} tables, as many as the backup names.").format(
            at=formats.instant(manifest.made_at), rows=sum(manifest.rows.values()), tables=len(manifest.rows)
        )
    )
    return 0
