"""Plans as columns; a slot is one report that a plan asks for (plan × period)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from data_model.rules.figures.columns.day_numbers import (
    ALWAYS,
    NO_DAY,
    OPEN_FROM,
    OPEN_TO,
    Days,
    Instants,
    Mask,
    Places,
    day_number,
    instant_number,
)
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period

NOWHERE = -1


@dataclass(frozen=True)
class Slots:
    """The reports of all plans, one plan after the other, in the order in which their windows end.

    A period that is not asked for has a slot too if something was sent for it. `bucket` numbers the window ends within
    the plan: slots of one bucket end on the same day.
    """

    plan: Places
    start: Places
    """By plan its first slot; one more at the end."""
    bucket: Places
    bucket_count: Places
    """By plan."""
    last_day: Days
    due_on: Days
    """The due day by the regime; NO_DAY where the report is not asked for."""
    recorded_at: Instants
    """When a round of its own was called; ALWAYS of all others."""
    set_slot: Places
    set_at: Instants
    set_due: Days
    """Due days set for single rounds (`set_slot`, `set_at`, `set_due`), in the order in which they were entered."""
    year: NDArray[np.int32]
    asked: Mask
    is_own: Mask
    """Rounds of their own."""
    codes: tuple[str, ...]

    def due_days(self, as_of: int) -> Days:
        """By slot the original due day, as known at an instant."""
        entered = self.set_at <= as_of
        due_on = self.due_on.copy()
        due_on[self.set_slot[entered]] = self.set_due[entered]  # of several the last one stays
        return due_on


@dataclass(frozen=True)
class Years:
    """By plan and year, from `first` on: when the windows of the year's reports end, the first and the last of them."""

    first: int
    first_end: Days
    last_end: Days
    first_bucket: Places
    """By plan and year the first bucket with a period of that year or a later one, asked for or not."""

    def first_bucket_of(self, plans: Places, years: NDArray[np.int32]) -> Places:
        """The bucket before which no line belongs to the year."""
        place = np.clip(years - self.first, 0, self.first_bucket.shape[1] - 1)
        return np.where(years < self.first, 0, self.first_bucket[plans, place])

    def at(self, ends: Days, plans: Places, years: NDArray[np.int32]) -> Days:
        """OPEN_TO and NO_DAY where nothing is asked for in the year."""
        place = years - self.first
        covered = (place >= 0) & (place < ends.shape[1])
        none = OPEN_TO if ends is self.first_end else NO_DAY
        return np.where(covered, ends[plans, np.where(covered, place, 0)], none).astype(np.int32)


def _with_day(plans: Places, days: Days) -> Places:
    return plans * (int(OPEN_TO) - int(NO_DAY) + 1) + days


@dataclass(frozen=True)
class PlanColumns:
    """Every plan of the store, by its place; what a period means in each plan is cached."""

    codes: tuple[str, ...]
    first_day: Days
    last_day: Days
    """In force from and up to; OPEN_FROM and OPEN_TO where nothing limits it."""
    slots: Slots
    years: Years
    horizon: int
    """Up to this day all periods that are asked for have slots."""
    facts: tuple[PlanFact, ...]
    sent: tuple[tuple[str, str], ...]
    """Plan and period code of all that had been sent when the columns were made."""
    place: Mapping[str, int]
    _slot_of: dict[tuple[int, str], int] = field(default_factory=dict)
    _of_period: dict[str, "InPeriod"] = field(default_factory=dict)

    def slot_of(self, plan: int, code: str) -> int:
        """The slot of the report in which a period is sent; NOWHERE if it was unknown when the columns were built."""
        return self._slot_of.get((plan, code), NOWHERE)

    def asked_by(self, period: Period, as_of: int) -> Places:
        """By plan the slot of its report for a period, as known at an instant; NOWHERE where none is asked for."""
        slot = self.in_period(period).slot
        if not len(self.slots.recorded_at):
            return slot
        return np.where((slot >= 0) & (self.slots.recorded_at[slot] <= as_of), slot, NOWHERE)

    @cached_property
    def _asked(self) -> tuple[Places, Places]:
        """The slots that are asked for, without rounds of their own, and their sort keys (plan and last day as one number)."""
        slots = self.slots
        places = np.flatnonzero(slots.asked & ~slots.is_own)
        return places, _with_day(slots.plan[places], slots.last_day[places])

    def last_asked(self, plans: Places, days: Days) -> Places:
        """By row the last slot asked for, without rounds of their own, whose window had ended by the day."""
        places, keys = self._asked
        if not len(places):
            return np.full(len(plans), NOWHERE)
        slot = places[np.searchsorted(keys, _with_day(plans, days), side="right") - 1]
        return np.where((self.slots.plan[slot] == plans) & (self.slots.last_day[slot] <= days), slot, NOWHERE)

    def in_period(self, period: Period) -> "InPeriod":
        cached = self._of_period.get(period.code)
        if cached is None:
            cached = self._of_period[period.code] = _in_period(self, period)
        return cached


