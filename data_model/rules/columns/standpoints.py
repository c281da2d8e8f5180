"""From where tasks and reports are looked at: the day, this period, and what had ended, in each plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from data_model.rules.columns.days import (
    OPEN_FROM,
    OPEN_TO,
    Days,
    Mask,
    Places,
    day_number,
    instant_number,
    last_ended_day,
    years_of,
)
from data_model.rules.columns.plan_columns import NOWHERE, PlanColumns
from data_model.rules.periods import Period, local_day


@dataclass(frozen=True)
class Standpoints:
    """One for each view and plan: those of the first view for all plans, then those of the next."""

    plan_count: int
    plan: Places
    looked_at: Mask
    """Whether the plan is one of those asked for in the view."""
    day: Days
    bucket: Places
    """The last bucket of its plan whose lines are seen; -1 for none."""
    slot: Places
    """This period, for tasks; NOWHERE where none had ended."""
    slot_bucket: Places
    report_slot: Places
    """The report that is expected; NOWHERE for none."""
    ended: Days
    """The last day, not after `day`, that was over by the instant."""
    any_ended: Mask
    """Whether a period of the plan had ended by the day."""

    def rows(self, plans: Places) -> tuple[Places, Places]:
        """For things that belong to plans, in their order: by view and thing the thing, and its standpoint."""
        views = len(self.plan) // max(self.plan_count, 1)
        ever: Mask = np.logical_or.reduce(self.looked_at.reshape(views, self.plan_count), axis=0)
        own = np.flatnonzero(ever[plans])
        things = np.tile(own, views)
        at = np.tile(plans[own], views) + np.repeat(np.arange(views) * self.plan_count, len(own))
        kept = self.looked_at[at]
        if kept.all():
            return things, at
        return things[kept], at[kept]


def standpoints(
    plans: PlanColumns, *, as_of: datetime, periods: Sequence[Period | None], chosen: Sequence[Mask]
) -> Standpoints:
    """One view for each of `periods` (None: as things stood at the instant) over the plans that are `chosen` for it."""
    views = [_view(plans, as_of, period) for period in periods]
    count = len(plans.codes)
    return Standpoints(
        plan_count=count,
        plan=np.tile(np.arange(count), len(views)),
        looked_at=np.concatenate(list(chosen)) if views else np.zeros(0, np.bool_),
        **{name: np.concatenate([view[name] for view in views]) for name in (views[0] if views else {})},
    )


def _view(plans: PlanColumns, as_of: datetime, period: Period | None) -> dict[str, NDArray]:  # type: ignore[type-arg]
    slots, count = plans.slots, len(plans.codes)
    today = day_number(local_day(as_of))
    ended_today = last_ended_day(as_of)
    if period is None:
        day = np.full(count, today, np.int32)
        bucket = slots.bucket_count - 1
        chosen = np.full(count, NOWHERE)
    else:
        found = plans.in_period(period)
        day = np.minimum(found.last_day, today).astype(np.int32)
        bucket, chosen = found.bucket, plans.asked_by(period, instant_number(as_of))
    ended = np.minimum(day, ended_today).astype(np.int32)
    last_asked = _last_asked(plans, ended)
    slot = chosen if period is not None and period.own is None else np.full(count, NOWHERE)
    slot = np.where(slot == NOWHERE, last_asked, slot)
    return {
        "day": day,
        "bucket": bucket,
        "slot": slot,
        "slot_bucket": np.where(slot == NOWHERE, -1, slots.bucket[np.maximum(slot, 0)]) if len(slots.bucket) else slot,
        "report_slot": last_asked if period is None else chosen,
        "ended": ended,
        "any_ended": last_asked != NOWHERE,
    }


def _last_asked(plans: PlanColumns, ended: Days) -> Places:
    """By plan the last report asked for, rounds of their own apart, whose window had ended by a day."""
    slots = plans.slots
    places = np.flatnonzero(slots.asked & ~slots.is_own)
    if not len(places):
        return np.full(len(ended), NOWHERE)
    width = int(OPEN_TO) - int(OPEN_FROM) + 1
    keys = slots.plan[places] * width + (slots.last_day[places].astype(np.int64) - OPEN_FROM)
    own = np.arange(len(ended)) * width
    at = np.searchsorted(keys, own + (ended.astype(np.int64) - OPEN_FROM), side="right") - 1
    known = (at >= 0) & (slots.plan[places[np.maximum(at, 0)]] == np.arange(len(ended)))
    return np.where(known, places[np.maximum(at, 0)], NOWHERE)


@dataclass(frozen=True)
class YearSeen:
    """Of a plan's reports of one year, by standpoint: whether one was asked for, had ended, had ended before the day."""

    year: NDArray[np.int32]
    asked: Mask
    ended: Mask
    ended_before: Mask
    last_end: Days
    first_bucket: Places
    """No line of the year has a window before it."""


def year_seen(plans: PlanColumns, at: Standpoints, *, back: int = 0) -> YearSeen:
    """The year of each standpoint's day, or so many years before it."""
    year = years_of(at.day) - back
    first_end = plans.years.at(plans.years.first_end, at.plan, year)
    return YearSeen(
        year=year,
        asked=first_end != OPEN_TO,
        ended=first_end <= at.ended,
        ended_before=first_end < at.day,
        last_end=plans.years.at(plans.years.last_end, at.plan, year),
        first_bucket=plans.years.first_bucket_of(at.plan, year),
    )
