"""Make the consolidated report of a plan or a directive."""

import argparse

from commands.document_arguments import (
    add_document_arguments,
    check_issue,
    lens_of,
    office_folder,
    read_store,
    refusals,
    write_out,
)
from data_model.rules.grouping import Choice
from documents.letterhead import Framing, Issue
from documents.office import REPORT_TEMPLATE, letterhead_in, template_in
from documents.report import ReportFormat, report
from documents.report_content import ReportRequest

HELP = "make the consolidated report of a plan or a directive (Word, Excel or PDF)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    about = parser.add_mutually_exclusive_group(required=True)
    about.add_argument("--plan", metavar="CODE", help="the report on this plan")
    about.add_argument("--directive", metavar="CODE", help="on every plan whose main directive this is")
    parser.add_argument("--province", help="with --directive: only the plans of this province")
    parser.add_argument("--format", type=ReportFormat, choices=list(ReportFormat), default=ReportFormat.DOCX)
    add_document_arguments(parser)


def run(args: argparse.Namespace) -> int:
    with refusals() as outcome:
        check_issue(args)
        lens = lens_of(args)
        choice = Choice(province=args.province, directive=args.directive, plan=args.plan)
        facts, background = read_store(lens, choice)
        folder = office_folder(args)
        issue = None if args.number is None else Issue(args.number, args.date)
        request = ReportRequest(facts, background, choice, lens, Framing(letterhead_in(folder), issue))
        made = report(request, args.format, template=template_in(folder, REPORT_TEMPLATE))
        write_out(args.out, made.content)
    return outcome.status
