"""The register of reminder e-mails: recipients, those waiting, those sent."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import defer
from sqlmodel import Session, col, or_, update

from data_model.rules.plans.facts import PlanNaming
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.reminders import OutstandingReport
from data_model.store.base.naming import plan_naming
from data_model.store.base.organisation import accounts_on
from data_model.store.base.scoping import consolidators
from data_model.store.base.typed_select import columns
from data_model.store.round.decisions import report_ids
from data_model.tables import Agency, Directive, Plan, Reminder, User
from data_model.values import Language, ReminderKind, ReminderState, Role

CLAIM_LASTS = timedelta(minutes=30)
"""After this time reminders claimed by a process that died may be claimed again."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """An account that reports for an agency and has an e-mail address."""

    user_name: str
    address: str


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One line of the register."""

    id: int
    report: ReportKey
    naming: PlanNaming
    agency_name: str
    office_name: str
    """Of the office that consolidated the plan on the day of asking; empty where none did."""
    office_addresses: tuple[str, ...]
    """E-mail addresses of its coordinators."""
    user_name: str
    display_name: str
    language: Language
    address: str
    kind: ReminderKind
    due_on: date
    asked_at: datetime
    state: ReminderState
    sent_at: datetime | None
    tries: int
    outcome: str


def recipients(session: Session, *, today: date) -> dict[str, list[Recipient]]:
    """By agency: its recipients today, without disabled accounts; of an agency that another goes on with, those of that."""
    query = (
        columns(Agency.code, User.name, User.email)
        .join(Agency, col(Agency.id) == col(User.agency_id))
        .where(col(User.role) == Role.REPORTER, col(User.email) != "", col(User.disabled_at).is_(None))
        .order_by(col(User.name))
    )
    acting = accounts_on(session, today)
    recipients_of: dict[str, list[Recipient]] = defaultdict(list)
    for agency, name, email in session.execute(query):
        recipients_of[acting.body(agency)].append(Recipient(name, email))
    before = {agency: recipients_of.get(acting.body(agency), []) for agency in acting.organisation.changed}
    return recipients_of | before


def reminded_since(session: Session, since: datetime) -> set[tuple[str, ReportKey]]:
    """(user name, report) of reminders sent after an instant or still waiting."""
    query = _register().where(
        (col(Reminder.state) == ReminderState.WAITING)
        | (
            (col(Reminder.state) == ReminderState.SENT)
            & or_(col(Reminder.asked_at) > since, col(Reminder.sent_at) > since)
        )
    )
    return {(row.user_name, row.report) for row in _rows(session, query)}


def add_reminders(
    session: Session, wanted: Iterable[tuple[Recipient, OutstandingReport]], *, by: str, at: datetime
) -> None:
    wanted = list(wanted)
    ids = report_ids(session, {outstanding.report for _, outstanding in wanted})
    for recipient, outstanding in wanted:
        session.add(
            Reminder(
                **ids[outstanding.report],
                user_name=recipient.user_name,
                address=recipient.address,
                kind=outstanding.kind,
                due_on=outstanding.due_on,
                asked_by=by,
                asked_at=at,
                state=ReminderState.WAITING,
            )
        )


def claim_waiting(session: Session, *, at: datetime) -> list[ReminderRow]:
    """Claims all waiting reminders that no running process has claimed; no other process gets them for CLAIM_LASTS."""
    query = _register().where(
        col(Reminder.state) == ReminderState.WAITING,
        or_(col(Reminder.claimed_at).is_(None), col(Reminder.claimed_at) <= at - CLAIM_LASTS),
    )
    rows = _rows(session, query)
    _change(session, rows, claimed_at=at)
    return rows


def mark_sent(session: Session, rows: Collection[ReminderRow], *, at: datetime) -> None:
    _change(session, rows, state=ReminderState.SENT, sent_at=at, tries=Reminder.tries + 1, outcome="")


def mark_refused(session: Session, rows: Collection[ReminderRow], *, outcome: str) -> None:
    _change(session, rows, state=ReminderState.REFUSED, tries=Reminder.tries + 1, outcome=outcome)


def mark_dropped(session: Session, rows: Collection[ReminderRow]) -> None:
    _change(session, rows, state=ReminderState.DROPPED)


