"""Whether the consolidating office has reported to the People's Committee by its own day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data_model.rules.figures.selection import Selection
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A consolidated report that was frozen: on a plan, or on a directive with all its plans."""

    selection: Selection
    period: Period
    issued_on: date


@dataclass(frozen=True, slots=True)
class OfficeReport:
    """The office's report on a plan for the last period that ended. `issued_on`: of its first version; None is not yet."""

    plan: str
    period: Period
    due_on: date
    issued_on: date | None

    def days_late(self, today: date) -> int:
        """0 while it is in time."""
        return max(0, ((self.issued_on or today) - self.due_on).days)


def office_reports(plans: Iterable[PlanFact], frozen: Sequence[FrozenReport], *, as_of: datetime) -> list[OfficeReport]:
    """One for each plan of which a period has ended and whose regime says a day."""
    found = []
    for plan in plans:
        ended = plan.periods_ended(as_of)
        due_on = plan.office_due_on(ended[-1]) if ended else None
        if due_on is not None:
            found.append(OfficeReport(plan.code, ended[-1], due_on, _first_issued(plan, ended[-1], frozen)))
    return found


def _first_issued(plan: PlanFact, period: Period, frozen: Sequence[FrozenReport]) -> date | None:
    about = (Selection(plan=plan.code), Selection(directive=plan.main_directive))
    days = [report.issued_on for report in frozen if report.period == period and report.selection in about]
    return min(days, default=None)
