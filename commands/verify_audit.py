"""Says whether the audit is as it was written, and where not."""

import argparse
import sys

from data_model.store import open_session
from data_model.store.people import audit
from wording import formats
from wording.translation import _

HELP = "say whether an entry of the audit was changed, taken out or put in; ends with 1 if so"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--head", help="the hash that an earlier run printed: it must still be in the audit")


def run(args: argparse.Namespace) -> int:
    with open_session() as session:
        found = audit.check(session)
        known = args.head is None or audit.has_hash(session, args.head)
    for entry in found.broken:
        print(
            _("Entry {id}: it or the one before it was changed, taken out or put in.").format(id=entry), file=sys.stderr
        )
    if found.missing_at_end:
        words = _("The store says that {said} entries were written; there are {found}.")
        said = formats.number(found.entries + found.missing_at_end)
        print(words.format(said=said, found=formats.number(found.entries)), file=sys.stderr)
    if found.head_differs:
        print(_("The last entry is not the one that was written last."), file=sys.stderr)
    if not known:
        print(_("No entry has the hash {hash} any more.").format(hash=args.head), file=sys.stderr)
    if not found.is_whole or not known:
        return 1
    words = _("{count} entries, each as it was written. The last has the hash {hash}.")
    print(words.format(count=formats.number(found.entries), hash=found.head))
    return 0
