"""Reads what became of agencies, and for which body of a day an account acts."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import SuccessionFact
from data_model.rules.plans.organisations import Organisation
from data_model.store.base.engine import Versions
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Succession, User
from data_model.values import TIME_ZONE

_KEPT = 4
_known: OrderedDict[tuple[str, int, date], "Accounts"] = OrderedDict()


@dataclass(frozen=True)
class Accounts:
    """For whom accounts act on a day. `gone` are the agencies that had ended before it."""

    organisation: Organisation
    gone: frozenset[str]

    def body(self, agency: str) -> str:
        """The agency for which accounts of this one act."""
        return self.organisation.account_of(agency)

    def user(self, account: User, agency: str | None) -> CurrentUser:
        """The user of an account that was made for `agency`."""
        return self.acting(CurrentUser(account.name, account.display_name, account.role, agency, account.province))

    def acting(self, user: CurrentUser) -> CurrentUser:
        """The same user, acting for the body of the day."""
        if user.agency is None:
            return user
        body = self.body(user.agency)
        return CurrentUser(user.name, user.display_name, user.role, body, user.province, self.before(body))

    def before(self, agency: str) -> frozenset[str]:
        """The agencies that this one goes on with."""
        return self.organisation.predecessors(agency, self.gone)


def read_successions(session: Session) -> Iterator[SuccessionFact]:
    before, after = aliased(Agency), aliased(Agency)
    query = (
        columns(Succession.on_day, Succession.kind, before.code, after.code)
        .join(before, col(before.id) == col(Succession.from_agency_id))
        .outerjoin(after, col(after.id) == col(Succession.to_agency_id))
        .order_by(col(Succession.on_day), col(Succession.id))
    )
    return (SuccessionFact(*row) for row in session.execute(query))


def accounts_on(session: Session, day: date) -> Accounts:
    """For whom accounts act on the day."""
    gone = frozenset(session.scalars(columns(Agency.code).where(col(Agency.valid_to) < day)))
    return Accounts(Organisation.of_successions(read_successions(session), day), gone)


def with_those_before(session: Session, agency: str) -> frozenset[str]:
    """The agency and those that it goes on with today."""
    return accounts_on(session, datetime.now(TIME_ZONE).date()).before(agency) | {agency}


def accounts_known(session: Session, version: Versions, day: date) -> Accounts:
    """The same, read once for each version of agencies: it is asked with every message of every browser."""
    key = (version.store, version.expected, day)
    found = _known.get(key)
    if found is None:
        found = _known[key] = accounts_on(session, day)
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return found
