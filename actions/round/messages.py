"""Messages between an agency and the consolidating office about one report; they are never changed."""

from datetime import datetime

from sqlmodel import Session

from actions import audit
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may, is_office
from data_model.rules.plans.periods import local_day
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.reporting.report_access import may_see_report
from data_model.store import open_side_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.round.messages import add_message, mark_thread_read
from data_model.values import Action

LONGEST_MESSAGE = 2000


class MessageEmpty(ValueError):
    """The message has no text."""


def send_message(*, user: CurrentUser, report: ReportKey, text: str, at: datetime) -> None:
    """Writes to the other side. Raises NotAllowed, MessageEmpty."""
    text = text.strip()[:LONGEST_MESSAGE]
    if not text:
        raise MessageEmpty
    with open_side_transaction() as session:
        _check(session, user, report, at)
        add_message(session, report, text=text, from_office=is_office(user), by=user.name, at=at)
        mark_thread_read(session, report, user_name=user.name, at=at)
        subject = f"{report.agency} {report.plan} {report.period.code}"
        audit.record(session, user_name=user.name, what="send_message", subject=subject, at=at)


def read_thread(*, user: CurrentUser, report: ReportKey, at: datetime) -> None:
    """Marks everything written so far as read by this user. Raises NotAllowed."""
    with open_side_transaction() as session:
        _check(session, user, report, at)
        mark_thread_read(session, report, user_name=user.name, at=at)


def _check(session: Session, user: CurrentUser, report: ReportKey, at: datetime) -> None:
    check_may(user, Action.VIEW_REPORT)
    facts = read_facts(session, user.scope, today=local_day(at))
    if not may_see_report(user, facts, report):
        raise NotAllowed(f"{user.name} may not write about the report of {report.agency}")
