"""Shared by the commands that make official documents: arguments, and printing of refusals."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from commands.arguments import WrongUse, check_selection, instant, now, period
from data_model.rules.consolidated.issue import IssueProblem, IssueRefused
from data_model.rules.consolidated.quotations import Quotations
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.settings import documents_dir
from data_model.store import open_session
from data_model.store.consolidated.quotations import read_quotations
from data_model.store.figures.facts import read_facts
from documents.base.docx_file import TemplateProblem
from documents.base.letterhead import LetterheadProblem
from documents.base.office_folder import LETTERHEAD
from wording.documents import letterhead_sentence, template_sentence
from wording.issued_reports import ISSUE_PROBLEM
from wording.translation import _


def add_document_arguments(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """`required`: whether period and output file are required arguments."""
    parser.add_argument("--period", type=period, required=required, metavar="CODE", help="one period, such as 2026-Q2")
    parser.add_argument("--as-of", type=instant, default=None, metavar="DATE", help="as known then; a date is its end")
    parser.add_argument("--unreviewed", action="store_true", help="count what is not yet reviewed as well")
    parser.add_argument("--number", type=whole, metavar="N", help="the number of an issued document; else a draft")
    parser.add_argument("--date", type=day, metavar="DATE", help="the day of issue, with --number")
    folder_help = "the office's letterhead and templates; TIENDO_DOCUMENTS, else van-ban/ beside the store"
    parser.add_argument("--office", type=Path, default=None, metavar="FOLDER", help=folder_help)
    parser.add_argument("--out", type=Path, required=required, metavar="FILE")


def whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def day(text: str) -> date:
    """A day such as 2026-06-30."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write 2026-06-30") from None


def check_issue(args: argparse.Namespace) -> None:
    """Raises WrongUse unless number and day of issue are given together."""
    if (args.number is None) != (args.date is None):
        raise WrongUse(_("An issued document needs both --number and --date."))


def office_folder(args: argparse.Namespace) -> Path:
    folder: Path = args.office or documents_dir()
    if args.office and not folder.is_dir():
        raise WrongUse(_("There is no folder “{folder}”.").format(folder=folder))
    return folder


def cutoff_of(args: argparse.Namespace) -> AsOf:
    """The cutoff of the arguments; today means now. Raises WrongUse for a future day."""
    current = now()
    at: datetime = args.as_of or current
    if local_day(at) > local_day(current):
        raise WrongUse(_(ISSUE_PROBLEM[IssueProblem.AS_OF_IN_FUTURE]))
    return AsOf(min(at, current), args.period, args.unreviewed, args.organisation)


def read_store(cutoff: AsOf, selection: Selection) -> tuple[Facts, Quotations]:
    """Facts and quotations. Raises WrongUse if the selection is not in the store."""
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(cutoff.as_of))
        check_selection(facts, selection)
        return facts, read_quotations(session, facts)


def write_out(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError:
        raise WrongUse(_("“{file}” can't be written.").format(file=path)) from None
    print(path)


class CommandOutcome:
    """The exit status of a command."""

    status = 0


@contextmanager
def print_refusals() -> Iterator[CommandOutcome]:
    """Prints why the office's files can't be used or the report is refused, and sets exit status 1."""
    outcome = CommandOutcome()
    try:
        yield outcome
    except TemplateProblem as wrong:
        print(template_sentence(wrong.kind, names=wrong.names, detail=wrong.detail), file=sys.stderr)
        outcome.status = 1
    except LetterheadProblem as wrong:
        print(letterhead_sentence(LETTERHEAD, wrong.entry), file=sys.stderr)
        outcome.status = 1
    except IssueRefused as refused:
        print(_(ISSUE_PROBLEM[refused.problem]), file=sys.stderr)
        outcome.status = 1
