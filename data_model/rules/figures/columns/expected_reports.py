"""Expected reports as columns, one row per report, by the formulas of definitions §3."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_model.rules.figures.columns.bodies import Bodies
from data_model.rules.figures.columns.counted_lines import CountedLines
from data_model.rules.figures.columns.day_numbers import (
    NEVER,
    Days,
    Instants,
    Mask,
    Places,
    day_number,
    expand,
    instant_number,
    local_days,
)
from data_model.rules.figures.columns.plan_columns import PlanColumns
from data_model.rules.figures.columns.task_columns import ReporterColumns
from data_model.rules.figures.columns.viewpoints import Standpoints
from data_model.rules.plans.report_facts import ExtensionFact, WaiverFact


@dataclass(frozen=True)
class Decisions:
    """Extensions and waivers; `extended` and `waived` hold the report, its reporter and slot as one number (`_cell`)."""

    extended: Places
    due_on: Days
    granted_at: Instants
    """Ordered by report, then by the instant of granting."""
    waived: Places
    waived_at: Instants
    lifted_at: Instants


@dataclass(frozen=True)
class ReportRows:
    """One row per expected report, waived ones included (`waived`)."""

    at: Places
    """Its standpoint."""
    reporter: Places
    slot: Places
    due_on: Days
    extended_due_on: Days
    first_at: Instants
    """When it was first sent; NEVER where it was not."""
    submitted: Mask
    accepted: Mask
    returned: Mask
    says_nothing: Mask
    waived: Mask
    days_late: NDArray[np.int32]
    """From the original due day to the first submission, or to the cutoff if it is missing; 0 is on time."""
    last: Places
    """The last submission that waits, was returned or accepted; -1 for none."""

    @property
    def on_time(self) -> Mask:
        return self.submitted & (local_days(np.where(self.submitted, self.first_at, 0)) <= self.due_on)

    @property
    def on_time_extended(self) -> Mask:
        return self.submitted & (local_days(np.where(self.submitted, self.first_at, 0)) <= self.extended_due_on)

    def only(self, rows: Mask | Places) -> "ReportRows":
        """The rows where the mask is True, or those at these places."""
        return ReportRows(**{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})


def decisions(
    plans: PlanColumns,
    reporters: ReporterColumns,
    agencies: Mapping[str, int],
    extensions: Sequence[ExtensionFact],
    waivers: Sequence[WaiverFact],
) -> Decisions:
    """Extensions and waivers of reports that are asked for; each may name a narrower period with the same end."""

    def cell(decision: ExtensionFact | WaiverFact) -> int:
        if decision.plan not in plans.place or decision.agency not in agencies:
            return -1
        plan = plans.place[decision.plan]
        report = plans.facts[plan].report_for(decision.period)
        reporter = reporters.place.get((plan, agencies[decision.agency]), -1)
        slot = -1 if report is None else plans.slot_of(plan, report.code)
        return -1 if reporter < 0 or slot < 0 else int(_cell(plans, reporter, slot))

    granted = [
        (cell(extension), extension) for extension in sorted(extensions, key=lambda extension: extension.granted_at)
    ]
    granted = sorted((pair for pair in granted if pair[0] >= 0), key=lambda pair: pair[0])
    waived = sorted(
        (pair for pair in ((cell(waiver), waiver) for waiver in waivers) if pair[0] >= 0), key=lambda pair: pair[0]
    )
    return Decisions(
        extended=np.array([place for place, _ in granted], np.int64),
        due_on=np.array([day_number(extension.due_on) for _, extension in granted], np.int32),
        granted_at=np.array([instant_number(extension.granted_at) for _, extension in granted], np.int64),
        waived=np.array([place for place, _ in waived], np.int64),
        waived_at=np.array([instant_number(waiver.granted_at) for _, waiver in waived], np.int64),
        lifted_at=np.array([instant_number(waiver.lifted_at) for _, waiver in waived], np.int64),
    )


def _cell(plans: PlanColumns, reporter: Any, slot: Any) -> Any:
    """Takes numbers or arrays."""
    return reporter * len(plans.slots.plan) + slot


def report_rows(
    counted_lines: CountedLines,
    at: Standpoints,
    decided: Decisions,
    *,
    bodies: Bodies,
    today: int,
    agency: int | None = None,
) -> ReportRows:
    """The expected reports of each standpoint and what was sent of them; `today` is the day of the cutoff. With `agency`
    only those that are shown under it (`bodies`)."""
    catalogue = counted_lines.catalogue
    reporters = catalogue.reporters
    every = np.arange(len(reporters.plan))
    if agency is not None:
        every = every[bodies.of_reporter == agency]
    chosen, standpoint = at.rows(reporters.plan[every])
    reporter = every[chosen]
    slot = at.report_slot[standpoint]
    asked = slot >= 0
    if not asked.all():
        reporter, standpoint, slot = reporter[asked], standpoint[asked], slot[asked]
    expected = _expected(counted_lines, reporter, slot)
    reporter, standpoint, slot = reporter[expected], standpoint[expected], slot[expected]
    outcome = _outcome(counted_lines, reporter, slot)
    due_on = catalogue.plans.slots.due_days(counted_lines.as_of)[slot]
    seen_on = np.where(outcome.submitted, local_days(np.where(outcome.submitted, outcome.first_at, 0)), today)
    return ReportRows(
        at=standpoint,
        reporter=reporter,
        slot=slot,
        due_on=due_on,
        extended_due_on=_extended(catalogue.plans, decided, reporter, slot, due_on, counted_lines.as_of),
        waived=_waived(catalogue.plans, decided, reporter, slot, counted_lines.as_of),
        days_late=np.maximum(seen_on - due_on, 0).astype(np.int32),
        **vars(outcome),
    )


def _expected(counted_lines: CountedLines, reporter: Places, slot: Places) -> Mask:
    """Whether the agency has an active assignment on the window's last day, with the plan in force."""
    catalogue = counted_lines.catalogue
    reporters, plans = catalogue.reporters, catalogue.plans
    day = plans.slots.last_day[slot]
    plan = reporters.plan[reporter]
    active = reporters.spells.hold(reporter, day)
    if len(reporters.other_task):
        active |= _has_other_assignment(counted_lines, reporter, day)
    return active & (plans.first_day[plan] <= day) & (day <= plans.last_day[plan])


