"""Which reports agencies are reminded of on a day: not sent, shortly before the due day and after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.rules.reporting.deadlines import ReportKey, rounds_taken
from data_model.rules.round.rounds import OUTSTANDING, ReportStatus, report_statuses
from data_model.values import ReminderKind, ReportState

_KIND = {
    ReportState.NOT_SENT: ReminderKind.DUE_SOON,
    ReportState.LATE: ReminderKind.LATE,
    ReportState.RETURNED: ReminderKind.TO_CORRECT,
}


@dataclass(frozen=True, slots=True)
class OutstandingReport:
    """One report that its agency still has to send, and why it is reminded of it."""

    report: ReportKey
    kind: ReminderKind
    due_on: date


def outstanding_in(reports: Iterable[ReportStatus], *, as_of: datetime) -> list[OutstandingReport]:
    """Of the reports of a round those that are still to be sent and not locked."""
    today = local_day(as_of)
    return [
        OutstandingReport(report.key, _KIND[report.state], report.due_on)
        for report in reports
        if report.state in OUTSTANDING and today <= report.deadline.locks_on
    ]


def all_outstanding(facts: Facts, *, as_of: datetime) -> list[OutstandingReport]:
    """`outstanding_in` over every plan and every period that has opened."""
    today = local_day(as_of)
    return [
        report
        for plan, periods in rounds_taken(facts, today=today).items()
        for period in periods
        for report in outstanding_in(report_statuses(facts, plan=plan, period=period, as_of=as_of), as_of=as_of)
    ]


def is_due_for_reminder(outstanding: OutstandingReport, *, as_of: datetime, days_before: int) -> bool:
    """True for late and returned reports; for others from `days_before` days before the due day on."""
    return outstanding.kind is not ReminderKind.DUE_SOON or outstanding.due_on - local_day(as_of) <= timedelta(
        days=days_before
    )
