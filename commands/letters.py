"""Make the reminders to all agencies that owe a report or have an overdue task."""

import argparse

from commands.document_arguments import (
    WrongUse,
    add_document_arguments,
    check_issue,
    day,
    lens_of,
    office_folder,
    read_store,
    refusals,
    write_out,
)
from data_model.rules.facts import Facts
from data_model.rules.grouping import chosen
from data_model.rules.periods import Period
from data_model.rules.questions import Choice
from data_model.store import open_session
from data_model.store.reminders import reminded_times
from documents.letters import Letter, LettersRequest, letters, letters_zip
from documents.office import LETTER_TEMPLATE, letterhead_in, template_in
from wording.catalogue import _

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
    with refusals() as outcome:
        check_issue(args)
        lens = lens_of(args)
        choice = Choice(args.province, args.directive, args.plan, args.agency)
        facts, background = read_store(lens, choice)
        earlier = _from_register(facts, choice, args.period) | dict(args.reminded)
        _check_agencies(facts, [*dict(args.reminded), *filter(None, [args.agency])])
        folder = office_folder(args)
        request = LettersRequest(
            facts, background, choice, lens, letterhead_in(folder), earlier, args.number, args.date, args.reply_by
        )
        made = letters(request, template=template_in(folder, LETTER_TEMPLATE))
        _hand_out(args, made, facts)
    return outcome.status


def _from_register(facts: Facts, choice: Choice, period: Period) -> dict[str, int]:
    """By agency: how often it was reminded of the chosen reports."""
    plans = chosen(facts, choice).plans.values()
    with open_session() as session:
        return reminded_times(session, {(plan.code, plan.report_for(period) or period) for plan in plans})


def _check_agencies(facts: Facts, codes: list[str]) -> None:
    for code in codes:
        if code not in facts.agencies:
            raise WrongUse(_("There is no {what} “{code}”.").format(what=_("agency"), code=code))


def _hand_out(args: argparse.Namespace, made: list[Letter], facts: Facts) -> None:
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
                reports=len(letter.debt.reports),
                tasks=len(letter.debt.tasks),
            )
        )
