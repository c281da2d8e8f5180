"""Makes the reminder letters to all agencies with a missing report or an overdue task."""

import argparse

from commands.arguments import WrongUse, check_agencies, now, user_named
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
from data_model.rules.people.access import NotAllowed
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.rules.round.letters import LetterRefused
from data_model.settings import letter_days
from data_model.store import open_session
from documents.base.office_folder import OfficeTemplate
from documents.issuing.round_letters import (
    LetterBatch,
    LettersTooSoon,
    letter_template_in,
    make_letters,
    make_round_letters,
)
from documents.letters.official_letters import Letter, letters_zip
from wording.letters import letter_problem, too_soon_sentence
from wording.translation import _

HELP = "make the letters that remind late agencies, as one zip of Word files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--province", help="only the plans of this province")
    parser.add_argument("--directive", metavar="CODE", help="only the plans whose main directive this is")
    parser.add_argument("--plan", metavar="CODE", help="only this plan")
    parser.add_argument("--agency", metavar="CODE", help="only the letter to this agency")
    times = "instead of what the register says: how many letters an agency had before, such as SO-A=1"
    parser.add_argument("--reminded", type=_reminded, action="append", default=[], metavar="AGENCY=TIMES", help=times)
    parser.add_argument("--user", metavar="NAME", help="with --number: the account of the office that registers them")
    anyway = "with --number: also to agencies that got a letter within the days set (TIENDO_LETTER_DAYS)"
    parser.add_argument("--anyway", action="store_true", help=anyway)
    parser.add_argument("--reply-by", type=day, metavar="DATE", help="the day by which an answer is asked for")
    add_document_arguments(parser)
    parser.set_defaults(organisation=None)  # a letter is about reports as they are owed


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
        earlier = dict(args.reminded)
        check_agencies([*earlier, args.agency], facts.agencies)
        wanted = LetterBatch(selection, cutoff, None, args.number, args.date, args.reply_by, earlier, args.anyway)
        template = letter_template_in(office_folder(args))
        if args.number is None:
            _write(args, make_letters(wanted, template, facts, quotations), facts)
        else:
            _write(args, _registered(args, wanted, template), facts)
    return outcome.status


def _registered(args: argparse.Namespace, wanted: LetterBatch, template: OfficeTemplate) -> list[Letter]:
    """Letters with numbers, in the register. Raises WrongUse."""
    if args.user is None or args.reminded:
        raise WrongUse(_("Numbered letters are registered: name the office's account by --user, without --reminded."))
    if args.as_of is not None and local_day(args.as_of) != args.date:
        raise WrongUse(_("A letter counts to its own date: leave out --as-of, or give the day of --date."))
    with open_session() as session:
        user = user_named(session, args.user)
    try:
        return make_round_letters(wanted, template, user=user, at=now())
    except NotAllowed:
        raise WrongUse(_("The account “{name}” may not do this with this plan.").format(name=args.user)) from None
    except LetterRefused as refused:
        raise WrongUse(letter_problem(refused)) from None
    except LettersTooSoon as too_soon:
        words = _("{letters} Add --anyway to write again all the same.")
        raise WrongUse(words.format(letters=too_soon_sentence(too_soon.letters, days=letter_days()))) from None


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
