"""What one agency has to report now: the open report of each plan, and late ones that are still taken.

What was waived is not owed.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from data_model.rules.facts import Facts, PlanFact
from data_model.rules.period_standing import due_and_lock, opens_on, reports_until
from data_model.rules.periods import Period, end_of
from data_model.values import PeriodStanding

_LOOK_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class OwedReport:
    """One report that is open or late. `locks_on` is the last day on which it is taken."""

    plan: str
    period: Period
    due_on: date
    locks_on: date
    standing: PeriodStanding


def owed_reports(facts: Facts, *, agency: str, today: date) -> list[OwedReport]:
    """Open and late reports, the most urgent first, whether something was sent for them or not."""
    waived = facts.waivers_at(end_of(today))
    found = [
        owed
        for plan in facts.plans.values()
        for period in reports_until(plan, today + _LOOK_AHEAD)
        if (agency, plan.code, period) not in waived
        and (owed := _owed(facts, plan, period, agency=agency, today=today)) is not None
    ]
    return sorted(found, key=lambda owed: (owed.due_on, owed.plan))


def _owed(facts: Facts, plan: PlanFact, period: Period, *, agency: str, today: date) -> OwedReport | None:
    due_on, locks_on = due_and_lock(plan, period, agency=agency, extensions=facts.extensions)
    day = plan.last_day_of(period)
    if not (opens_on(plan, period) <= today <= locks_on) or not plan.is_in_force_on(day):
        return None
    if not is_expected_from(facts, plan.code, agency, day):
        return None
    standing = PeriodStanding.OPEN if today <= due_on else PeriodStanding.LATE
    return OwedReport(plan.code, period, due_on, locks_on, standing)


def is_expected_from(facts: Facts, plan: str, agency: str, day: date) -> bool:
    """Whether the agency has an active assignment in the plan on that day."""
    return facts.agencies[agency].exists_on(day) and any(
        one.agency == agency and one.is_active_on(day)
        for task in facts.tasks
        if task.plan == plan
        for one in task.assignments
    )
