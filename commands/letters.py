"""Makes the reminder letters to all agencies with a missing report or an overdue task."""

import argparse

from commands.arguments import check_agencies
from commands.document_arguments import (
    add_document_arguments,
    check_issue,
    cutoff_of,
    day,
    office_folder,
    print_refusals,
    read_store,
    write_out,
)
from data_model.rules.figures.selection import Selection
from data_model.rules.plans.facts import Facts
from documents.issuing.round_letters import LetterBatch, letter_templates_in, make_letters
from documents.letters.official_letters import Letter, letters_zip
from wording.translation import _

HELP = "make the letters that remind late agencies, as one zip of Word files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--province", help="only the plans of this province")
    parser.add_argument("--directive", metavar="CODE", help="only the plans whose main directive this is")
    parser.add_argument("--plan", metavar="CODE", help="only this plan")
    parser.add_argument("--agency", metavar="CODE", help="only the letter to this agency")
    times = "instead of what the register says: how often an agency was reminded, such as SO-A=1"
    parser.add_argument("--reminded", type=_reminded, action="append", default=[], metavar="AGENCY=TIMES", help=times)
    parser.add_argument("--reply-by", type=day, metavar="DATE", help="the day by which an answer is asked for")
    add_document_arguments(parser)


def _reminded(text: str) -> tuple[str, int]:
    agency, separator, times = text.partition("=")
    if not separator or not times.isascii() or not times.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r}: write AGENCY=TIMES, such as SO-A=1")
    return agency, int(times)


def run(args: argparse.Namespace) -> int:
    with print_refusals() as outcome:
        check_issue(args)
        cutoff = cutoff_of(args)
        selection = Selection(args.province, args.directive, args.plan, args.agency)
        facts, quotations = read_store(cutoff, selection)
        reminded = dict(args.reminded)
        check_agencies([*reminded, args.agency], facts.agencies)
        wanted = LetterBatch(selection, cutoff, None, args.number, args.date, args.reply_by, reminded)
        made = make_letters(wanted, letter_templates_in(office_folder(args)), facts, quotations)
        _write(args, made, facts)
    return outcome.status


def _write(args: argparse.Namespace, made: list[Letter], facts: Facts) -> None:
    if not made:
        print(_("No agency is late: there is nothing to remind of."))
        return
    write_out(args.out, letters_zip(made, name=args.out.stem).content)
    for letter in made:
        words = _("{file}: {agency}; reports {reports}, tasks {tasks}")
        print(
            words.format(
                file=letter.file.file_name,
                agency=facts.agencies[letter.agency].name,
                reports=len(letter.arrears.reports),
                tasks=len(letter.arrears.tasks),
            )
        )
