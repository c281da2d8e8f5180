"""Writes all report lines to a file of any length."""

import argparse
import sys
from dataclasses import astuple
from datetime import datetime
from pathlib import Path
from time import monotonic

from sqlmodel import Session

from commands.arguments import check_selection, limit_memory, now, period
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.store import open_session
from data_model.store.base.engine import holds_samples
from data_model.store.figures.facts import read_facts
from data_model.store.reporting.report_lines import report_lines
from exports.report_lines.line_files import LineFormat, write_lines
from wording import formats
from wording.file_notes import notes_of_lines
from wording.translation import _

HELP = "write all report lines into a file (CSV, Parquet or Excel)"
_SECONDS_BETWEEN = 0.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", type=LineFormat, choices=list(LineFormat), required=True)
    parser.add_argument("--output", type=_new_file, required=True, metavar="FILE")
    parser.add_argument("--province", help="only plans of this province")
    parser.add_argument("--plan", metavar="CODE", help="only this plan")
    parser.add_argument("--agency", metavar="CODE", help="only what this agency sent")
    parser.add_argument("--period", type=period, metavar="CODE", help="one period, such as 2026-Q2")


def _new_file(text: str) -> Path:
    path = Path(text)
    if path.is_dir() or not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} can't be written: it is a folder, or its folder is not there")
    return path


def run(args: argparse.Namespace) -> int:
    limit_memory()
    at = now()
    selection = Selection(province=args.province, plan=args.plan, agency=args.agency)
    with open_session() as session:
        notes = _notes(session, args, selection, at)
        lines = report_lines(session, EVERYTHING, today=local_day(at), selection=selection, period=args.period)
        write_lines(
            lines, args.output, args.format, title=_("Report lines"), notes=notes, on_progress=_ProgressPrinter()
        )
    print(_("{file}: {count} report lines.").format(file=args.output, count=formats.number(lines.count)))
    return 0


def _notes(session: Session, args: argparse.Namespace, selection: Selection, at: datetime) -> list[str]:
    """The notes of the file. Raises WrongUse for an unknown selection; facts are read only if something is selected."""
    facts = Facts()
    if any(astuple(selection)):
        facts = read_facts(session, EVERYTHING, today=local_day(at))
        check_selection(facts, selection)
    return notes_of_lines(
        as_of=at, selection=selection, period=args.period, facts=facts, sampled=holds_samples(session)
    )


class _ProgressPrinter:
    """Prints the progress on one line of stderr, twice a second."""

    def __init__(self) -> None:
        self._told_at = -_SECONDS_BETWEEN

    def __call__(self, done: int, total: int) -> None:
        if monotonic() - self._told_at < _SECONDS_BETWEEN and done < total:
            return
        self._told_at = monotonic()
        words = _("{done} of {total} report lines")
        numbers = words.format(done=formats.number(done), total=formats.number(total))
        print(f"\r{numbers}", end="\n" if done == total else "", file=sys.stderr, flush=True)
