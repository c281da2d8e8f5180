"""Shows a reporting round; extends, waives and confirms by the same actions as its page."""

import argparse
import sys
from datetime import date

from actions.round.decisions import (
    confirm_regime,
    extend_reports,
    lift_waivers,
    lock_round,
    reopen_round,
    waive_reports,
)
from commands.arguments import instant, now, period, user_named
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.rounds import RoundProblem, RoundRefused, report_statuses
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.values import Action
from wording import formats
from wording.groups import agency_name
from wording.labels import REPORT_STATE, label
from wording.round_problems import round_problem
from wording.translation import _

HELP = "show, lock or reopen a reporting round, extend or waive reports, confirm a regime"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["show", "extend", "waive", "unwaive", "confirm", "lock", "reopen"])
    parser.add_argument("--user", required=True, metavar="NAME", help="the account of the consolidating office")
    parser.add_argument("--plan", required=True, metavar="CODE")
    parser.add_argument("--period", type=period, metavar="CODE", help="such as 2026-Q2")
    parser.add_argument("--agency", action="append", default=[], metavar="CODE", help="once for each agency")
    parser.add_argument(
        "--due", type=date.fromisoformat, metavar="DATE", help="the new due day, or the day up to which it opens again"
    )
    parser.add_argument("--reason", default="")
    parser.add_argument("--as-of", type=instant, default=None, metavar="DATE", help="show it as known then")


def run(args: argparse.Namespace) -> int:
    """Returns 0, 1 if refused, 2 for wrong use."""
    if (args.period is None and args.what != "confirm") or (args.due is None and args.what in ("extend", "reopen")):
        print(_("Name the period by --period, and for an extension the new due day by --due."), file=sys.stderr)
        return 2
    try:
        with open_session() as session:
            user = user_named(session, args.user)
            check_may(user, Action.MANAGE_ROUND)
            facts = read_facts(session, user.scope, today=local_day(now()))
        if args.plan not in facts.plans:
            raise NotAllowed(args.plan)
        _do(args, user, facts)
    except NotAllowed:
        print(_("The account “{name}” may not do this with this plan.").format(name=args.user), file=sys.stderr)
        return 1
    except RoundRefused as refused:
        print(round_problem(refused, facts), file=sys.stderr)
        return 1
    return 0


def _do(args: argparse.Namespace, user: CurrentUser, facts: Facts) -> None:
    """Raises NotAllowed, RoundRefused."""
    keys = [ReportKey(agency, args.plan, args.period) for agency in args.agency]
    match args.what:
        case "show":
            return _show(args, facts)
        case "extend":
            extend_reports(user=user, reports=keys, due_on=args.due, reason=args.reason, at=now())
        case "waive":
            waive_reports(user=user, reports=keys, reason=args.reason, at=now())
        case "unwaive":
            lift_waivers(user=user, reports=keys, at=now())
        case "lock":
            lock_round(user=user, plan=args.plan, period=args.period, reason=args.reason, at=now())
        case "reopen":
            reopen_round(user=user, plan=args.plan, period=args.period, until=args.due, reason=args.reason, at=now())
        case "confirm":
            assumed = [regime for regime in facts.plans[args.plan].regimes if regime.is_assumed]
            if not assumed:
                raise RoundRefused(RoundProblem.ALREADY_CONFIRMED)
            for regime in assumed:
                confirm_regime(user=user, plan=args.plan, valid_from=regime.valid_from, at=now())
    print(_("Done."))


def _show(args: argparse.Namespace, facts: Facts) -> None:
    for report in report_statuses(facts, plan=args.plan, period=args.period, as_of=args.as_of or now()):
        words = [report.expected.agency, label(REPORT_STATE, report.state), formats.day(report.due_on), report.number]
        print("  ".join([*words, agency_name(report.expected.agency, facts)]).rstrip())
