"""The rows of a round as the consolidating office sees it."""

from dataclasses import dataclass
from datetime import datetime

from data_model.rules.people.access import CurrentUser, is_office
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.rules.round.rounds import ReportStatus, report_statuses
from data_model.store import open_session
from data_model.store.round.contacts import Contact, last_contacts, unread_counts
from data_model.values import ContactKind
from ui.base.clock import now


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One report of the round, with the last contact about it."""

    report: ReportStatus
    contact: Contact | None
    unread: int


def desk_rows(user: CurrentUser, facts: Facts, *, plan: str, period: Period) -> list[DeskRow]:
    """The rows of the round now."""
    at = now()
    reports = report_statuses(facts, plan=plan, period=period, as_of=at)
    with open_session() as session:
        contacts = last_contacts(session, plan=plan, periods=[period])
        unread = unread_counts(session, user_name=user.name, for_office=is_office(user))
    return [
        DeskRow(
            report,
            _newest(contacts.get(report.key.agency), report.sent_at),
            unread.get((report.key.agency, plan, period.code), 0),
        )
        for report in reports
    ]


def _newest(contact: Contact | None, sent_at: datetime | None) -> Contact | None:
    if sent_at is not None and (contact is None or contact.at < sent_at):
        return Contact(ContactKind.SUBMISSION, sent_at)
    return contact
