"""What the pages of the consolidating office know of its rounds: read once for each state of the store."""

from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from data_model.rules.people.access import CurrentUser, Scope, is_office
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.rounds import ReportStatus, report_status, report_statuses
from data_model.store import open_session
from data_model.store.base.engine import Versions, versions
from data_model.store.figures.facts import read_facts
from data_model.store.round.contacts import Contact, last_contacts, unread_counts
from data_model.values import ContactKind
from ui.base.clock import now, today
from ui.base.language import _

REPORT_LINK = "about"
"""In the address: which report, as agency~plan~period."""


@st.cache_resource(max_entries=8, show_spinner=False)
def _facts(version: Versions, scope: Scope, day: date) -> Facts:
    with open_session() as session:
        return read_facts(session, scope, today=day)


def round_facts(user: CurrentUser) -> Facts:
    """The user's plans with who owes and who sent what, without the lines."""
    with open_session() as session:
        version = versions(session)
    return _facts(version, user.scope, today())


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One report of the round with what last passed about it."""

    report: ReportStatus
    contact: Contact | None
    unread: int


def desk_rows(user: CurrentUser, facts: Facts, *, plan: str, period: Period) -> list[DeskRow]:
    """The round as it stands now."""
    at = now()
    reports = report_statuses(facts, plan=plan, period=period, as_of=at)
    with open_session() as session:
        contacts = last_contacts(session, plan=plan, periods=[period])
        unread = unread_counts(session, user_name=user.name, for_office=is_office(user))
    return [
        DeskRow(
            one,
            _newest(contacts.get(one.key.agency), one.sent_at),
            unread.get((one.key.agency, plan, period.code), 0),
        )
        for one in reports
    ]


def first_sent_at(facts: Facts, report: ReportKey) -> datetime | None:
    """When a report was first submitted, which a return does not move; None for what is not expected."""
    found = report_status(facts, report, as_of=now())
    return found.expected.first_submitted_at if found else None


def _newest(contact: Contact | None, sent_at: datetime | None) -> Contact | None:
    if sent_at is not None and (contact is None or contact.at < sent_at):
        return Contact(ContactKind.SUBMISSION, sent_at)
    return contact


def report_link(report: ReportKey) -> str:
    """How a link names a report."""
    return f"{report.agency}~{report.plan}~{report.period.code}"


def report_of_link(text: str) -> ReportKey | None:
    """The report that a link names; None for what is no such name."""
    parts = text.split("~")
    try:
        return ReportKey(parts[0], parts[1], Period.from_code(parts[2]))
    except (IndexError, ValueError):
        return None


def messages_label(user: CurrentUser, report: ReportKey) -> str:
    """What the button to a report's messages says; how many are unread, where any are."""
    with open_session() as session:
        unread = unread_counts(session, user_name=user.name, for_office=is_office(user))
    new = unread.get((report.agency, report.plan, report.period.code), 0)
    return _("Messages ({count} unread)").format(count=new) if new else _("Messages")
