"""Which reports are to be reminded of on a day: those that are owed, shortly before the due day and after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.rules.reporting.deadlines import ReportKey, rounds_taken
from data_model.rules.round.rounds import OWING, RoundReport, round_reports
from data_model.values import ReminderKind, RoundState

_KIND = {
    RoundState.NOT_SENT: ReminderKind.DUE_SOON,
    RoundState.LATE: ReminderKind.LATE,
    RoundState.RETURNED: ReminderKind.TO_CORRECT,
}


@dataclass(frozen=True, slots=True)
class Owing:
    """One report that its agency still owes, and why it is reminded of."""

    report: ReportKey
    kind: ReminderKind
    due_on: date


def owing(reports: Iterable[RoundReport], *, as_of: datetime) -> list[Owing]:
    """What of a round can be reminded of: something is to be sent, and it would still be taken."""
    today = local_day(as_of)
    return [
        Owing(one.key, _KIND[one.state], one.due_on)
        for one in reports
        if one.state in OWING and today <= one.deadline.locks_on
    ]


def all_owing(facts: Facts, *, as_of: datetime) -> list[Owing]:
    """The same over every plan and every period that has opened."""
    today = local_day(as_of)
    return [
        one
        for plan, periods in rounds_taken(facts, today=today).items()
        for period in periods
        for one in owing(round_reports(facts, plan=plan, period=period, as_of=as_of), as_of=as_of)
    ]


def is_due_for_reminder(one: Owing, *, as_of: datetime, days_before: int) -> bool:
    """Late and returned reports always; others from `days_before` days before the due day on."""
    return one.kind is not ReminderKind.DUE_SOON or one.due_on - local_day(as_of) <= timedelta(days=days_before)
