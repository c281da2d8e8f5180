"""The lines of leads that figures are read from, and what several leads say together: definitions §4, "Done and p"."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_model.rules.columns.counted import Counted
from data_model.rules.columns.days import NO_DAY, Days, Mask, Places
from data_model.rules.columns.report_columns import Lines
from data_model.rules.columns.standpoints import Standpoints, YearSeen

_FULL = 1000
"""100 %, in tenths."""
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class LeadLines:
    """By lead of a row: the places of the lines that its figures are read from; -1 where there is none."""

    row: Places
    lead: Places
    with_percent: Places
    this_period: Places
    any: Places


@dataclass(frozen=True)
class RowProgress:
    """What the lines of a row's leads say together, in one year or in all."""

    lines: LeadLines
    count: Places
    percent_sum: Whole
    minimum: Whole
    done_on: Days
    covered: Mask
    ever: Mask


@dataclass(frozen=True)
class LineSearch:
    """Looks for the lines of leads from standpoints; of each plan none after its bucket is known or asked about."""

    counted: Counted
    at: Standpoints
    buckets: Places

    def lines(self, row: Places, lead: Places, at: Places, year: YearSeen | None, measured: Mask) -> LeadLines:
        counted, bucket = self.counted, self.buckets[at]
        years = None if year is None else year.year[at]
        floors = None if year is None else year.first_bucket[at]
        last = counted.last_lines(lead, bucket, counted.of_year(years), floors)
        with_percent = last.copy()
        percent = counted.reports.lines.percent
        without = np.flatnonzero((last >= 0) & (percent[np.maximum(last, 0)] < 0))
        with_percent[without] = -1
        without = without[measured[without]]
        if len(without):
            fits = counted.with_percent(None if years is None else years[without])
            below = None if floors is None else floors[without]
            with_percent[without] = counted.last_lines(lead[without], bucket[without], fits, below)
        return LeadLines(row, lead, with_percent, self._of_this_period(lead, at, last, years), last)

    def _of_this_period(self, lead: Places, at: Places, last: Places, years: NDArray[np.int32] | None) -> Places:
        """Mostly the last line is it, or no line is."""
        counted, slot = self.counted, self.at.slot[at]
        own = counted.reports.submissions.slot
        of = counted.reports.lines.submission
        known = (last >= 0) & (slot >= 0)
        if not known.any():
            return np.full(len(last), -1, np.int64)
        of_last = own[of[np.maximum(last, 0)]]
        found = np.where(known & (of_last == slot), last, -1)
        end = counted.catalogue.plans.slots.last_day
        other = np.flatnonzero(known & (found < 0))
        later = other[end[of_last[other]] >= end[slot[other]]]
        takes_over = self._may_go_on(lead)
        if takes_over is not None:
            later = np.union1d(later, np.flatnonzero(known & (found < 0) & takes_over))
        if len(later):
            fits = counted.of_slot(slot[later], None if years is None else years[later])
            bucket = np.minimum(self.at.slot_bucket[at[later]], self.buckets[at[later]])
            found[later] = counted.last_lines(lead[later], bucket, fits, self.at.slot_bucket[at[later]])
        return found

    def _may_go_on(self, lead: Places) -> Mask | None:
        leads = self.counted.catalogue.leads
        return leads.before_start[lead] < leads.before_start[lead + 1] if len(leads.before) else None


def together(lines: LeadLines, own: Lines, count: int, last_done: Days) -> RowProgress:
    """Several leads as one: done or covered when all are, on the last one's date; p is their mean."""
    known = lines.with_percent >= 0
    place = np.maximum(lines.with_percent, 0)
    if len(own.percent):
        percent = np.where(known, own.percent[place], 0).astype(np.int64)
        done_on = np.where(known & (percent == _FULL), own.done_on[place], NO_DAY)
    else:
        percent, done_on = np.zeros(len(known), np.int64), np.full(len(known), NO_DAY)
    done = (done_on != NO_DAY) & (done_on <= last_done[lines.row])
    covered = (lines.this_period >= 0) | done
    ever = lines.any >= 0
    done_on = np.where(done, done_on, NO_DAY).astype(np.int32)
    leads = np.bincount(lines.row, minlength=count)
    if len(lines.row) == count and leads.all():  # one lead each
        return RowProgress(lines, leads, percent, percent, done_on, covered, ever)
    found = RowProgress(
        lines, leads, *(np.zeros(count, column.dtype) for column in (percent, percent, done_on, done, done))
    )
    found.done_on.fill(NO_DAY)
    alone = np.flatnonzero(leads[lines.row] == 1)
    row = lines.row[alone]
    for column, of_lead in zip(_of_row(found), (percent, percent, done_on, covered, ever), strict=True):
        column[row] = of_lead[alone]
    _of_several(found, percent, done_on, covered, ever)
    return found


def _of_row(found: RowProgress) -> tuple[NDArray[Any], ...]:
    return found.percent_sum, found.minimum, found.done_on, found.covered, found.ever


def _of_several(found: RowProgress, percent: Whole, done_on: Days, covered: Mask, ever: Mask) -> None:
    """Rows with several leads; those of one row stand one after the other."""
    rows = np.flatnonzero(found.count > 1)
    if not len(rows):
        return
    own = np.flatnonzero(found.count[found.lines.row] > 1)
    starts = np.cumsum(found.count[rows]) - found.count[rows]
    found.percent_sum[rows] = np.add.reduceat(percent[own], starts)
    found.minimum[rows] = np.minimum.reduceat(percent[own], starts)
    all_done = np.minimum.reduceat(done_on[own], starts) != NO_DAY
    found.done_on[rows] = np.where(all_done, np.maximum.reduceat(done_on[own], starts), NO_DAY)
    found.covered[rows] = np.logical_and.reduceat(covered[own], starts)
    found.ever[rows] = np.logical_or.reduceat(ever[own], starts)


def with_rows(progress: RowProgress, then: RowProgress, rows: Places, stays: Mask) -> RowProgress:
    """The progress with that of some rows in place of their own; `then` is of `rows`, of which those that `stays` are taken."""
    to, of = rows[stays], np.flatnonzero(stays)
    found = {}
    for name in ("percent_sum", "minimum", "done_on", "covered", "ever"):
        column = getattr(progress, name).copy()
        column[to] = getattr(then, name)[of]
        found[name] = column
    replaced = np.zeros(len(progress.count), np.bool_)
    replaced[to] = True
    own, theirs = replaced[progress.lines.row], stays[then.lines.row]  # the same leads in the same order
    for name in ("with_percent", "this_period", "any"):
        getattr(progress.lines, name)[own] = getattr(then.lines, name)[theirs]
    return replace(progress, **found)
