"""Which submissions and lines count at an instant, and the last line of a lead that counts."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from data_model.rules.figures.columns.day_numbers import Mask, Places, expand
from data_model.rules.figures.columns.submission_columns import NO_PERCENT, SubmissionColumns
from data_model.rules.figures.columns.task_columns import Catalogue

Rows = Places | slice
Fits = Callable[[Places, Rows], Mask]
"""A filter: takes places of lines and the rows that look for them, and says which lines the rows accept."""
EVERY_YEAR = 0
_EVERY_ROW = slice(None)


@dataclass(frozen=True)
class CountedLines:
    """What counts at the instant `as_of` (microseconds of UTC): accepted lines, with `unreviewed` waiting ones too."""

    catalogue: Catalogue
    reports: SubmissionColumns
    as_of: int
    unreviewed: bool

    @cached_property
    def submissions(self) -> Mask:
        """By submission whether it counts (as long as the arrays, which have spare room at the end)."""
        return self._counts(self.unreviewed)

    @cached_property
    def accepted(self) -> Mask:
        return self.submissions if not self.unreviewed else self._counts(False)

    def _counts(self, unreviewed: bool) -> Mask:
        own, at = self.reports.submissions, self.as_of
        counts = (own.accepted_at <= at) & (at < own.accepted_until)
        if unreviewed:
            counts |= (own.recorded_at <= at) & (at < own.open_until)
        for place, times in own.again.items():
            counts[place] |= any(first <= at < until and (accepted or unreviewed) for first, until, accepted in times)
        return counts

    def bucket_known(self, buckets: Places, plans: Places) -> Places:
        """The last bucket, up to the one given, for which something had been recorded by then; -1 for none."""
        reports, last = self.reports, buckets.copy()
        rows = np.flatnonzero(last >= 0)
        while len(rows):
            first_recorded = reports.first_recorded[reports.bucket_start[plans[rows]] + last[rows]]
            rows = rows[first_recorded > self.as_of]
            last[rows] -= 1
            rows = rows[last[rows] >= 0]
        return last

    def last_lines(
        self, leads: Places, buckets: Places, fits: Fits | None = None, floors: Places | None = None
    ) -> Places:
        """By row the last line of a lead that counts, in buckets up to the given one of its plan; -1 where there is none.

        Buckets before `floors` are not searched, as no line there passes `fits`. A lead without a line goes on from the
        lines of the lead that it took the task over from (definitions §4).
        """
        last = self._own_lines(leads, buckets, fits, floors)
        without = np.flatnonzero(last < 0)
        before = self.catalogue.leads.before_start
        if not len(self.catalogue.leads.before) or not len(without):
            return last
        rows = without[before[leads[without]] < before[leads[without] + 1]]
        if len(rows):
            places, run = expand(before[leads[rows]], before[leads[rows] + 1] - before[leads[rows]])
            of_row = rows[run]
            theirs = self.last_lines(
                self.catalogue.leads.before[places],
                buckets[of_row],
                None if fits is None else lambda lines, own: fits(lines, of_row[own]),
                None if floors is None else floors[of_row],
            )
            self._take_last(last, of_row, theirs)
        return last

    def _own_lines(self, leads: Places, buckets: Places, fits: Fits | None, floors: Places | None) -> Places:
        """The head of the chain is mostly the line; where it does not count, the chain is followed back."""
        lines, counted = self.reports.lines, self.submissions
        if self.reports.line_count == 0:
            return np.full(len(leads), -1, np.int64)
        last = self.reports.heads[self.reports.head_start[leads] + buckets].astype(np.int64)
        last[buckets < 0] = -1
        counts = counted[lines.submission[last]]
        if fits is not None:
            counts &= fits(last, _EVERY_ROW)
        rows = np.flatnonzero(~counts & (last >= 0))
        at = lines.before[last[rows]]
        last[rows] = -1
        while True:
            left = at >= 0 if floors is None else self._bucket(at) >= floors[rows]
            rows, at = rows[left], at[left]
            if not len(rows):
                return last
            counts = counted[lines.submission[at]]
            if fits is not None:
                counts &= fits(at, rows)
            last[rows[counts]] = at[counts]
            rows, at = rows[~counts], lines.before[at[~counts]]

    def _bucket(self, lines: Places) -> Places:
        """The bucket of each line; -1 stays -1."""
        slot = self.reports.submissions.slot[self.reports.lines.submission[lines]]
        return np.where(lines >= 0, self.catalogue.plans.slots.bucket[slot], -1)

    def _take_last(self, last: Places, rows: Places, lines: Places) -> None:
        """Of several predecessors that were merged, the line sent last counts."""
        present = np.flatnonzero(lines >= 0)
        submission = self.reports.lines.submission[lines[present]]
        own = self.reports.submissions
        ends = self.catalogue.plans.slots.last_day[own.slot[submission]]
        order = present[np.lexsort((submission, own.submitted_at[submission], ends))]
        last[rows[order]] = lines[order]

    def with_percent(self, years: NDArray[np.int32] | None) -> Fits:
        percent, of_year = self.reports.lines.percent, self.of_year(years)
        if of_year is None:
            return lambda lines, _rows: percent[lines] != NO_PERCENT
        return lambda lines, rows: (percent[lines] != NO_PERCENT) & of_year(lines, rows)

    def of_year(self, years: NDArray[np.int32] | None) -> Fits | None:
        """Accepts lines of the row's year; None where the year does not matter."""
        if years is None:
            return None
        year, every = self.reports.lines.year, years == EVERY_YEAR
        return lambda lines, rows: (year[lines] == years[rows]) | every[rows]

    def of_slot(self, slots: Places, years: NDArray[np.int32] | None) -> Fits:
        own, submission = self.reports.submissions.slot, self.reports.lines.submission
        of_year = self.of_year(years)
        if of_year is None:
            return lambda lines, rows: own[submission[lines]] == slots[rows]
        return lambda lines, rows: (own[submission[lines]] == slots[rows]) & of_year(lines, rows)


def waiting_submissions(reports: SubmissionColumns, as_of: int) -> Places:
    """The submissions that wait for review at an instant, in order of their ids."""
    own, count = reports.submissions, reports.submission_count
    waits = (own.recorded_at[:count] <= as_of) & (as_of < own.open_until[:count])
    waits &= ~((own.accepted_at[:count] <= as_of) & (as_of < own.accepted_until[:count]))
    for place, times in own.again.items():
        for first, until, accepted in times:
            if first <= as_of < until:
                waits[place] = not accepted
    return np.flatnonzero(waits)
