"""Submits a report file on behalf of an account, by the same action as the page."""

import argparse
import sys
from datetime import datetime

from actions.reporting.check_report import check_report
from actions.reporting.submit_report import NothingToSubmit, OutOfDate, Receipt, submit_report
from commands.arguments import check_agencies, existing_file, limit_memory, now, period, user_named
from commands.report_output import exit_status, print_report
from data_model.rules.people.access import CurrentUser, NotAllowed
from data_model.rules.reporting.report_access import reporting_agency
from data_model.store import open_session
from data_model.store.plans.agencies import agency_spellings
from intake.base.checked_file import ReportFile
from intake.base.opened_file import BULK
from wording.translation import _

HELP = "submit a report file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=existing_file, metavar="FILE")
    parser.add_argument("--user", required=True, metavar="NAME", help="the account that submits")
    parser.add_argument("--agency", metavar="CODE", help="for an administrator: the agency that reports")
    parser.add_argument("--period", type=period, metavar="CODE", help="the period of rows that name none")
    parser.add_argument("--valid-rows-only", action="store_true", help="leave out the rows with errors")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    limit_memory()
    at = now()
    try:
        with open_session() as session:
            check_agencies([args.agency], agency_spellings(session))
            user = user_named(session, args.user)
            agency = reporting_agency(user, args.agency)
            report = check_report(
                session, args.file, file_name=args.file.name, agency=agency, period=args.period, at=at, limits=BULK
            )
        receipt = _submit(args, user, report, agency, at)
    except NotAllowed:
        print(_("The account “{name}” may not submit this report.").format(name=args.user), file=sys.stderr)
        return 1
    except OutOfDate:
        print(_("Nothing was stored: the period was locked or a task was reassigned meanwhile."), file=sys.stderr)
        return 1
    print_report(report, file_name=str(args.file), as_json=args.json, receipt=receipt)
    return exit_status(report)


def _submit(
    args: argparse.Namespace, user: CurrentUser, report: ReportFile, agency: str | None, at: datetime
) -> Receipt | None:
    """The receipt; None if the file has errors or no rows."""
    try:
        return submit_report(
            user=user,
            report=report,
            file_name=args.file.name,
            agency=agency,
            at=at,
            valid_rows_only=args.valid_rows_only,
        )
    except NothingToSubmit:
        return None
