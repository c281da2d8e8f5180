"""The lines of leads that figures are read from, and what several leads say together: definitions §4, "Done and p"."""

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
class InYears:
    """By row the year whose lines alone are looked at, EVERY_YEAR for all; and a bucket before which it has none."""

    year: NDArray[np.int32]
    first_bucket: Places

    def __getitem__(self, rows: Places) -> "InYears":
        return InYears(self.year[rows], self.first_bucket[rows])


@dataclass(frozen=True)
class LineSearch:
    """Looks for the lines of leads from standpoints; of each plan none after its bucket is known or asked about."""

    counted_lines: CountedLines
    at: Standpoints
    buckets: Places

    def lines(self, row: Places, lead: Places, at: Places, years: InYears | None, measured: Mask) -> LeadLines:
        """By lead; `years` None where all lines are looked at. Only of what is measured a percentage is looked for."""
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
        """Mostly the last line is it, or no line is."""
        counted_lines, slot = self.counted_lines, self.at.slot[at]
        known = (last >= 0) & (slot >= 0)
        if not known.any():
            return np.full(len(last), -1, np.int64)
        of_last = counted_lines.reports.submissions.slot[counted_lines.reports.lines.submission[last]]
        found = np.where(known & (of_last == slot), last, -1)
        other = np.flatnonzero(known & (found < 0))
        end = counted_lines.catalogue.plans.slots.last_day
        may_be_before = end[of_last[other]] >= end[slot[other]]
        takes_over = self._may_go_on(lead[other])
        later = other[may_be_before if takes_over is None else may_be_before | takes_over]
        if len(later):
            fits = counted_lines.of_slot(slot[later], None if years is None else years.year[later])
            bucket = np.minimum(self.at.slot_bucket[at[later]], self.buckets[at[later]])
            found[later] = counted_lines.last_lines(lead[later], bucket, fits, self.at.slot_bucket[at[later]])
        return found

    def _may_go_on(self, lead: Places) -> Mask | None:
        leads = self.counted_lines.catalogue.leads
        return leads.before_start[lead] < leads.before_start[lead + 1] if len(leads.before) else None


def combine_leads(lines: LeadLines, own: Lines, count: int, last_done: Days) -> RowProgress:
    """Several leads as one: done or covered when all are, on the last one's date; p is their mean."""
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
    found = RowProgress(
        lines, leads, *(_of_first(column, first, leads) for column in (percent, percent, done_on, covered, ever))
    )
    found.done_on[leads == 0] = NO_DAY
    _of_several(found, percent, done_on, covered, ever)
    return found


def _of_first(column: NDArray[Any], first: Places, leads: Places) -> NDArray[Any]:
    """By row what its first lead has; 0 where there is none."""
    return column[first] * (leads > 0) if len(column) else np.zeros(len(first), column.dtype)


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
