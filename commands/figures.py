"""Prints the figures that the screens show."""

import argparse
import json
from collections.abc import Iterable
from datetime import datetime

from commands.arguments import add_organisation, check_selection, instant, now, period
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import Group, groups
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.selection import Selection
from data_model.rules.indicators.figures import IndicatorFigures, IndicatorSource
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.indicators.values import read_numbers
from data_model.values import GroupBy
from exports.base.table_rows import cell_words
from exports.figures.figures_json import group_as_data
from exports.indicators.indicator_rows import indicator_rows
from exports.indicators.indicators_json import indicator_as_data
from wording import formats
from wording.file_notes import organisation_sentence
from wording.groups import group_label
from wording.labels import MEASURE, label
from wording.rates import rate
from wording.summary import unassigned
from wording.translation import _

INDICATOR = "indicator"
"""Results in numbers, one row for each indicator."""
HELP = "print the figures by agency, directive, plan, period or task, or the key numbers by indicator"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", choices=[*(by.value for by in GroupBy), INDICATOR], required=True)
    parser.add_argument("--province", help="only plans of this province")
    parser.add_argument("--plan", metavar="CODE", help="only this plan")
    parser.add_argument("--agency", metavar="CODE", help="only what this agency leads and owes")
    parser.add_argument("--period", type=period, metavar="CODE", help="one period, such as 2026-Q2")
    parser.add_argument("--as-of", type=instant, default=None, metavar="DATE", help="as known then; a date is its end")
    parser.add_argument("--unreviewed", action="store_true", help="count what is not yet reviewed as well")
    add_organisation(parser)
    parser.add_argument("--json", action="store_true", help="print a JSON list")


def run(args: argparse.Namespace) -> int:
    as_of: datetime = args.as_of or now()
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(as_of))
        selection = Selection(province=args.province, plan=args.plan, agency=args.agency)
        check_selection(facts, selection)
        cutoff = AsOf(as_of, args.period, args.unreviewed, args.organisation)
    if args.by == INDICATOR:
        _print_indicators(facts, cutoff, selection, as_json=args.json)
        return 0
    by = GroupBy(args.by)
    rows = groups(facts, by=by, cutoff=cutoff, selection=selection)
    if args.json:
        print(json.dumps([group_as_data(group, by=by, facts=facts) for group in rows], ensure_ascii=False, indent=1))
    else:
        _print_table(rows, by, facts, cutoff)
    return 0


def _print_indicators(facts: Facts, cutoff: AsOf, selection: Selection, *, as_json: bool) -> None:
    with open_session() as session:
        numbers = read_numbers(session, facts, today=local_day(cutoff.as_of))
    figures = IndicatorFigures(IndicatorSource.at(facts, numbers, cutoff), cutoff, selection).all()
    if as_json:
        print(json.dumps([indicator_as_data(figure) for figure in figures], ensure_ascii=False, indent=1))
        return
    if cutoff.unreviewed:
        print(_("UNREVIEWED FIGURES"))
    for row in indicator_rows(figures):
        name, *cells = row.items()
        print(name[1])
        for head, value in cells:
            print(f"    {head}: {cell_words(value)}")


def _print_table(rows: Iterable[Group], by: GroupBy, facts: Facts, cutoff: AsOf) -> None:
    if cutoff.unreviewed:
        print(_("UNREVIEWED FIGURES"))
    if cutoff.organisation is not None:
        print(organisation_sentence(cutoff.organisation))
    for group in rows:
        print(f"{group.key or formats.NO_VALUE}  {group_label(group.key, by=by, facts=facts)}")
        for measure in Measure:
            print(f"    {label(MEASURE, measure)}: {rate(group.figures, measure).words}")
        if group.figures.unassigned:
            print(f"    {unassigned(group.figures)}")
        if group.figures.waived:
            print("    " + _("Waived reports: {count}").format(count=group.figures.waived))
