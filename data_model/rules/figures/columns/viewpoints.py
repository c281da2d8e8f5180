"""From where tasks and reports are looked at: the day, this period, and what had ended, in each plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from data_model.rules.figures.columns.day_numbers import (
    OPEN_TO,
    Days,
    Mask,
    Places,
    day_number,
    instant_number,
    last_ended_day,
    years_of,
)
from data_model.rules.figures.columns.plan_columns import NOWHERE, PlanColumns
from data_model.rules.plans.periods import Period, local_day


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
    plans: PlanColumns, *, as_of: datetime, periods: Sequence[Period | None], chosen: Mask, asked_alone: bool = False
) -> Standpoints:
    """One view for each of `periods` (None: as things stood at the instant) over the plans that are `chosen`;
    `asked_alone`: in each view only over those that ask for a report on its period."""
    count, slots = len(plans.codes), plans.slots
    views = [_view(plans, as_of, period) for period in periods]
    day, bucket, asked, regular = (np.concatenate(columns) for columns in zip(*views, strict=True))
    plan = np.tile(np.arange(count), len(views))
    ended = np.minimum(day, last_ended_day(as_of)).astype(np.int32)
    last_asked = plans.last_asked(plan, ended)
    slot = np.where(regular & (asked != NOWHERE), asked, last_asked)
    now = np.repeat([period is None for period in periods], count)
    looked_at = np.tile(chosen, len(views))
    return Standpoints(
        plan_count=count,
        plan=plan,
        looked_at=looked_at & (now | (asked != NOWHERE)) if asked_alone else looked_at,
        day=day,
        bucket=bucket,
        slot=slot,
        slot_bucket=np.where(slot == NOWHERE, -1, slots.bucket[slot]) if len(slots.bucket) else slot,
        report_slot=np.where(now, last_asked, asked),
        ended=ended,
        any_ended=last_asked != NOWHERE,
    )


def _view(plans: PlanColumns, as_of: datetime, period: Period | None) -> tuple[Days, Places, Places, Mask]:
    """By plan the day and the bucket; the report asked for on the period, and whether this is no round of its own."""
    count, today = len(plans.codes), day_number(local_day(as_of))
    if period is None:
        nowhere = np.full(count, NOWHERE)
        return np.full(count, today, np.int32), plans.slots.bucket_count - 1, nowhere, np.zeros(count, np.bool_)
    found = plans.in_period(period)
    day = np.minimum(found.last_day, today).astype(np.int32)
    asked = plans.asked_by(period, instant_number(as_of))
    return day, found.bucket, asked, np.full(count, period.own is None)


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
