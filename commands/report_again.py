"""Makes an issued report again and prints for each of its files whether it is equal."""

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
    """Returns 0 if every file is equal byte for byte, else 1; raises WrongUse. `--out` gets the stored file."""
    with open_session() as session:
        row = _only_report(issued_under_number(session, Scope(consolidator=args.agency), args.again, year=args.year))
        if args.out is not None:
            write_out(args.out, issued_file(session, row, args.format))
        try:
            reproductions = reproduce(session, row)
        except TemplateChanged:
            print(_(TEMPLATE_CHANGED), file=sys.stderr)
            return 1
    for reproduction in reproductions:
        words = _("{format}: the same byte for byte, SHA-256 {kept}")
        if not reproduction.is_equal:
            words = _("{format}: NOT the same. Kept: SHA-256 {kept}; made again: {made}")
        print(words.format(format=reproduction.format, kept=reproduction.kept, made=reproduction.made))
    return 0 if all(reproduction.is_equal for reproduction in reproductions) else 1


def _only_report(rows: list[IssuedRow]) -> IssuedRow:
    if not rows:
        raise WrongUse(_("No issued report has this number."))
    if len(rows) > 1:
        listed = "; ".join(f"{row.office} {formats.day(row.issued_on)}" for row in rows)
        raise WrongUse(_("Several reports have this number, name --year or --agency: {found}.").format(found=listed))
    return rows[0]
