"""Checks report files and prints all findings; writes nothing."""

import argparse
from datetime import datetime
from pathlib import Path

from actions.reporting.check_report import check_report
from commands.arguments import check_agencies, existing_file, instant, limit_memory, now, period
from commands.report_output import exit_status, print_report
from data_model.store import open_session
from data_model.store.plans.agencies import agency_spellings
from intake.base.opened_file import BULK

HELP = "read report files and say what is wrong with them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=existing_file, metavar="FILE")
    parser.add_argument("--agency", metavar="CODE", help="the agency that reports; else each row names its agency")
    parser.add_argument("--period", type=period, metavar="CODE", help="the period of rows that name none")
    parser.add_argument("--as-of", type=instant, default=None, metavar="DATE", help="as if it were then")
    parser.add_argument("--json", action="store_true", help="print one JSON object a file")


def run(args: argparse.Namespace) -> int:
    limit_memory()
    at: datetime = args.as_of or now()
    with open_session() as session:
        check_agencies([args.agency], agency_spellings(session))
    status = 0
    for path in args.files:
        status = max(status, _check(path, args, at))
    return status


def _check(path: Path, args: argparse.Namespace, at: datetime) -> int:
    with open_session() as session:
        report = check_report(
            session, path, file_name=path.name, agency=args.agency, period=args.period, at=at, limits=BULK
        )
    print_report(report, file_name=str(path), as_json=args.json)
    return exit_status(report)