@dataclass(frozen=True)
class InPeriod:
    """What one period is in each plan."""

    slot: Places
    """The report asked for; NOWHERE where the plan asks for none."""
    last_day: Days
    bucket: Places
    """The last bucket that ends on the period's last day or before; -1 where there is none."""


def plan_columns(plans: Iterable[PlanFact], *, sent: Collection[tuple[str, str]], horizon: date) -> PlanColumns:
    """`sent`: plan and period code of everything that was sent; `horizon`: the last day on which a window may end."""
    facts = tuple(plans)
    place = {plan.code: at for at, plan in enumerate(facts)}
    sent_by_plan: dict[str, set[str]] = {}
    for of_plan, code in sent:
        sent_by_plan.setdefault(of_plan, set()).add(code)
    rows: list[tuple[int, _Slot]] = []
    slot_of: dict[tuple[int, str], int] = {}
    slots_by_kind: dict[object, _OwnSlots] = {}
    for at, plan in enumerate(facts):
        codes = frozenset(sent_by_plan.get(plan.code, ()))
        kind = plan.calendars, plan.rounds, codes  # of hundreds of plans, most ask for the same
        if kind not in slots_by_kind:
            slots_by_kind[kind] = _slots_of_plan(plan, codes, horizon)
        slot_of |= {(at, code): len(rows) + rank for code, rank in slots_by_kind[kind].rank_of.items()}
        rows += [(at, slot) for slot in slots_by_kind[kind].slots]
    slots = _slots(rows, len(facts), _days_set(facts, slot_of))
    return PlanColumns(
        codes=tuple(place),
        first_day=np.array([day_number(plan.in_force_from, none=OPEN_FROM) for plan in facts], np.int32),
        last_day=np.array([day_number(plan.last_day_in_force, none=OPEN_TO) for plan in facts], np.int32),
        slots=slots,
        years=_years(slots, len(facts)),
        horizon=day_number(horizon),
        facts=facts,
        sent=tuple(sorted(sent)),
        place=place,
        _slot_of=slot_of,
    )


@dataclass(frozen=True)
class _Slot:
    period: Period
    last_day: int
    bucket: int
    asked: bool
    due_on: int
    called_at: datetime | None


@dataclass(frozen=True)
class _OwnSlots:
    """The slots of one plan; `rank_of` gives by period code the slot in which that period is sent."""

    slots: list[_Slot]
    rank_of: dict[str, int]


def _slots_of_plan(plan: PlanFact, sent: Collection[str], horizon: date) -> _OwnSlots:
    asked = {*plan.periods_until(horizon), *plan.own_rounds}
    reports = {code: _report(plan, Period.from_code(code), asked) for code in sent}
    last_day = {period: plan.last_day_of(period) for period in {*asked, *reports.values()}}
    every = sorted(last_day, key=lambda period: (last_day[period], period.sort_key, period.code))
    bucket = {end: rank for rank, end in enumerate(sorted(set(last_day.values())))}
    slots = [
        _Slot(
            period,
            day_number(last_day[period]),
            bucket[last_day[period]],
            period in asked,
            day_number(plan.due_by_regime(period)) if period in asked else NO_DAY,
            min((round_fact.called_at for round_fact in plan.rounds if round_fact.period == period), default=None)
            if period.own
            else None,
        )
        for period in every
    ]
    rank_of = {period.code: rank for rank, period in enumerate(every)}
    return _OwnSlots(slots, rank_of | {code: rank_of[report.code] for code, report in reports.items()})


