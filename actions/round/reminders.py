"""Queues reminders and records their outcome in the register. `mail/` writes and sends the e-mails."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from actions import audit
from data_model.rules.people.access import EVERYTHING, CurrentUser, NotAllowed, check_may
from data_model.rules.plans.periods import local_day
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.reminders import OutstandingReport, all_outstanding, is_due_for_reminder
from data_model.store import open_session, open_side_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.round import reminders as store
from data_model.values import Action

TIMER = "manage.py remind"
"""`Reminder.asked_by` of reminders queued by the timer."""


@dataclass(frozen=True)
class ReminderPlan:
    """The reminders to send, and those not to send: reminded lately, or no account of the agency has an address."""

    letters: tuple[tuple[store.Recipient, OutstandingReport], ...]
    reminded_lately: tuple[ReportKey, ...]
    without_address: tuple[ReportKey, ...]


def reminders_due(session: Session, *, at: datetime, days_before: int, again_after_days: int) -> ReminderPlan:
    """What `queue_due_reminders` would queue at this instant."""
    facts = read_facts(session, EVERYTHING, today=local_day(at))
    due = [
        outstanding
        for outstanding in all_outstanding(facts, as_of=at)
        if is_due_for_reminder(outstanding, as_of=at, days_before=days_before)
    ]
    return _planned(session, due, at=at, again_after_days=again_after_days)


def queue_due_reminders(*, at: datetime, days_before: int, again_after_days: int) -> ReminderPlan:
    """Queues the reminders due now, over every plan. Two processes at once queue each only once."""
    with open_side_transaction() as session:
        planned = reminders_due(session, at=at, days_before=days_before, again_after_days=again_after_days)
        _queue(session, planned, by=TIMER, at=at)
    return planned


def queue_reminders(
    *, user: CurrentUser, reports: Collection[ReportKey], at: datetime, again_after_days: int
) -> ReminderPlan:
    """Queues reminders of those of the reports that are still outstanding. Raises NotAllowed."""
    check_may(user, Action.MANAGE_ROUND)
    with open_side_transaction() as session:
        facts = read_facts(session, user.scope, today=local_day(at))
        if any(report.plan not in facts.plans for report in reports):
            raise NotAllowed(f"{user.name} may not remind of {reports}")
        wanted = set(reports)
        due = [outstanding for outstanding in all_outstanding(facts, as_of=at) if outstanding.report in wanted]
        planned = _planned(session, due, at=at, again_after_days=again_after_days)
        _queue(session, planned, by=user.name, at=at)
    return planned


def claim_mails(*, at: datetime) -> list[Sequence[store.ReminderRow]]:
    """Claims the waiting reminders, grouped into one mail per person and office; those no longer outstanding are dropped.
    No other process sends the claimed ones."""
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(at))
    outstanding = {outstanding.report for outstanding in all_outstanding(facts, as_of=at)}
    letters: dict[tuple[str, str, str], list[store.ReminderRow]] = defaultdict(list)
    with open_side_transaction() as session:
        rows = store.claim_waiting(session, at=at)
        store.mark_dropped(session, [row for row in rows if row.report not in outstanding])
        for row in rows:
            if row.report in outstanding:
                letters[row.user_name, row.address, row.office_name].append(row)
    return list(letters.values())


def mail_sent(mail: Sequence[store.ReminderRow], *, at: datetime) -> None:
    with open_side_transaction() as session:
        store.mark_sent(session, mail, at=at)


def mail_refused(mail: Sequence[store.ReminderRow], *, outcome: str) -> None:
    """The mail server rejects this address for good."""
    with open_side_transaction() as session:
        store.mark_refused(session, mail, outcome=outcome)


def mails_not_sent(letters: Collection[Sequence[store.ReminderRow]], *, outcome: str) -> None:
    """The reminders wait for the next run."""
    with open_side_transaction() as session:
        store.put_back(session, [row for letter in letters for row in letter], outcome=outcome)


def _planned(
    session: Session, due: Sequence[OutstandingReport], *, at: datetime, again_after_days: int
) -> ReminderPlan:
    addresses = store.recipients(session, today=local_day(at))
    lately = store.reminded_since(session, at - timedelta(days=again_after_days))
    letters, left_out, without = [], [], []
    for outstanding in due:
        to = addresses.get(outstanding.report.agency, [])
        new = [recipient for recipient in to if (recipient.user_name, outstanding.report) not in lately]
        letters += [(recipient, outstanding) for recipient in new]
        if not to:
            without.append(outstanding.report)
        elif not new:
            left_out.append(outstanding.report)
    return ReminderPlan(tuple(letters), tuple(left_out), tuple(without))


def _queue(session: Session, planned: ReminderPlan, *, by: str, at: datetime) -> None:
    store.add_reminders(session, planned.letters, by=by, at=at)
    for recipient, outstanding in planned.letters:
        subject = f"{outstanding.report.agency} {outstanding.report.plan} {outstanding.report.period.code}"
        audit.record(session, user_name=by, what="ask_reminder", subject=subject, note=recipient.user_name, at=at)
