"""The reference day of figures (tính đến ngày) and the day of the reports they are based on, in words."""

from collections.abc import Collection, Iterable
from datetime import date

from data_model.rules.figures.as_of import AsOf
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import local_day
from wording import formats
from wording.translation import _


def reference_days(plans: Iterable[PlanFact], cutoff: AsOf) -> list[date]:
    """The reference days of these plans (`AsOf.day_in`), each once, earliest first; the cutoff's day if no plan is issued
    yet."""
    last = local_day(cutoff.as_of)
    days = {cutoff.day_in(plan) for plan in plans if plan.is_issued_on(cutoff.day_in(plan))}
    return sorted(days) or [last]


def reference_day_words(days: Collection[date], cutoff: AsOf) -> str:
    """Tính đến ngày 14/09/2026 (theo báo cáo đã xác nhận đến hết ngày 30/09/2026)."""
    as_of_day = local_day(cutoff.as_of)
    named = _(" and ").join(formats.day(day) for day in days)
    if len(days) > 1:
        named = _("{days}, by each plan's own period").format(days=named)
    opening = _("As of the day {days}").format(days=named)
    if set(days) == {as_of_day}:
        return _("{opening} (by reports sent)").format(opening=opening) if cutoff.unreviewed else opening
    words = (
        _("{opening} (by reports sent to the end of {day})")
        if cutoff.unreviewed
        else _("{opening} (by reports confirmed to the end of {day})")
    )
    return words.format(opening=opening, day=formats.day(as_of_day))
