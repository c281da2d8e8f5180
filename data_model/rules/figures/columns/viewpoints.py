"""A standpoint is one plan in one view (period): its day, its current period, and what had ended by then."""

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
    """One element per view and plan: all plans of the first view, then all plans of the next."""

    plan_count: int
    plan: Places
    looked_at: Mask
    """Whether the plan takes part in the view."""
    day: Days
    bucket: Places
    """The last bucket (`Slots`) of its plan whose lines count; -1 for none."""
    slot: Places
    """"This period" of definitions §4, for tasks; NOWHERE where none had ended."""
    slot_bucket: Places
    report_slot: Places
    """The report that is expected; NOWHERE for none."""
    ended: Days
    """The last day up to `day` that had ended by the instant."""
    any_ended: Mask
    """Whether a period of the plan had ended by the day."""

    def rows(self, plans: Places) -> tuple[Places, Places]:
        """`plans` gives the plan of each task (or reporter). Returns, for every view and task in it, the place of the task
        in `plans` and the place of its standpoint."""
        views = len(self.plan) // max(self.plan_count, 1)
        ever: Mask = np.logical_or.reduce(self.looked_at.reshape(views, self.plan_count), axis=0)
        in_some_view = np.flatnonzero(ever[plans])
        items = np.tile(in_some_view, views)
        at = np.tile(plans[in_some_view], views) + np.repeat(np.arange(views) * self.plan_count, len(in_some_view))
        included = self.looked_at[at]
        if included.all():
            return items, at
        return items[included], at[included]


def standpoints(
    plans: PlanColumns, *, as_of: datetime, periods: Sequence[Period | None], chosen: Mask, asked_alone: bool = False
) -> Standpoints:
    """One view for each of `periods` (None: the day of the instant), over the plans where `chosen` is True; with
    `asked_alone` only over those that ask for a report on the period."""
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
    """By plan: the day, the last bucket, the slot of the report asked for, and whether the period is a regular one."""
    count, today = len(plans.codes), day_number(local_day(as_of))
    if period is None:
        nowhere = np.full(count, NOWHERE)
        return np.full(count, today, np.int32), plans.slots.bucket_count - 1, nowhere, np.zeros(count, np.bool_)
    in_period = plans.in_period(period)
    day = np.minimum(in_period.last_day, today).astype(np.int32)
    asked = plans.asked_by(period, instant_number(as_of))
    return day, in_period.bucket, asked, np.full(count, period.own is None)


@dataclass(frozen=True)
class YearSeen:
    """By standpoint, of its plan's reports of one year: whether one was asked for, had ended, had ended before the day."""

    year: NDArray[np.int32]
    asked: Mask
    ended: Mask
    ended_before: Mask
    last_end: Days
    first_bucket: Places
    """Lines of the year are in this bucket or later ones."""


def year_seen(plans: PlanColumns, at: Standpoints, *, back: int = 0) -> YearSeen:
    """For the year of each standpoint's day, or the year `back` years earlier."""
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
