"""State, progress and flag of tasks as columns, by the formulas of definitions §4.

A row is a task with all its leads, or with one of them, and is computed from the lines of these leads.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data_model.rules.figures.columns.bodies import Bodies
from data_model.rules.figures.columns.counted_lines import EVERY_YEAR, CountedLines
from data_model.rules.figures.columns.day_numbers import NO_DAY, Days, Mask, Places, expand
from data_model.rules.figures.columns.lead_lines import (
    InYears,
    LeadLines,
    LineSearch,
    RowProgress,
    Whole,
    combine_leads,
    with_rows,
)
from data_model.rules.figures.columns.submission_columns import LINE_STATUSES, NO_STATUS
from data_model.rules.figures.columns.task_columns import CONTINUING, YEARLY, LeadColumns
from data_model.rules.figures.columns.viewpoints import Standpoints, year_seen
from data_model.values import LineStatus, TaskState

STATES = tuple(TaskState)
_CARRIED_OUT, _NOT_CARRIED_OUT, _NOTHING = (
    LINE_STATUSES.index(status)
    for status in (LineStatus.CARRIED_OUT, LineStatus.NOT_CARRIED_OUT, LineStatus.NOTHING_TO_REPORT)
)


@dataclass(frozen=True)
class TaskRows:
    """One row per view and task; of all its leads together, or of one (`agency`)."""

    task: Places
    at: Places
    """Its standpoint."""
    agency: Places
    """The only lead of the row; -1 for all together."""
    type: NDArray[np.int32]
    state: NDArray[np.int8]
    due_on: Days
    day: Days
    """"The day" of definitions §4."""
    weight: Whole
    """In tenths."""
    lead_count: Places
    percent_sum: Whole
    """Of all leads, in tenths: p is their mean."""
    minimum: Whole
    done_on: Days
    """NO_DAY where it is not done."""
    measured: Mask
    """Its percentage counts: neither continuing nor void."""
    asked: Mask
    """Measured, and a period in which it is to be reported has ended: the denominator of `coverage`."""
    covered: Mask
    ever_reported: Mask
    unassigned: Mask
    judged: Mask
    """In the denominator of `continuing_rate`, unless nothing arose."""
    due_by_day: Mask
    """Its due date is not after the day."""
    extended_count: NDArray[np.int32]
    last_day: Days
    """Up to which the task is in force; OPEN_TO where nothing ends it."""
    period_ended: Mask
    """A period in which it is to be reported has ended; of a yearly task, a period of its year."""
    lines: LeadLines

    def days_overdue(self, row: int) -> int:
        return int(self.day[row] - self.due_on[row]) if self.state[row] == _at(TaskState.OVERDUE) else 0


def task_rows(
    counted_lines: CountedLines,
    at: Standpoints,
    *,
    bodies: Bodies,
    by_lead: bool = False,
    agency: int | None = None,
    tasks: Places | None = None,
) -> TaskRows:
    """The tasks in force in each view; with `by_lead` one row per lead, or per body of several leads (`bodies`), with
    `agency` only its own rows."""
    columns, leads = counted_lines.catalogue.tasks, counted_lines.catalogue.leads
    if agency is not None:
        tasks = np.unique(leads.task[_leads_of(leads, bodies, agency)])
    every = np.arange(len(columns.plan)) if tasks is None else tasks
    chosen, standpoint = at.rows(columns.plan[every])
    task = every[chosen]
    day = at.day[standpoint]
    begins = np.maximum(counted_lines.catalogue.plans.first_day[columns.plan[task]], columns.first_on[task])
    in_force = (begins <= day) & (columns.entered_at[task] <= counted_lines.as_of)
    if not in_force.all():
        task, standpoint = task[in_force], standpoint[in_force]
    row, lead, unassigned = _leads_on(counted_lines, at, task, standpoint)
    if agency is not None:
        own_rows = bodies.of_lead[lead] == agency
        row, lead = row[own_rows], lead[own_rows]
    if by_lead or agency is not None:
        of, row, lead = _by_body(row, lead, bodies)
        task, standpoint, unassigned = task[of], standpoint[of], unassigned[of]
        agencies = np.full(len(of), -1, np.int64)
        agencies[row] = bodies.of_lead[lead]
    else:
        agencies = np.full(len(task), -1, np.int64)
    return _TaskRowBuilder(counted_lines, at, task, standpoint, row, lead).rows(agencies, unassigned)


def _leads_of(leads: LeadColumns, bodies: Bodies, agency: int) -> Places:
    if bodies.shared:
        return np.flatnonzero(bodies.of_lead == agency)
    return leads.by_agency[leads.agency_start[agency] : leads.agency_start[agency + 1]]


def _by_body(row: Places, lead: Places, bodies: Bodies) -> tuple[Places, Places, Places]:
    """One row for each row and body: of which row each is, and by lead its new row; in order of the new rows."""
    if not bodies.shared or not len(row):
        return row, np.arange(len(row)), lead
    keys = row * (int(bodies.of_lead.max(initial=0)) + 1) + bodies.of_lead[lead]
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    number = np.empty(len(first), np.int64)
    number[np.argsort(first)] = np.arange(len(first))
    new = number[group]
    order = np.argsort(new, kind="stable")
    return row[np.sort(first)], new[order], lead[order]


def _leads_on(
    counted_lines: CountedLines, at: Standpoints, task: Places, standpoint: Places
) -> tuple[Places, Places, Mask]:
    """The leads on the day as (row, lead) pairs, and which rows are unassigned: those have the leads that led last."""
    leads = counted_lines.catalogue.leads
    lead, row = expand(leads.start[task], leads.start[task + 1] - leads.start[task])
    day = at.day[standpoint][row]
    active = leads.spells.hold(lead, day)
    if active.all() and not (leads.start[task] == leads.start[task + 1]).any():
        return row, lead, np.zeros(len(task), np.bool_)
    unassigned = np.bincount(row[active], minlength=len(task)) == 0
    former = np.flatnonzero(unassigned[row])
    ended = leads.spells.ended_before(lead[former], day[former])
    last = np.full(len(task), NO_DAY, np.int32)
    np.maximum.at(last, row[former], ended)
    active[former] = (ended != NO_DAY) & (ended == last[row[former]])
    return row[active], lead[active], unassigned


class _TaskRowBuilder:
    """Computes the rows of tasks and their leads, each at its standpoint."""

    def __init__(
        self, counted_lines: CountedLines, at: Standpoints, task: Places, standpoint: Places, row: Places, lead: Places
    ) -> None:
        self.counted_lines, self.at = counted_lines, at
        self.task, self.standpoint, self.row, self.lead = task, standpoint, row, lead
        self.columns = counted_lines.catalogue.tasks
        self.plan = self.columns.plan[task]
        self.day = at.day[standpoint]
        as_of = counted_lines.as_of
        self.search = LineSearch(counted_lines, at, counted_lines.bucket_known(at.bucket, at.plan))
        self.type = self.columns.type_changes.value_on(self.columns.type[task], task, self.day, as_of)
        self.weight = self.columns.weight_changes.value_on(self.columns.weight[task], task, self.day, as_of)
        self.last_day = self._last_day()

    def _last_day(self) -> Days:
        """The last day on which a task is in force: its plan's, or the day before it was stopped."""
        last = self.counted_lines.catalogue.plans.last_day[self.plan]
        stops = self.columns.stops
        if not stops:
            return last
        as_of = self.counted_lines.as_of
        stopped = stops.value_on(np.zeros(len(self.task), np.int32), self.task, self.day, as_of) == 1
        since = stops.holding_from(self.task, self.day, as_of)
        return np.where(stopped, np.minimum(last, since - 1), last).astype(np.int32)

    def rows(self, agencies: Places, unassigned: Mask) -> TaskRows:
        yearly, due_on = self.type == YEARLY, self._due_on(self.day)
        period_ended = self.at.any_ended[self.standpoint]
        rows = np.flatnonzero(yearly)
        years = np.full(len(self.task), EVERY_YEAR, np.int32)
        if len(rows):
            progress, ended = self._in_their_years(rows, years)
            due_on[rows] = self._due_in_year(rows, years[rows], self.day[rows])
            period_ended[rows] &= ended
        else:
            progress = self._progress(None)
        if self.columns.due_changes:
            done = np.flatnonzero((progress.done_on != NO_DAY) & (self.type != CONTINUING))
            due_on[done] = self._due_on(progress.done_on, done)[done]
            own = done[yearly[done]]
            due_on[own] = self._due_in_year(own, years[own], progress.done_on[own])
        return self._judged(agencies, unassigned, progress, due_on, period_ended)

    def _in_their_years(self, rows: Places, years: NDArray[np.int32]) -> tuple[RowProgress, Mask]:
        """The progress of all rows, and of the yearly ones (`rows`) whether a period of their year had ended. Writes the
        year that each yearly row is judged in into `years` (definitions §4, "A yearly task")."""
        plans, at = self.counted_lines.catalogue.plans, self.standpoint[rows]
        this, last = (year_seen(plans, self.at, back=back) for back in (0, 1))
        years[rows], ended = this.year[at], this.ended[at]
        first_bucket = np.zeros(len(self.task), np.int64)
        first_bucket[rows] = this.first_bucket[at]
        progress = self._progress(InYears(years, first_bucket))
        may_stay = np.flatnonzero(~progress.ever[rows] & ~this.ended_before[at] & last.asked[at])
        back, of_last = rows[may_stay], at[may_stay]
        due_then = self._due_in_year(back, last.year[of_last], self.day[back])
        was_due = (due_then != NO_DAY) & (plans.first_day[self.plan[back]] <= due_then)
        was_due &= due_then <= self.last_day[back]
        may_stay, back, of_last = may_stay[was_due], back[was_due], of_last[was_due]
        if len(back):
            then = self._progress(InYears(last.year[of_last], last.first_bucket[of_last]), back)
            stays = (then.done_on == NO_DAY) | (then.done_on > last.last_end[of_last])
            progress = with_rows(progress, then, back, stays)
            years[back[stays]] = last.year[of_last[stays]]
            ended[may_stay[stays]] = last.ended[of_last[stays]]
        return progress, ended

    def _due_on(self, days: Days, rows: Places | None = None) -> Days:
        """The due date that held on each row's day, of some rows or of all; yearly tasks need `_due_in_year` as well."""
        due_on = self.columns.due_on[self.task]
        changes, as_of = self.columns.due_changes, self.counted_lines.as_of
        if rows is None:
            return changes.value_on(due_on, self.task, days, as_of)
        due_on[rows] = changes.value_on(due_on[rows], self.task[rows], days[rows], as_of)
        return due_on

    def _due_in_year(self, rows: Places, years: NDArray[np.int32], days: Days) -> Days:
        """By yearly row the due date in its year that held on its day."""
        task = self.task[rows]
        first = self.columns.due_in(task, years)
        return self.columns.due_changes.day_in_year(first, task, days, years, self.counted_lines.as_of)

    def _progress(self, years: InYears | None, rows: Places | None = None) -> RowProgress:
        """Of all rows, or only of `rows`: `years` and the result then have one element for each of these."""
        row, lead, standpoint = self.row, self.lead, self.standpoint
        last_done = np.minimum(self.day, self.last_day)
        measured = self.type != CONTINUING
        if rows is not None:
            place = np.full(len(self.task), -1, np.int64)
            place[rows] = np.arange(len(rows))
            included = place[row] >= 0
            row, lead = place[row[included]], lead[included]
            standpoint, last_done, measured = standpoint[rows], last_done[rows], measured[rows]
        of_lead = None if years is None else years[row]
        lines = self.search.lines(row, lead, standpoint[row], of_lead, measured[row])
        return combine_leads(lines, self.counted_lines.reports.lines, len(standpoint), last_done)

    def _judged(
        self, agencies: Places, unassigned: Mask, progress: RowProgress, due_on: Days, period_ended: Mask
    ) -> TaskRows:
        continuing = self.type == CONTINUING
        in_force = self.day <= self.last_day
        done_on = np.where(continuing, NO_DAY, progress.done_on).astype(np.int32)
        state = self._states(continuing, in_force, due_on, done_on, progress)
        void = state == _at(TaskState.VOID)
        measured = ~continuing & ~void
        first = self.columns.due_on[self.task]
        return TaskRows(
            task=self.task,
            at=self.standpoint,
            agency=agencies,
            type=self.type,
            state=state,
            due_on=due_on,
            day=self.day,
            weight=self.weight,
            lead_count=progress.count,
            percent_sum=progress.percent_sum,
            minimum=progress.minimum,
            done_on=done_on,
            measured=measured,
            asked=measured & period_ended,
            covered=progress.covered,
            ever_reported=progress.ever,
            unassigned=unassigned & in_force,
            judged=continuing & in_force & ~unassigned & period_ended,
            due_by_day=(due_on != NO_DAY) & (due_on <= self.day),
            extended_count=self.columns.due_changes.moved_later(
                first, self.task, self.day, self.type == YEARLY, self.counted_lines.as_of
            ),
            last_day=self.last_day,
            period_ended=period_ended,
            lines=progress.lines,
        )

    def _states(
        self, continuing: Mask, in_force: Mask, due_on: Days, done_on: Days, progress: RowProgress
    ) -> NDArray[np.int8]:
        """Exactly one state for each row."""
        done, dated = done_on != NO_DAY, due_on != NO_DAY
        late = np.where(done, done_on, self.day) > due_on
        state = _STATES[dated.view(np.int8) | late.view(np.int8) << 1 | done.view(np.int8) << 2]
        rows = np.flatnonzero(continuing)
        if len(rows):
            state[rows] = self._continuing_states(progress, rows)
        if not in_force.all():
            state[~in_force & ~done] = _at(TaskState.VOID)
        return state

    def _continuing_states(self, progress: RowProgress, rows: Places) -> NDArray[np.int8]:
        """By the lines of this period of all leads; leads that say "không phát sinh" are set aside."""
        count, lines = len(rows), progress.lines
        if (progress.count == 1).all():
            of, line = np.arange(count), lines.this_period[rows]  # one lead each
        else:
            place = np.full(len(self.task), -1, np.int64)
            place[rows] = np.arange(count)
            of = place[lines.row]
            own = of >= 0
            of, line = of[own], lines.this_period[own]
        status = self.counted_lines.reports.lines.status
        says = np.where(line >= 0, status[line], NO_STATUS) if len(status) else np.full(len(line), NO_STATUS)
        leads = np.bincount(of, minlength=count)
        rest = leads - np.bincount(of[says == _NOTHING], minlength=count)
        carried = np.bincount(of[says == _CARRIED_OUT], minlength=count)
        did_not = np.bincount(of[says == _NOT_CARRIED_OUT], minlength=count)
        state = np.full(count, _at(TaskState.NOT_REPORTED), np.int8)
        state[did_not > 0] = _at(TaskState.NOT_CARRIED_OUT)
        state[carried > 0] = _at(TaskState.PARTLY)
        state[(carried > 0) & (carried == rest)] = _at(TaskState.CARRIED_OUT)
        state[(leads > 0) & (rest == 0)] = _at(TaskState.NOTHING_AROSE)
        return state


def _at(state: TaskState) -> int:
    return STATES.index(state)


_STATES = np.array(
    [
        _at(TaskState.NO_DEADLINE),
        _at(TaskState.IN_PROGRESS),
        _at(TaskState.NO_DEADLINE),
        _at(TaskState.OVERDUE),
        _at(TaskState.DONE_UNDATED),
        _at(TaskState.DONE_ON_TIME),
        _at(TaskState.DONE_UNDATED),
        _at(TaskState.DONE_LATE),
    ],
    np.int8,
)
"""Of a task in force and not continuing, by the sum of: 1 has a due date, 2 done (or the day) is after it, 4 done."""
