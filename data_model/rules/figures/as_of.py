"""The cutoff of figures: as known at which instant, for which period, with or without unreviewed lines."""

from dataclasses import dataclass
from datetime import date, datetime

from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period, local_day


@dataclass(frozen=True, slots=True)
class AsOf:
    """Figures as known at the instant `as_of` (aware of its time zone), in one `period` or, with None, in the last that
    had ended; over accepted lines alone or, with `unreviewed`, over those that wait for review as well.

    What is of an agency is shown under its own name (as reported then); with `organisation` under that of the body which
    goes on with it on that day.
    """

    as_of: datetime
    period: Period | None = None
    unreviewed: bool = False
    organisation: date | None = None

    def day_in(self, plan: PlanFact) -> date:
        """The day that due dates of the plan's tasks are compared with (definitions §4): the day of `as_of`, or the last
        day of the period's window if that is earlier."""
        today = local_day(self.as_of)
        return today if self.period is None else min(today, plan.last_day_of(plan.report_or_period(self.period)))
