#!/usr/bin/env python3
"""The command line: the same reading of files and the same actions as the pages."""

import argparse
import os
import sys
from importlib import import_module

from sqlalchemy.exc import SQLAlchemyError

from commands.arguments import WrongUse
from commands.setting_problems import report_no_database, report_wrong_settings
from data_model.store.base.migrate import migrate

COMMANDS = [
    "serve",
    "load",
    "dump",
    "extract",
    "export",
    "check",
    "submit",
    "remind",
    "notify",
    "review",
    "round",
    "figures",
    "register",
    "report",
    "letters",
    "users",
    "verify-audit",
    "doctor",
    "backup",
    "restore",
    "move",
]
TAKE_THE_STORE_AS_IT_IS = {"backup", "restore", "doctor"}
"""They come before a migration, or where there is no store yet, or say what is wrong with it."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit status: 0 well, 1 refused, 2 wrong use."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="manage.py", description=__doc__)
    if (status := report_wrong_settings()) is not None:
        return status
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    named = [name for name in COMMANDS if name in given[:1]]
    modules = {
        name: import_module(f"commands.{name.replace('-', '_')}") for name in named or COMMANDS
    }  # each pays for its own imports
    for name, command in modules.items():
        command.add_arguments(subparsers.add_parser(name, help=command.HELP, description=command.HELP))
    args = parser.parse_args(given)
    try:
        if args.command not in TAKE_THE_STORE_AS_IT_IS:
            migrate()
    except (SQLAlchemyError, OSError) as error:
        return report_no_database(error)
    try:
        return int(modules[args.command].run(args))
    except WrongUse as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
