"""Loads a folder of CSV files into the store: all of it or nothing."""

import argparse
import sys
from pathlib import Path

from actions.load_folder import load
from commands.arguments import now
from data_model.store.folder.load_problem import FolderRefused
from wording.load_problems import sentence

HELP = "load a folder of CSV files into the store, all or nothing"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path)


def run(args: argparse.Namespace) -> int:
    try:
        counts = load(args.folder, user_name="manage.py", at=now())
    except FolderRefused as refused:
        for problem in refused.problems:
            print(sentence(problem), file=sys.stderr)
        return 1
    for file_name, count in counts.items():
        print(f"{file_name}: {count}")
    return 0
