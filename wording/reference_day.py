"""The day that figures are counted to, and the day of the reports they are read from."""

from collections.abc import Collection, Iterable
from datetime import date

from data_model.rules.figures.statuses import Lens
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import local_day
from wording import formats
from wording.translation import _


def days_looked_at(plans: Iterable[PlanFact], lens: Lens) -> list[date]:
    """The days that the dates of these plans' tasks are held against, earliest first; the lens's where no plan is
    issued yet."""
    last = local_day(lens.as_of)
    days = {lens.day_in(plan) for plan in plans if plan.is_issued_on(lens.day_in(plan))}
    return sorted(days) or [last]


def counted_to(days: Collection[date], lens: Lens) -> str:
    """Tính đến ngày 14/09/2026 (theo báo cáo đã xác nhận đến hết ngày 30/09/2026)."""
    known_on = local_day(lens.as_of)
    named = _(" and ").join(formats.day(day) for day in days)
    if len(days) > 1:
        named = _("{days}, by each plan's own period").format(days=named)
    opening = _("As of the day {days}").format(days=named)
    if set(days) == {known_on}:
        return _("{opening} (by reports sent)").format(opening=opening) if lens.unreviewed else opening
    words = (
        _("{opening} (by reports sent to the end of {day})")
        if lens.unreviewed
        else _("{opening} (by reports confirmed to the end of {day})")
    )
    return words.format(opening=opening, day=formats.day(known_on))
