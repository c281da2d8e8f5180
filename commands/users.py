"""Lists and adds accounts, sets e-mail addresses, gives one-time codes, takes lost second factors away, disables accounts."""

import argparse
import sys
from datetime import datetime

from sqlmodel import Session

from actions.people.accounts import AccountRefused, NewAccount, add_user, disable_user, renew_code, set_email
from actions.people.second_factor import reset_second_factor
from data_model.rules.people.access import CurrentUser
from data_model.store import open_session, open_side_transaction
from data_model.store.people import accounts
from data_model.values import UTC, Role
from wording import labels
from wording.people import account_problem
from wording.translation import _

OPERATOR = CurrentUser(name="manage.py", display_name="manage.py", role=Role.ADMIN)
"""Who has a shell on the server has the database too; the audit shows that a change came from there."""


HELP = "list the accounts, add one, set an e-mail address, give a one-time code, disable"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    tasks = parser.add_subparsers(dest="task", required=True)
    tasks.add_parser("list", help="every account")
    add = tasks.add_parser("add", help="add an account and print its one-time code")
    add.add_argument("name")
    add.add_argument("display_name", help="full name and post")
    add.add_argument("--role", type=Role, choices=list(Role), required=True)
    add.add_argument("--agency", help="code of the agency, for a reporter or a coordinator")
    add.add_argument("--province", default="", help="what a leader reads; every province without it")
    add.add_argument("--email", default="", help="where reminders go")
    email = tasks.add_parser("email", help="set where reminders to an account go")
    email.add_argument("name")
    email.add_argument("address", help="an e-mail address; an empty text is nowhere")
    tasks.add_parser("code", help="print a new one-time code for an account").add_argument("name")
    factor = tasks.add_parser("second-factor", help="take the second factor from an account whose owner has lost it")
    factor.add_argument("name")
    factor.add_argument("--reason", required=True, help="stands in the audit")
    tasks.add_parser("disable", help="let nobody in by this account any more").add_argument("name")


def run(args: argparse.Namespace) -> int:
    """Returns 0, or 1 with a sentence on stderr."""
    if args.task == "list":
        with open_session() as session:
            _print_accounts(session)
        return 0
    try:
        with open_side_transaction() as session:
            code = _change(session, args, at=datetime.now(UTC))
    except AccountRefused as refused:
        print(account_problem(refused.problem), file=sys.stderr)
        return 1
    if code is not None:
        print(_("One-time code for {name}: {code}").format(name=args.name, code=code))
    return 0


def _change(session: Session, args: argparse.Namespace, *, at: datetime) -> str | None:
    if args.task == "add":
        return add_user(
            session,
            user=OPERATOR,
            account=NewAccount(args.name, args.display_name, args.role, args.agency, args.province, args.email),
            at=at,
        )
    if args.task == "email":
        set_email(session, user=OPERATOR, name=args.name, email=args.address, at=at)
        return None
    if args.task == "code":
        return renew_code(session, user=OPERATOR, name=args.name, at=at)
    if args.task == "second-factor":
        reset_second_factor(session, user=OPERATOR, name=args.name, reason=args.reason, at=at)
        return None
    disable_user(session, user=OPERATOR, name=args.name, at=at)
    return None


def _print_accounts(session: Session) -> None:
    for account in accounts.accounts(session):
        place = account.agency or account.province
        state = _("Disabled") if account.disabled_at else ""
        print(
            f"{account.name:<24}{_(labels.ROLE[account.role]):<22}{place:<16}{account.display_name}  {account.email}  {state}".rstrip()
        )
