"""From where figures are looked at: the instant as known at which, in which period, with or without what is not yet reviewed."""

from dataclasses import dataclass
from datetime import date, datetime

from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period, local_day


@dataclass(frozen=True, slots=True)
class AsOf:
    """What is looked at: as known at `as_of` (an instant), in one `period` or the last that had ended,
    over accepted lines alone or, for a look ahead, over those not yet reviewed as well."""

    as_of: datetime
    period: Period | None = None
    unreviewed: bool = False

    def day_in(self, plan: PlanFact) -> date:
        """The day against which the dates of its tasks are held: the instant's, or the last of the period's window."""
        today = local_day(self.as_of)
        return (
            today if self.period is None else min(today, plan.last_day_of(plan.report_for(self.period) or self.period))
        )
