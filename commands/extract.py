"""Reads a plan document and prints the draft of its tasks; stores nothing."""

import argparse
import json
import sys

from commands.arguments import existing_file
from exports.plans.plan_draft import draft_as_data, draft_as_table
from plan_reading.base.refusals import UnreadablePlan
from plan_reading.read_plan import read_plan_file
from wording.plan_refusals import refusal

HELP = "read a plan (.docx, .pdf, .txt, .doc) and print a draft of its tasks"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=existing_file, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print one JSON object; “same_as” counts the tasks from 1")


def run(args: argparse.Namespace) -> int:
    """0 where the file was read, 1 where it is refused."""
    try:
        draft = read_plan_file(args.file)
    except UnreadablePlan as problem:
        print(refusal(problem), file=sys.stderr)
        return 1
    print(json.dumps(draft_as_data(draft), ensure_ascii=False, indent=1) if args.json else draft_as_table(draft))
    return 0
