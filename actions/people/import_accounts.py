"""Many accounts from a list: each row checked as the form checks it, and all of them made in one transaction."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from actions.people.accounts import AccountRefused, NewAccount, add_user, problem_with
from data_model.rules.people.access import CurrentUser
from data_model.rules.people.accounts import NEEDS_AGENCY, NEEDS_PROVINCE, AccountProblem, folded_name
from data_model.store.people.accounts import agency_spellings, provinces
from data_model.values import Role
from intake.base.matching import code_key, matching_key
from intake.people.account_file import AccountRow, role_of


@dataclass(frozen=True)
class CheckedRow:
    """A row of the list with the account that it asks for, or with what is wrong."""

    row: AccountRow
    account: NewAccount | None
    problem: AccountProblem | None


@dataclass(frozen=True)
class GivenCode:
    """The one-time code of a new account."""

    name: str
    display_name: str
    code: str


def check_rows(session: Session, rows: Sequence[AccountRow]) -> list[CheckedRow]:
    """Every row in turn; reads only."""
    spellings = _spellings(agency_spellings(session))
    known_provinces = {matching_key(name): name for name in provinces(session)}
    times = Counter(folded_name(row.name) for row in rows)
    checked = []
    for row in rows:
        try:
            account = _asked_for(row, spellings, known_provinces)
            if times[folded_name(row.name)] > 1:
                raise AccountRefused(AccountProblem.NAME_TWICE)
            problem = problem_with(session, account)
        except AccountRefused as refused:
            account, problem = None, refused.problem
        checked.append(CheckedRow(row, None if problem else account, problem))
    return checked


def import_accounts(
    session: Session, *, user: CurrentUser, accounts: Sequence[NewAccount], at: datetime
) -> list[GivenCode]:
    """Makes all of them, or raises for the first that can't be made: NotAllowed, AccountRefused."""
    return [
        GivenCode(account.name, account.display_name, add_user(session, user=user, account=account, at=at))
        for account in accounts
    ]


def agency_named(session: Session, text: str) -> str | None:
    """The code of the agency that a code, a name or another spelling names; None for an empty text. Raises AccountRefused."""
    return _agency(text, _spellings(agency_spellings(session)))


def _asked_for(
    row: AccountRow, spellings: Mapping[str, Collection[str]], known_provinces: Mapping[str, str]
) -> NewAccount:
    role = role_of(row.role)
    if role is None:
        raise AccountRefused(AccountProblem.ROLE_UNKNOWN)
    return NewAccount(
        name=folded_name(row.name),
        display_name=row.display_name.strip(),
        role=role,
        agency=_agency(row.agency, spellings) if role in NEEDS_AGENCY else None,
        province=_province(row.agency, role, known_provinces),
        email=row.email.strip(),
    )


def _agency(text: str, spellings: Mapping[str, Collection[str]]) -> str | None:
    """The agency's code; None where the cell is empty."""
    if not text.strip():
        return None
    codes = spellings.get(code_key(text)) or spellings.get(matching_key(text)) or ()
    if len(codes) > 1:
        raise AccountRefused(AccountProblem.AGENCY_AMBIGUOUS)
    if not codes:
        raise AccountRefused(AccountProblem.AGENCY_UNKNOWN)
    return next(iter(codes))


def _province(text: str, role: Role, known: Mapping[str, str]) -> str:
    """For leadership the column says what they read; empty is every province."""
    if role not in NEEDS_PROVINCE or not text.strip():
        return ""
    province = known.get(matching_key(text))
    if province is None:
        raise AccountRefused(AccountProblem.PROVINCE_UNKNOWN)
    return province


def _spellings(agencies: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, names in agencies.items():
        found.setdefault(code_key(code), set()).add(code)
        for name in names:
            found.setdefault(matching_key(name), set()).add(code)
    return found
