"""Reads and writes messages between agency and office about a report, and marks them read."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store.base.typed_select import columns
from data_model.store.round.decisions import report_ids
from data_model.tables import Agency, Message, Plan, ThreadRead, User


@dataclass(frozen=True, slots=True)
class MessageRow:
    text: str
    sent_by: str
    author: str
    """The display name of `sent_by`."""
    from_office: bool
    sent_at: datetime


def thread(session: Session, report: ReportKey) -> list[MessageRow]:
    """The messages about a report, oldest first. Does not check the scope."""
    query = (
        columns(Message.text, Message.sent_by, User.display_name, Message.from_office, Message.sent_at)
        .outerjoin(User, col(User.name) == col(Message.sent_by))
        .where(*_about(Message, session, report))
        .order_by(col(Message.sent_at), col(Message.id))
    )
    return [
        MessageRow(text, by, name or by, from_office, at) for text, by, name, from_office, at in session.execute(query)
    ]


def threads(session: Session, *, plans: Container[str], agencies: Container[str] | None) -> list[ReportKey]:
    """The reports of these plans (and of these agencies) with messages, the newest message first."""
    query = (
        columns(Agency.code, Plan.code, Message.period)
        .select_from(Message)
        .join(Agency, col(Agency.id) == col(Message.agency_id))
        .join(Plan, col(Plan.id) == col(Message.plan_id))
        .group_by(Agency.code, Plan.code, Message.period)
        .order_by(func.max(Message.sent_at).desc())
    )
    return [
        ReportKey(code, plan, Period.from_code(period))
        for code, plan, period in session.execute(query)
        if plan in plans and (agencies is None or code in agencies)
    ]


def add_message(session: Session, report: ReportKey, *, text: str, from_office: bool, by: str, at: datetime) -> None:
    ids = report_ids(session, [report])[report]
    session.add(Message(**ids, text=text, from_office=from_office, sent_by=by, sent_at=at))


def mark_thread_read(session: Session, report: ReportKey, *, user_name: str, at: datetime) -> None:
    """Marks everything written up to `at` as read by this user."""
    of_report = _about(ThreadRead, session, report)
    read = session.exec(select(ThreadRead).where(col(ThreadRead.user_name) == user_name, *of_report)).first()
    if read is None:
        ids = report_ids(session, [report])[report]
        session.add(ThreadRead(user_name=user_name, **ids, read_at=at))
    else:
        read.read_at = at


def _about(table: type[Message] | type[ThreadRead], session: Session, report: ReportKey) -> list[ColumnElement[bool]]:
    return [getattr(table, name) == value for name, value in report_ids(session, [report])[report].items()]
