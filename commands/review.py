"""Lists waiting submissions, accepts or returns one, takes an acceptance back; by the same actions as the page."""

import argparse
import sys

from actions.review import (
    LaterVersionWaits,
    ReasonMissing,
    accept_submission,
    return_submission,
    take_back_acceptance,
)
from commands.arguments import now, user_named
from data_model.rules.people.access import CurrentUser, NotAllowed, OwnReport, check_may, may
from data_model.rules.plans.periods import local_day
from data_model.rules.review.moves import MoveNotAllowed
from data_model.store import open_session
from data_model.store.reporting.submissions import submissions
from data_model.values import Action, SubmissionStatus
from wording import formats
from wording.labels import SUBMISSION_STATUS, label
from wording.periods import period_name
from wording.round_problems import LATER_VERSION_WAITS, OWN_REPORT
from wording.translation import _

HELP = "list, accept or return submissions, or take an acceptance back"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("decision", choices=["list", "accept", "return", "take-back"])
    parser.add_argument("numbers", nargs="*", metavar="NUMBER")
    parser.add_argument("--user", required=True, metavar="NAME", help="the account that reviews")
    parser.add_argument(
        "--reason", default="", help="why a report is returned or an acceptance taken back; the agency sees it"
    )


def run(args: argparse.Namespace) -> int:
    if args.decision != "list" and not args.numbers:
        print(_("Name the reports by their receipt numbers."), file=sys.stderr)
        return 2
    try:
        with open_session() as session:
            user = user_named(session, args.user)
        if not may(user, Action.REVIEW_OFFICE_REPORT):
            check_may(user, Action.REVIEW_SUBMISSION)
        if args.decision == "list":
            _list(user)
        for number in args.numbers:
            _decide(args, user, number)
    except OwnReport:
        print(_(OWN_REPORT), file=sys.stderr)
        return 1
    except NotAllowed:
        print(_("The account “{name}” may not review this report.").format(name=args.user), file=sys.stderr)
        return 1
    except ReasonMissing:
        print(_("Write the reason, which the agency sees: --reason."), file=sys.stderr)
        return 2
    except LaterVersionWaits as refused:
        print(_(LATER_VERSION_WAITS).format(number=refused.number), file=sys.stderr)
        return 1
    except MoveNotAllowed as refused:
        status = label(SUBMISSION_STATUS, refused.current)
        print(_("Nothing was changed: the report is already “{status}”.").format(status=status), file=sys.stderr)
        return 1
    return 0


def _list(user: CurrentUser) -> None:
    with open_session() as session:
        waiting = submissions(session, user.scope, today=local_day(now()), statuses=[SubmissionStatus.SUBMITTED])
    for submission in reversed(waiting):
        print(
            f"{submission.number}  {submission.agency}  {period_name(submission.period)}  {formats.instant(submission.submitted_at)}"
        )


def _decide(args: argparse.Namespace, user: CurrentUser, number: str) -> None:
    if args.decision == "accept":
        accept_submission(user=user, number=number, at=now())
        print(_("{number} is accepted.").format(number=number))
    elif args.decision == "return":
        return_submission(user=user, number=number, reason=args.reason, at=now())
        print(_("{number} is returned.").format(number=number))
    elif args.decision == "take-back":
        take_back_acceptance(user=user, number=number, reason=args.reason, at=now())
        print(_("The acceptance of {number} is taken back.").format(number=number))