def _has_other_assignment(counted_lines: CountedLines, reporter: Places, day: Days) -> Mask:
    """Whether it has an assignment of a task that is asked about on the day."""
    reporters = counted_lines.catalogue.reporters
    order = np.argsort(reporters.other_reporter, kind="stable")
    start = np.searchsorted(reporters.other_reporter[order], reporter)
    count = np.searchsorted(reporters.other_reporter[order], reporter, side="right") - start
    place, run = expand(start, count)
    assignment, on = order[place], day[run]
    holds = (reporters.other_first[assignment] <= on) & (on <= reporters.other_last[assignment])
    holds &= is_asked_on(counted_lines, reporters.other_task[assignment], on)
    return np.bincount(run[holds], minlength=len(reporter)) > 0


def is_asked_on(counted_lines: CountedLines, task: Places, on: Days) -> Mask:
    """Whether each task had begun by its day, was already entered and not stopped: then its agencies report on it."""
    tasks = counted_lines.catalogue.tasks
    asked = (tasks.first_on[task] <= on) & (tasks.entered_at[task] <= counted_lines.as_of)
    return asked & (tasks.stops.value_on(np.zeros(len(task), np.int32), task, on, counted_lines.as_of) == 0)


@dataclass(frozen=True)
class _Outcome:
    first_at: Instants
    submitted: Mask
    accepted: Mask
    returned: Mask
    says_nothing: Mask
    last: Places


def _outcome(counted_lines: CountedLines, reporter: Places, slot: Places) -> _Outcome:
    """Follows the submissions of each report, the last first."""
    reports, own, as_of = counted_lines.reports, counted_lines.reports.submissions, counted_lines.as_of
    slots = counted_lines.catalogue.plans.slots
    count = len(reporter)
    first_at = np.full(count, NEVER, np.int64)
    submitted, accepted, returned, nothing = (np.zeros(count, np.bool_) for _ in range(4))
    last = np.full(count, -1, np.int64)
    place = reports.report_start[reporter] + slot - slots.start[slots.plan[slot]] if count else slot
    at = reports.report_heads[place].astype(np.int64) if len(reports.report_heads) else np.full(count, -1, np.int64)
    rows = np.flatnonzero(at >= 0)
    at = at[rows]
    while len(rows):
        counts = (own.recorded_at[at] <= as_of) & (own.withdrawn_at[at] > as_of)
        live = counts & (own.superseded_at[at] > as_of)
        first_at[rows[counts]] = own.submitted_at[at[counts]]
        submitted[rows[live]] = True
        accepted[rows[live & counted_lines.accepted[at]]] = True
        returned[rows[counts & (own.returned_at[at] <= as_of)]] = True
        newest = rows[live][last[rows[live]] < 0]
        last[newest] = at[live][last[rows[live]] < 0]
        at = own.before[at]
        left = at >= 0
        rows, at = rows[left], at[left]
    has_last = last >= 0
    nothing[has_last] = own.says_nothing[last[has_last]]
    first_at[~submitted] = NEVER
    return _Outcome(first_at, submitted, accepted, returned & submitted, nothing, last)


def _extended(plans: PlanColumns, decided: Decisions, reporter: Places, slot: Places, due_on: Days, as_of: int) -> Days:
    """The due day with the extension granted last by the instant, never before the original one."""
    granted = np.flatnonzero(decided.granted_at <= as_of)
    if not len(granted):
        return due_on
    has_extension, newest = _last_of(decided.extended[granted], _cell(plans, reporter, slot))
    rows = np.flatnonzero(has_extension)
    extended = due_on.copy()
    extended[rows] = np.maximum(due_on[rows], decided.due_on[granted[newest[rows]]])
    return extended


def _waived(plans: PlanColumns, decided: Decisions, reporter: Places, slot: Places, as_of: int) -> Mask:
    holds = (decided.waived_at <= as_of) & (as_of < decided.lifted_at)
    if not holds.any():
        return np.zeros(len(reporter), np.bool_)
    return _last_of(decided.waived[holds], _cell(plans, reporter, slot))[0]


def _last_of(cells: Places, wanted: Places) -> tuple[Mask, Places]:
    """By wanted cell whether it is among the sorted `cells`, and its last place there."""
    at = np.searchsorted(cells, wanted, side="right") - 1
    return cells[at] == wanted, at