def put_back(session: Session, rows: Collection[ReminderRow], *, outcome: str) -> None:
    """They keep waiting and are tried again at the next run."""
    _change(session, rows, claimed_at=None, tries=Reminder.tries + 1, outcome=outcome)


def register(session: Session, *, plan: str, period: Period) -> list[ReminderRow]:
    """The reminders about one round, the newest first. Does not check the scope."""
    query = _register().where(col(Plan.code) == plan, col(Reminder.period) == period.code)
    return _rows(session, query)[::-1]


def reminded_times(session: Session, rounds: Collection[tuple[str, Period]]) -> dict[str, int]:
    """By agency: how often it was reminded about these rounds (plan, period) after the due day, or to correct.

    Mails to several accounts at once are one reminder.
    """
    codes = {(plan, period.code) for plan, period in rounds}
    query = (
        columns(Agency.code, Plan.code, Reminder.period, Reminder.asked_at)
        .join(Agency, col(Agency.id) == col(Reminder.agency_id))
        .join(Plan, col(Plan.id) == col(Reminder.plan_id))
        .where(col(Reminder.state) == ReminderState.SENT, col(Reminder.kind) != ReminderKind.DUE_SOON)
    )
    asked: dict[str, set[datetime]] = defaultdict(set)
    for agency, plan, period, at in session.execute(query):
        if (plan, period) in codes:
            asked[agency].add(at)
    return {agency: len(times) for agency, times in asked.items()}


def _register() -> Select[Any]:
    return (
        columns(Reminder, Agency.code, Agency.name, Plan, Directive, User.display_name, User.language)
        .join(Agency, col(Agency.id) == col(Reminder.agency_id))
        .join(Plan, col(Plan.id) == col(Reminder.plan_id))
        .outerjoin(Directive, col(Directive.id) == col(Plan.main_directive_id))
        .outerjoin(User, col(User.name) == col(Reminder.user_name))
        .options(defer(Plan.text))  # type: ignore[arg-type]  # long, and not part of a name
        .order_by(col(Reminder.asked_at), col(Reminder.id))
    )


def _rows(session: Session, query) -> list[ReminderRow]:  # type: ignore[no-untyped-def]
    office_of = _offices(session)
    return [
        ReminderRow(
            id=reminder.id or 0,
            report=ReportKey(agency, plan.code, Period.from_code(reminder.period)),
            naming=plan_naming(plan, directive),
            agency_name=agency_name,
            office_name=(office := office_of(reminder.plan_id, local_day(reminder.asked_at))).name,
            office_addresses=office.addresses,
            user_name=reminder.user_name,
            display_name=display_name or reminder.user_name,
            language=language or Language.VI,
            address=reminder.address,
            kind=reminder.kind,
            due_on=reminder.due_on,
            asked_at=reminder.asked_at,
            state=reminder.state,
            sent_at=reminder.sent_at,
            tries=reminder.tries,
            outcome=reminder.outcome,
        )
        for reminder, agency, agency_name, plan, directive, display_name, language in session.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class _Office:
    name: str = ""
    addresses: tuple[str, ...] = ()


def _offices(session: Session) -> Callable[[int, date], _Office]:
    """By plan id and day: the consolidating office, with the addresses of its coordinators."""
    names = dict(session.execute(columns(Agency.code, Agency.name)).all())
    addresses: dict[str, list[str]] = defaultdict(list)
    query = (
        columns(Agency.code, User.email)
        .join(Agency, col(Agency.id) == col(User.agency_id))
        .where(col(User.role) == Role.COORDINATOR, col(User.email) != "", col(User.disabled_at).is_(None))
        .order_by(col(User.name))
    )
    for code, email in session.execute(query):
        addresses[code].append(email)
    on_day = cache(lambda day: consolidators(session, today=day))

    def office_of(plan_id: int, day: date) -> _Office:
        code = on_day(day).get(plan_id)
        return _Office() if code is None else _Office(names[code], tuple(dict.fromkeys(addresses[code])))

    return office_of


def _change(session: Session, rows: Collection[ReminderRow], **values: object) -> None:
    session.execute(update(Reminder).where(col(Reminder.id).in_([row.id for row in rows])).values(**values))
