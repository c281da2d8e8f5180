"""The lines of leads that count for a task, and several leads combined: definitions §4, "Done and p"."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_model.rules.figures.columns.counted_lines import CountedLines
from data_model.rules.figures.columns.day_numbers import NO_DAY, Days, Mask, Places
from data_model.rules.figures.columns.submission_columns import Lines
from data_model.rules.figures.columns.viewpoints import Standpoints

_FULL = 1000
"""100 %, in tenths."""
Whole = NDArray[np.int32]


@dataclass(frozen=True)
class LeadLines:
    """One element per row and lead: the places of its last line with a percentage, its line of this period and its last
    line of any kind; -1 where there is none."""

    row: Places
    lead: Places
    with_percent: Places
    this_period: Places
    any: Places


@dataclass(frozen=True)
class RowProgress:
    """By row the progress of all its leads together, in one year or in all."""

    lines: LeadLines
    count: Places
    percent_sum: Whole
    minimum: Whole
    done_on: Days
    covered: Mask
    ever: Mask


@dataclass(frozen=True)
class InYears:
    """By row the year that lines must belong to (EVERY_YEAR for any), and the bucket before which there are none."""

    year: NDArray[np.int32]
    first_bucket: Places

    def __getitem__(self, rows: Places) -> "InYears":
        return InYears(self.year[rows], self.first_bucket[rows])


@dataclass(frozen=True)
class LineSearch:
    """Finds the lines of leads as seen from standpoints; `buckets` (by standpoint) is the last one with lines that count."""

    counted_lines: CountedLines
    at: Standpoints
    buckets: Places

    def lines(self, row: Places, lead: Places, at: Places, years: InYears | None, measured: Mask) -> LeadLines:
        """One element per row and lead; with `years` None lines of all years count. A percentage is only searched where
        `measured`."""
        last = self._last(lead, self.buckets[at], years)
        with_percent, percent = last, self.counted_lines.reports.lines.percent
        without = np.flatnonzero((percent[last] < 0) & (last >= 0)) if len(percent) else last[:0]
        if len(without):
            with_percent = last.copy()
            with_percent[without] = -1
            without = without[measured[without]]
            own = None if years is None else years[without]
            with_percent[without] = self._last(lead[without], self.buckets[at[without]], own, with_percent=True)
        return LeadLines(row, lead, with_percent, self._of_this_period(lead, at, last, years), last)

    def _last(self, lead: Places, bucket: Places, years: InYears | None, *, with_percent: bool = False) -> Places:
        year = None if years is None else years.year
        fits = self.counted_lines.with_percent(year) if with_percent else self.counted_lines.of_year(year)
        return self.counted_lines.last_lines(lead, bucket, fits, None if years is None else years.first_bucket)

    def _of_this_period(self, lead: Places, at: Places, last: Places, years: InYears | None) -> Places:
        """In most cases this is the last line, or there is none."""
        counted_lines, slot = self.counted_lines, self.at.slot[at]
        possible = (last >= 0) & (slot >= 0)
        if not possible.any():
            return np.full(len(last), -1, np.int64)
        of_last = counted_lines.reports.submissions.slot[counted_lines.reports.lines.submission[last]]
        line = np.where(possible & (of_last == slot), last, -1)
        other = np.flatnonzero(possible & (line < 0))
        end = counted_lines.catalogue.plans.slots.last_day
        may_be_before = end[of_last[other]] >= end[slot[other]]
        takes_over = self._may_go_on(lead[other])
        later = other[may_be_before if takes_over is None else may_be_before | takes_over]
        if len(later):
            fits = counted_lines.of_slot(slot[later], None if years is None else years.year[later])
            bucket = np.minimum(self.at.slot_bucket[at[later]], self.buckets[at[later]])
            line[later] = counted_lines.last_lines(lead[later], bucket, fits, self.at.slot_bucket[at[later]])
        return line

    def _may_go_on(self, lead: Places) -> Mask | None:
        leads = self.counted_lines.catalogue.leads
        return leads.before_start[lead] < leads.before_start[lead + 1] if len(leads.before) else None


def combine_leads(lines: LeadLines, own: Lines, count: int, last_done: Days) -> RowProgress:
    """Several leads as one: done or covered when all are, done on the latest date; p is their mean."""
    percent = np.zeros(len(lines.row), np.int32)
    if len(own.percent):
        percent[:] = own.percent[lines.with_percent] * (lines.with_percent >= 0)
    done_on = np.full(len(percent), NO_DAY, np.int32)
    full = np.flatnonzero(percent == _FULL)
    done_on[full] = own.done_on[lines.with_percent[full]]
    done_on[full[done_on[full] > last_done[lines.row[full]]]] = NO_DAY
    done = done_on != NO_DAY
    covered = (lines.this_period >= 0) | done
    ever = lines.any >= 0
    leads = np.bincount(lines.row, minlength=count)
    if len(lines.row) == count and leads.all():  # one lead each
        return RowProgress(lines, leads, percent, percent, done_on, covered, ever)
    first = np.minimum(np.cumsum(leads) - leads, max(len(lines.row) - 1, 0))
    progress = RowProgress(
        lines, leads, *(_of_first(column, first, leads) for column in (percent, percent, done_on, covered, ever))
    )
    progress.done_on[leads == 0] = NO_DAY
    _of_several(progress, percent, done_on, covered, ever)
    return progress


def _of_first(column: NDArray[Any], first: Places, leads: Places) -> NDArray[Any]:
    """By row the value of its first lead; 0 where there is none."""
    return column[first] * (leads > 0) if len(column) else np.zeros(len(first), column.dtype)


def _of_several(progress: RowProgress, percent: Whole, done_on: Days, covered: Mask, ever: Mask) -> None:
    """Fills in rows with several leads; the leads of one row follow each other."""
    rows = np.flatnonzero(progress.count > 1)
    if not len(rows):
        return
    own = np.flatnonzero(progress.count[progress.lines.row] > 1)
    starts = np.cumsum(progress.count[rows]) - progress.count[rows]
    progress.percent_sum[rows] = np.add.reduceat(percent[own], starts)
    progress.minimum[rows] = np.minimum.reduceat(percent[own], starts)
    all_done = np.minimum.reduceat(done_on[own], starts) != NO_DAY
    progress.done_on[rows] = np.where(all_done, np.maximum.reduceat(done_on[own], starts), NO_DAY)
    progress.covered[rows] = np.logical_and.reduceat(covered[own], starts)
    progress.ever[rows] = np.logical_or.reduceat(ever[own], starts)


def with_rows(progress: RowProgress, then: RowProgress, rows: Places, stays: Mask) -> RowProgress:
    """The progress with some rows replaced: `then` is that of `rows`, taken where `stays` is True."""
    to, of = rows[stays], np.flatnonzero(stays)
    columns = {}
    for name in ("percent_sum", "minimum", "done_on", "covered", "ever"):
        column = getattr(progress, name).copy()
        column[to] = getattr(then, name)[of]
        columns[name] = column
    replaced = np.zeros(len(progress.count), np.bool_)
    replaced[to] = True
    own, theirs = replaced[progress.lines.row], stays[then.lines.row]  # the same leads in the same order
    for name in ("with_percent", "this_period", "any"):
        getattr(progress.lines, name)[own] = getattr(then.lines, name)[theirs]
    return replace(progress, **columns)
