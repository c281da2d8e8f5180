"""Makes the consolidated report of a plan or a directive, issues it, or makes an issued one again."""

import argparse
import sys
from pathlib import Path

from commands.arguments import WrongUse, add_organisation, now, user_named
from commands.document_arguments import (
    add_document_arguments,
    check_issue,
    cutoff_of,
    office_folder,
    print_refusals,
    read_store,
    whole,
    write_out,
)
from commands.report_again import check_reproduction
from data_model.rules.consolidated.issue import ConsolidatedReport
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import NotAllowed, Scope, check_may
from data_model.store import open_session
from data_model.store.consolidated.issued_reports import issued_file, issued_reports
from data_model.values import Action
from documents.base.default_letterhead import only_consolidator
from documents.base.letterhead import Framing, Issue
from documents.base.office_folder import REPORT_TEMPLATE, letterhead_in, template_in
from documents.consolidated.report import ReportFormat, report
from documents.consolidated.report_data import ConsolidatedReportRequest
from documents.issuing.issue import issue, office_texts, report_template_in
from wording.issued_reports import frozen_sentence
from wording.translation import _

HELP = "make the consolidated report of a plan or a directive (Word, Excel or PDF), issue it, or make it again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    about = parser.add_mutually_exclusive_group(required=True)
    about.add_argument("--plan", metavar="CODE", help="the report on this plan")
    about.add_argument("--directive", metavar="CODE", help="on every plan whose main directive this is")
    again = "make the issued report of this number again and say whether it is the same"
    about.add_argument("--again", type=whole, metavar="NUMBER", help=again)
    parser.add_argument("--year", type=whole, help="with --again: the year of issue")
    parser.add_argument("--agency", metavar="CODE", help="with --again: the office that issued it")
    parser.add_argument("--province", help="with --directive: only the plans of this province")
    form = "else that of the ending of --out; Word where it has none"
    parser.add_argument("--format", type=ReportFormat, choices=list(ReportFormat), help=form)
    parser.add_argument("--issue", action="store_true", help="keep it as issued, under --number and --date")
    parser.add_argument("--user", metavar="NAME", help="with --issue: the account of the consolidating office")
    add_document_arguments(parser, required=False)
    add_organisation(parser)


def run(args: argparse.Namespace) -> int:
    args.format = args.format or _format_of(args.out)
    with print_refusals() as outcome:
        if args.again is not None:
            return check_reproduction(args)
        if args.period is None or args.out is None:
            raise WrongUse(_("Name the period by --period and the file by --out."))
        check_issue(args)
        content = _issued(args) if args.issue else _made(args)
        write_out(args.out, content)
    return outcome.status


def _format_of(out: Path | None) -> ReportFormat:
    """By the ending of the file's name."""
    ending = (out or Path()).suffix.lower().removeprefix(".")
    return ReportFormat(ending) if ending in set(ReportFormat) else ReportFormat.DOCX


def _made(args: argparse.Namespace) -> bytes:
    cutoff = cutoff_of(args)
    selection = Selection(province=args.province, directive=args.directive, plan=args.plan)
    facts, quotations = read_store(cutoff, selection)
    folder = office_folder(args)
    framing = Framing(letterhead_in(folder), None if args.number is None else Issue(args.number, args.date))
    with open_session() as session:
        texts = office_texts(session, only_consolidator(facts, selection, cutoff), selection, cutoff)
    request = ConsolidatedReportRequest(facts, quotations, selection, cutoff, framing, texts=texts)
    return report(request, args.format, template=template_in(folder, REPORT_TEMPLATE)).content


def _issued(args: argparse.Namespace) -> bytes:
    """Issues the report; returns the stored file."""
    if args.number is None or args.user is None or args.province is not None:
        raise WrongUse(_("To issue a report name --number, --date and --user; --province is not possible."))
    selection = Selection(directive=args.directive, plan=args.plan)
    wanted = ConsolidatedReport(selection, cutoff_of(args), args.number, args.date)
    with open_session() as session:
        user = user_named(session, args.user)
    try:
        check_may(user, Action.ISSUE_REPORT)
        issue(wanted, report_template_in(office_folder(args)), user=user, at=now())
    except NotAllowed:
        raise WrongUse(_("The account “{name}” may not do this with this plan.").format(name=args.user)) from None
    with open_session() as session:
        row = issued_reports(session, Scope(consolidator=user.agency))[0]
        print(frozen_sentence(row.version), file=sys.stderr)
        return issued_file(session, row, args.format)
