#!/usr/bin/env python3
"""The command line: the same reading of files and the same actions as the pages."""

import argparse
import os
import sys

from commands import check, dump, figures, letters, load, remind, report, review, round, serve, submit, users
from data_model.store.migrate import migrate

COMMANDS = {
    "serve": serve,
    "load": load,
    "dump": dump,
    "check": check,
    "submit": submit,
    "remind": remind,
    "review": review,
    "round": round,
    "figures": figures,
    "report": report,
    "letters": letters,
    "users": users,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit status: 0 well, 1 refused, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="manage.py", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.add_arguments(subparsers.add_parser(name, help=command.HELP, description=command.HELP))
    args = parser.parse_args(arguments)
    migrate()
    try:
        return COMMANDS[args.command].run(args)
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
