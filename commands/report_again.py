"""Make an issued report again, and say of each of its files whether it is the same."""

import argparse
import sys

from commands.arguments import WrongUse
from commands.document_arguments import write_out
from data_model.rules.people.access import Scope
from data_model.store import open_session
from data_model.store.consolidated.issued_reports import IssuedRow, issued_file
from documents.issuing.reproduce import TemplateChanged, issued_under_number, reproduce
from wording import formats
from wording.issued_reports import TEMPLATE_CHANGED
from wording.translation import _


def check_reproduction(args: argparse.Namespace) -> int:
    """0 where every file is the same byte for byte, 1 where one is not; WrongUse. `--out` takes the kept file."""
    with open_session() as session:
        row = _one(issued_under_number(session, Scope(consolidator=args.agency), args.again, year=args.year))
        if args.out is not None:
            write_out(args.out, issued_file(session, row, args.format))
        try:
            found = reproduce(session, row)
        except TemplateChanged:
            print(_(TEMPLATE_CHANGED), file=sys.stderr)
            return 1
    for reproduction in found:
        words = _("{format}: the same byte for byte, SHA-256 {kept}")
        if not reproduction.is_equal:
            words = _("{format}: NOT the same. Kept: SHA-256 {kept}; made again: {made}")
        print(words.format(format=reproduction.format, kept=reproduction.kept, made=reproduction.made))
    return 0 if all(reproduction.is_equal for reproduction in found) else 1


def _one(rows: list[IssuedRow]) -> IssuedRow:
    if not rows:
        raise WrongUse(_("No issued report has this number."))
    if len(rows) > 1:
        listed = "; ".join(f"{row.office} {formats.day(row.issued_on)}" for row in rows)
        raise WrongUse(_("Several reports have this number, name --year or --agency: {found}.").format(found=listed))
    return rows[0]