def _report(plan: PlanFact, period: Period, asked: Collection[Period]) -> Period:
    """The report in which a period was sent; the period itself where the plan asks for none."""
    report = plan.report_for(period)
    return report if report is not None and report in asked else period


def _days_set(plans: Sequence[PlanFact], slot_of: Mapping[tuple[int, str], int]) -> list[tuple[int, int, int]]:
    """(instant, slot, due day) of the due days set for single rounds, in the order in which they were entered."""
    due_days = []
    for at, plan in enumerate(plans):
        for round_fact in plan.rounds:
            slot = slot_of.get((at, round_fact.period.code))
            if slot is not None:
                due_on = round_fact.due_on or plan.due_by_regime(round_fact.period)
                due_days.append((instant_number(round_fact.called_at), slot, day_number(due_on)))
    return sorted(due_days)


def _slots(rows: list[tuple[int, _Slot]], plan_count: int, days_set: list[tuple[int, int, int]]) -> Slots:
    plan = np.array([at for at, _ in rows], np.int64)
    bucket = np.array([slot.bucket for _, slot in rows], np.int64)
    bucket_count = np.zeros(plan_count, np.int64)
    np.maximum.at(bucket_count, plan, bucket + 1)
    return Slots(
        plan=plan,
        start=np.searchsorted(plan, np.arange(plan_count + 1)),
        bucket=bucket,
        bucket_count=bucket_count,
        last_day=np.array([slot.last_day for _, slot in rows], np.int32),
        due_on=np.array([slot.due_on for _, slot in rows], np.int32),
        recorded_at=np.array([instant_number(slot.called_at, none=ALWAYS) for _, slot in rows], np.int64),
        set_at=np.array([at for at, _, _ in days_set], np.int64),
        set_slot=np.array([slot for _, slot, _ in days_set], np.int64),
        set_due=np.array([day for _, _, day in days_set], np.int32),
        year=np.array([slot.period.year for _, slot in rows], np.int32),
        asked=np.array([slot.asked for _, slot in rows], np.bool_),
        is_own=np.array([slot.period.own is not None for _, slot in rows], np.bool_),
        codes=tuple(slot.period.code for _, slot in rows),
    )


def _years(slots: Slots, plan_count: int) -> Years:
    regular = slots.asked & ~slots.is_own
    years = slots.year[regular]
    first = int(years.min(initial=2000))
    width = int(years.max(initial=first)) - first + 1
    first_end = np.full((plan_count, width), OPEN_TO, np.int32)
    last_end = np.full((plan_count, width), NO_DAY, np.int32)
    at = (slots.plan[regular], years - first)
    np.minimum.at(first_end, at, slots.last_day[regular])
    np.maximum.at(last_end, at, slots.last_day[regular])
    return Years(first, first_end, last_end, _first_buckets(slots, plan_count, first, width))


def _first_buckets(slots: Slots, plan_count: int, first: int, width: int) -> Places:
    buckets = np.tile(slots.bucket_count[:, None], (1, width))
    year = np.minimum(slots.year - first, width - 1)
    in_range = year >= 0
    np.minimum.at(buckets, (slots.plan[in_range], year[in_range]), slots.bucket[in_range])
    return np.asarray(np.minimum.accumulate(buckets[:, ::-1], axis=1)[:, ::-1])


def _in_period(plans: PlanColumns, period: Period) -> InPeriod:
    slot, last_day, bucket = [], [], []
    for at, plan in enumerate(plans.facts):
        report = plan.report_for(period)
        last = plan.last_day_of(report or period)
        own = slice(plans.slots.start[at], plans.slots.start[at + 1])
        before = int(np.searchsorted(plans.slots.last_day[own], day_number(last), side="right"))
        slot.append(NOWHERE if report is None else plans.slot_of(at, report.code))
        last_day.append(day_number(last))
        bucket.append(int(plans.slots.bucket[own][before - 1]) if before else NOWHERE)
    return InPeriod(np.array(slot, np.int64), np.array(last_day, np.int32), np.array(bucket, np.int64))
