"""Reads the last message or reminder about a report, and numbers of unread messages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col

from data_model.rules.plans.periods import Period
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Message, Plan, Reminder, ThreadRead
from data_model.values import ContactKind


@dataclass(frozen=True, slots=True)
class Contact:
    kind: ContactKind
    at: datetime


def last_contacts(session: Session, *, plan: str, periods: Collection[Period]) -> dict[str, Contact]:
    """By agency: the newest message or reminder about the plan's reports of these periods."""
    contacts: dict[str, Contact] = {}
    for kind, table, at in (
        (ContactKind.MESSAGE, Message, Message.sent_at),
        (ContactKind.REMINDER, Reminder, Reminder.sent_at),
    ):
        query = (
            columns(Agency.code, func.max(at))
            .select_from(table)
            .join(Agency, col(Agency.id) == col(table.agency_id))
            .join(Plan, col(Plan.id) == col(table.plan_id))
            .where(col(Plan.code) == plan, col(table.period).in_([period.code for period in periods]))
            .group_by(Agency.code)
        )
        for agency, newest in session.execute(query):
            if newest is not None and (agency not in contacts or contacts[agency].at < newest):
                contacts[agency] = Contact(kind, newest)
    return contacts


def unread_counts(session: Session, *, user_name: str, for_office: bool) -> dict[tuple[str, str, str], int]:
    """By agency, plan and period code: the number of messages of the other side that this user has not read.

    Of all reports: the caller filters by what the user may see.
    """
    query = (
        columns(Agency.code, Plan.code, Message.period, func.count())
        .join(Agency, col(Agency.id) == col(Message.agency_id))
        .join(Plan, col(Plan.id) == col(Message.plan_id))
        .outerjoin(
            ThreadRead,
            (col(ThreadRead.user_name) == user_name)
            & (col(ThreadRead.agency_id) == col(Message.agency_id))
            & (col(ThreadRead.plan_id) == col(Message.plan_id))
            & (col(ThreadRead.period) == col(Message.period)),
        )
        .where(col(Message.from_office).is_not(for_office))
        .where(col(ThreadRead.read_at).is_(None) | (col(ThreadRead.read_at) < col(Message.sent_at)))
        .group_by(Agency.code, Plan.code, Message.period)
    )
    return {(agency, plan, period): count for agency, plan, period, count in session.execute(query)}
