"""Writes the register of tasks (sổ theo dõi nhiệm vụ) as the page shows it."""

import argparse
import sys
from pathlib import Path

from commands.arguments import WrongUse, add_organisation, check_selection, instant, period
from commands.document_arguments import cutoff_of, office_folder, print_refusals, write_out
from data_model.rules.figures.grouping import reports_under_way
from data_model.rules.figures.register import Chosen, TaskSet, chosen_from, coordinated, register
from data_model.rules.figures.selection import Selection, selected_plans
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.periods import local_day
from data_model.store import open_session
from data_model.store.base.engine import holds_samples
from data_model.store.consolidated.quotations import read_citations
from data_model.store.consolidated.register_texts import register_texts
from data_model.store.figures.facts import read_facts
from data_model.values import TaskState
from documents.base.default_letterhead import default_letterhead
from documents.base.office_folder import REGISTER_TEMPLATE, letterhead_in, template_in
from documents.register.content import RegisterRequest, requested_lines
from documents.register.files import RegisterFormat, register_file
from wording.register_filter import COORDINATES, Grouping, Order, RegisterFilter, days_from
from wording.translation import _

HELP = "write the register of tasks (Excel, Word or PDF), with the filters of its page"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--province", help="only plans of this province")
    parser.add_argument("--directive", metavar="CODE", help="only plans whose main directive this is")
    parser.add_argument("--plan", metavar="CODE", help="only this plan")
    parser.add_argument("--agency", metavar="CODE", help="only what this agency leads")
    parser.add_argument(
        "--role", choices=["lead", COORDINATES], default="lead", help="with --agency: what it coordinates"
    )
    states = ", ".join([*TaskSet, *TaskState])
    parser.add_argument("--state", type=_state, metavar="STATE", help=f"one of {states}")
    parser.add_argument("--within", type=_days, default=None, metavar="DAYS", help="how far due_soon looks ahead; 30")
    parser.add_argument("--section", default="", metavar="NUMBER", help="a section of the plan, such as IV.4")
    parser.add_argument("--find", default="", metavar="WORDS", help="words of tasks, agencies or results")
    parser.add_argument("--group", type=Grouping, choices=list(Grouping), default=Grouping.PLAN)
    parser.add_argument("--order", type=Order, choices=list(Order), default=Order.PLAN)
    parser.add_argument("--period", type=period, metavar="CODE", help="one period, such as 2026-Q2")
    parser.add_argument("--as-of", type=instant, default=None, metavar="DATE", help="as known then; a date is its end")
    parser.add_argument("--unreviewed", action="store_true", help="count what is not yet reviewed as well")
    add_organisation(parser)
    folder_help = "the office's letterhead and template; TIENDO_DOCUMENTS, else van-ban/ beside the store"
    parser.add_argument("--office", type=Path, default=None, metavar="FOLDER", help=folder_help)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="its ending says what: .xlsx, .docx, .pdf"
    )


def run(args: argparse.Namespace) -> int:
    ending = args.out.suffix.lower().removeprefix(".")
    if ending not in set(RegisterFormat):
        raise WrongUse(_("Name the file with --out so that it ends in .xlsx, .docx or .pdf."))
    if args.role == COORDINATES and args.agency is None:
        raise WrongUse(_("Name the agency whose coordinated tasks are asked for: --agency."))
    with print_refusals() as outcome:
        request = _request(args)
        template = template_in(office_folder(args), REGISTER_TEMPLATE)
        write_out(args.out, register_file(request, RegisterFormat(ending), template=template))
        print(_("{count} tasks").format(count=len(requested_lines(request))), file=sys.stderr)
    return outcome.status


def _request(args: argparse.Namespace) -> RegisterRequest:
    cutoff, selection = cutoff_of(args), Selection(args.province, args.directive, args.plan, args.agency)
    chosen = RegisterFilter(
        state=args.state,
        section=args.section,
        words=args.find,
        grouping=args.group,
        order=args.order,
        coordinated=args.role == COORDINATES,
        **({"soon_days": args.within} if args.within else {}),
    )
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(cutoff.as_of))
        check_selection(facts, selection)
        if chosen.coordinated:
            tasks = coordinated(facts, agency=args.agency, cutoff=cutoff, selection=selection)
        else:
            by_lead = chosen.grouping is Grouping.AGENCY
            tasks = register(facts, cutoff=cutoff, selection=selection, by_lead=by_lead)
        plans = selected_plans(facts, selection)
        known = default_letterhead(plans, read_citations(session, facts), cutoff)
        return RegisterRequest(
            tasks,
            register_texts(session, tasks),
            facts,
            reports_under_way(facts, cutoff=cutoff, selection=Selection(args.province, args.directive, args.plan)),
            cutoff,
            selection,
            chosen,
            letterhead_in(office_folder(args)).or_else(known),
            holds_samples(session),
        )


def _state(text: str) -> Chosen:
    try:
        return chosen_from(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a state; see --help") from None


def _days(text: str) -> int:
    days = days_from(text)
    if days is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days from 1 to 366")
    return days
