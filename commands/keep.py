"""Keep figures beforehand, those of past days too. The app does it by itself; after a large load this does it earlier."""

import argparse

from commands.arguments import now
from data_model.store.kept.keeping import keep_figures
from data_model.store.kept.past import keep_past
from wording import formats
from wording.catalogue import _

HELP = "keep figures beforehand, those of past days too, so that pages open at once"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(args: argparse.Namespace) -> int:
    """It takes minutes for very many reports."""
    made, told = keep_figures(at=now()), keep_past()
    words = _("Figures kept of {made} plans; past days told of {told} plans.")
    print(words.format(made=formats.number(made), told=formats.number(told)))
    return 0
