"""Writes the whole store as a folder of CSV files."""

import argparse

from actions.load_folder import dump
from commands.arguments import new_folder

HELP = "write the whole store as a folder of CSV files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=new_folder)


def run(args: argparse.Namespace) -> int:
    for file_name, count in dump(args.folder).items():
        print(f"{file_name}: {count}")
    return 0
