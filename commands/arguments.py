"""Parsers of arguments that several commands take; a wrong argument is wrong use (exit status 2)."""

import argparse
from collections.abc import Container, Iterable
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
from sqlmodel import Session

from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import YEARS, Period, end_of, local_day
from data_model.store.people.accounts import account
from data_model.values import TIME_ZONE
from wording.translation import _


def period(text: str) -> Period:
    """A period code such as 2026-Q2."""
    try:
        return Period.from_code(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a period; write 2026-M06, 2026-Q2, 2026-H1, 2026-9M or 2026"
        ) from None


def existing_file(text: str) -> Path:
    """A file that can be read."""
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text!r}")
    return path


def new_folder(text: str) -> Path:
    """A folder to write into, which may not exist yet."""
    path = Path(text)
    if path.exists() and not path.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is a file, not a folder")
    return path


def instant(text: str) -> datetime:
    """An instant, or a date, which means its end; without a zone it is in Asia/Ho_Chi_Minh."""
    try:
        at = end_of(date.fromisoformat(text)) if len(text) == len("2026-06-30") else datetime.fromisoformat(text)
        if at.year not in YEARS:
            raise ValueError(at.year)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date or instant; write 2026-06-30") from None
    return at if at.tzinfo else at.replace(tzinfo=TIME_ZONE)


def add_organisation(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--organisation",
        type=organisation_day,
        default=None,
        metavar="DATE",
        help="show agencies by the organisation of this day, or of “today”; without, as reported then",
    )


def organisation_day(text: str) -> date:
    """A day such as 2026-06-30, or `today`."""
    if text == "today":
        return local_day(now())
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write 2026-06-30, or today") from None


def limit_memory() -> None:
    """Makes Arrow use the allocator that returns most memory: 90 MiB less for a file of a million rows."""
    if "jemalloc" in pa.supported_memory_backends():
        pa.set_memory_pool(pa.jemalloc_memory_pool())


def now() -> datetime:
    return datetime.now(TIME_ZONE)


class WrongUse(ValueError):
    """The arguments make no sense; the message says why. `manage.py` prints it and exits with status 2."""


def user_named(session: Session, name: str) -> CurrentUser:
    """The account on whose behalf a command acts. Raises WrongUse where there is none, or a disabled one."""
    user = account(session, name)
    if user is None:
        raise WrongUse(_("There is no active account “{name}”.").format(name=name))
    return user


def check_agencies(codes: Iterable[str | None], known: Container[str]) -> None:
    """Raises WrongUse for the first unknown code."""
    for code in codes:
        _check(_("agency"), code, known)


def check_selection(facts: Facts, selection: Selection) -> None:
    """Raises WrongUse for a plan, agency, directive or province of the selection that is not in the facts."""
    _check(_("plan"), selection.plan, facts.plans)
    check_agencies([selection.agency], facts.agencies)
    _check(_("directive"), selection.directive, facts.directives)
    _check(_("province"), selection.province, {plan.province for plan in facts.plans.values()})


def _check(what: str, code: str | None, known: Container[str]) -> None:
    if code is not None and code not in known:
        raise WrongUse(_("There is no {what} “{code}”.").format(what=what, code=code))
