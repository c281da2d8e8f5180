"""Builds the columns of submissions and lines with their linked lists, and appends later submissions to them."""

from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_model.rules.figures.columns.day_numbers import NEVER, Instants, Mask, Places
from data_model.rules.figures.columns.submission_columns import (
    ACCEPTED,
    LINE_STATUSES,
    RETURNED,
    SUBMITTED,
    SUPERSEDED,
    WITHDRAWN,
    Lines,
    SentLines,
    SentSubmissions,
    SubmissionColumns,
    Submissions,
    lead_places,
    line_years,
    with_outcomes,
)
from data_model.rules.figures.columns.task_columns import Catalogue
from data_model.values import LineStatus

_NOTHING = LINE_STATUSES.index(LineStatus.NOTHING_TO_REPORT)
_ROOM = 0.05
"""Share of spare room behind the rows, so that appending seldom copies the arrays."""


class RebuildNeeded(Exception):
    """A new submission does not fit the columns: its agency, period or time was unknown when they were built."""


def submission_columns(catalogue: Catalogue, sent: SentSubmissions, lines: SentLines) -> SubmissionColumns:
    """The columns of all submissions and lines, which come in order of the submissions' ids. Raises RebuildNeeded."""
    reporter = _reporters(catalogue, sent)
    submissions = with_outcomes(sent, reporter=reporter, nothing=_says_nothing(len(sent.ids), lines))
    start = np.cumsum(catalogue.plans.slots.bucket_count) - catalogue.plans.slots.bucket_count
    columns = SubmissionColumns(
        submissions=submissions,
        lines=_no_lines(),
        heads=np.zeros(0, np.int32),
        head_start=np.zeros(0, np.int64),
        first_recorded=np.full(int(catalogue.plans.slots.bucket_count.sum()), NEVER, np.int64),
        bucket_start=start,
        report_heads=np.zeros(0, np.int32),
        report_start=np.zeros(0, np.int64),
        submission_count=len(sent.ids),
        line_count=0,
    )
    _chain_submissions(catalogue, columns)
    _chain_lines(catalogue, columns, lines, agency=sent.agency)
    make_room(columns.submissions, columns.submission_count, 0)
    make_room(columns.lines, columns.line_count, 0)
    return columns


def _reporters(catalogue: Catalogue, sent: SentSubmissions) -> Places:
    reporters, width = catalogue.reporters, len(catalogue.agencies)
    cells = reporters.plan * width + reporters.agency  # in order
    wanted = sent.plan * width + sent.agency
    at = np.searchsorted(cells, wanted)
    if len(wanted) and not (len(cells) and (cells[np.minimum(at, len(cells) - 1)] == wanted).all()):
        raise RebuildNeeded
    return at


def _says_nothing(count: int, lines: SentLines) -> Mask:
    """By submission whether it has lines and all of them say "không phát sinh"."""
    every = np.bincount(lines.submission, minlength=count)
    nothing = np.bincount(lines.submission[lines.status == _NOTHING], minlength=count)
    return (every > 0) & (every == nothing)


def _no_lines() -> Lines:
    none = np.zeros(0, np.int32)
    return Lines(none, none, none.astype(np.int16), none, none.astype(np.int8), none.astype(np.int16))


def _chain_submissions(catalogue: Catalogue, columns: SubmissionColumns) -> None:
    """Links the submissions of each report in order of sending."""
    slots, own = catalogue.plans.slots, columns.submissions
    plan = catalogue.reporters.plan
    counts = np.diff(slots.start)[plan]
    columns.report_start = np.cumsum(counts) - counts
    columns.report_heads = np.full(int(counts.sum()), -1, np.int32)
    cell = columns.report_start[own.reporter] + own.slot - slots.start[plan[own.reporter]]
    order = np.lexsort((own.submitted_at, cell))
    same = cell[order][1:] == cell[order][:-1]
    own.before[order[1:][same]] = order[:-1][same]
    columns.report_heads[cell[order]] = order  # the last one stays
    bucket = columns.bucket_start[slots.plan[own.slot]] + slots.bucket[own.slot]
    np.minimum.at(columns.first_recorded, bucket, own.recorded_at)


def _chain_lines(catalogue: Catalogue, columns: SubmissionColumns, lines: SentLines, *, agency: Places) -> None:
    """Links the lines of each lead, ordered by window end, then by sending. Lines of agencies that do not lead the task
    are in no figure and left out."""
    slots, leads, own = catalogue.plans.slots, catalogue.leads, columns.submissions
    lead = lead_places(catalogue, lines.task, agency[lines.submission])
    of_leads = np.flatnonzero(lead >= 0)
    lead, submission = lead[of_leads], lines.submission[of_leads]
    slot = own.slot[submission]
    counts = slots.bucket_count[catalogue.tasks.plan[leads.task]]
    columns.head_start = np.cumsum(counts) - counts
    cell = columns.head_start[lead] + slots.bucket[slot]
    order = np.lexsort((submission, own.submitted_at[submission], cell))
    lead, cell, of_leads = lead[order], cell[order], of_leads[order]
    before = np.arange(-1, len(of_leads) - 1, dtype=np.int32)
    before[np.flatnonzero(np.diff(lead, prepend=-1))] = -1
    percent, done_on = lines.percent[of_leads], lines.done_on[of_leads]
    columns.lines = Lines(
        submission=submission[order].astype(np.int32),
        before=before,
        percent=percent,
        done_on=done_on,
        status=lines.status[of_leads],
        year=line_years(percent, done_on, slots.year[slot[order]]),
    )
    columns.line_count = len(of_leads)
    columns.heads = _heads(int(counts.sum()), columns.head_start, counts, cell)


def _heads(size: int, start: Places, counts: Places, cell: Places) -> NDArray[np.int32]:
    """By lead and bucket the place of the last line up to it; `cell` is the lead and bucket of each line, sorted."""
    last = np.full(size, -1, np.int32)
    last[cell] = np.arange(len(cell))
    last = np.maximum.accumulate(last) if size else last
    first_of_lead = np.searchsorted(cell, start)
    last[last < np.repeat(first_of_lead, counts)] = -1
    return last


def append_submissions(
    catalogue: Catalogue, columns: SubmissionColumns, sent: SentSubmissions, lines: SentLines
) -> None:
    """Adds new submissions with their lines, and new moves of any submission. Places in `sent` and `lines` continue after
    the submissions that the columns already have. Raises RebuildNeeded.
    """
    first_new = columns.submission_count
    if (sent.slot < 0).any():
        raise RebuildNeeded
    new_moves = sent.moves_of >= first_new
    new = SentSubmissions(
        **{
            name: getattr(sent, name)
            for name in ("ids", "numbers", "agency", "plan", "slot", "submitted_at", "recorded_at", "status")
        },
        moves_of=sent.moves_of[new_moves] - first_new,
        moves_to=sent.moves_to[new_moves],
        moves_at=sent.moves_at[new_moves],
    )
    own_lines = SentLines(lines.submission - first_new, lines.task, lines.percent, lines.status, lines.done_on)
    nothing = _says_nothing(len(new.ids), own_lines)
    rows = with_outcomes(new, reporter=_reporters(catalogue, new), nothing=nothing)
    _append(columns.submissions, first_new, rows, len(new.ids))
    for place, times in rows.again.items():
        columns.submissions.again[first_new + place] = times
    columns.submission_count += len(new.ids)
    for place in range(first_new, columns.submission_count):
        _link_submission(catalogue, columns, place)
    _add_lines(catalogue, columns, lines, agency=sent.agency)
    for of, to, at in zip(sent.moves_of[~new_moves], sent.moves_to[~new_moves], sent.moves_at[~new_moves], strict=True):
        _move(columns.submissions, int(of), int(to), int(at))


def _append(columns: Submissions | Lines, count: int, rows: Submissions | Lines, more: int) -> None:
    make_room(columns, count, more)
    for field in fields(columns):
        values = getattr(rows, field.name)
        if isinstance(values, np.ndarray):
            getattr(columns, field.name)[count : count + more] = values


def make_room(columns: Submissions | Lines, count: int, more: int) -> None:
    """Grows the arrays so that `more` rows fit after the first `count`, with some to spare."""
    for field in fields(columns):
        values: Any = getattr(columns, field.name)
        if isinstance(values, np.ndarray) and len(values) < count + more + 1:
            room = np.zeros(int((count + more) * _ROOM) + 1024, values.dtype)
            setattr(columns, field.name, np.concatenate([values[:count], np.zeros(more, values.dtype), room]))


def _link_submission(catalogue: Catalogue, columns: SubmissionColumns, place: int) -> None:
    slots, own = catalogue.plans.slots, columns.submissions
    plan, slot = int(catalogue.reporters.plan[own.reporter[place]]), int(own.slot[place])
    cell = int(columns.report_start[own.reporter[place]]) + slot - int(slots.start[plan])
    after, at = -1, int(columns.report_heads[cell])
    while at >= 0 and own.submitted_at[at] > own.submitted_at[place]:
        after, at = at, int(own.before[at])
    own.before[place] = at
    if after < 0:
        columns.report_heads[cell] = place
    else:
        own.before[after] = place
    bucket = int(columns.bucket_start[plan]) + int(slots.bucket[slot])
    columns.first_recorded[bucket] = min(columns.first_recorded[bucket], own.recorded_at[place])


def _add_lines(catalogue: Catalogue, columns: SubmissionColumns, lines: SentLines, *, agency: Places) -> None:
    slots, first = catalogue.plans.slots, columns.submission_count - len(agency)
    lead = lead_places(catalogue, lines.task, agency[lines.submission - first])
    of_leads = np.flatnonzero(lead >= 0)
    slot = columns.submissions.slot[lines.submission[of_leads]]
    percent, done_on = lines.percent[of_leads], lines.done_on[of_leads]
    rows = Lines(
        submission=lines.submission[of_leads].astype(np.int32),
        before=np.full(len(of_leads), -1, np.int32),
        percent=percent,
        done_on=done_on,
        status=lines.status[of_leads],
        year=line_years(percent, done_on, slots.year[slot]),
    )
    _append(columns.lines, columns.line_count, rows, len(of_leads))
    for place, of_lead, of_slot in zip(
        range(columns.line_count, columns.line_count + len(of_leads)), lead[of_leads], slot, strict=True
    ):
        _link_line(catalogue, columns, place, int(of_lead), int(of_slot))
    columns.line_count += len(of_leads)


def _link_line(catalogue: Catalogue, columns: SubmissionColumns, place: int, lead: int, slot: int) -> None:
    """Links the line after the last line of its bucket that was sent before it."""
    slots, own = catalogue.plans.slots, columns.lines
    bucket, plan = int(slots.bucket[slot]), int(slots.plan[slot])
    start, count = int(columns.head_start[lead]), int(slots.bucket_count[plan])
    key = _order(slots.bucket, columns.submissions, own, place)
    at, after = int(columns.heads[start + bucket]), -1
    while at >= 0 and _order(slots.bucket, columns.submissions, own, at) > key:
        after, at = at, int(own.before[at])
    own.before[place] = at
    if after >= 0:
        own.before[after] = place
        return
    heads = columns.heads[start + bucket : start + count]
    was = int(heads[0])
    same = heads == was
    heads[same] = place  # of later buckets without a line of their own it is the last as well
    follower = _first_after(own, heads, same, was)
    if follower >= 0:
        own.before[follower] = place


def _first_after(lines: Lines, heads: NDArray[np.int32], same: Mask, was: int) -> int:
    """The line of a later bucket whose `before` is `was`; -1 where there is none."""
    if same.all():
        return -1
    at = int(heads[np.flatnonzero(~same)[0]])
    while int(lines.before[at]) != was:
        at = int(lines.before[at])
    return at


def _order(bucket: Places, submissions: Submissions, lines: Lines, place: int) -> tuple[int, int, int]:
    of = int(lines.submission[place])
    return int(bucket[submissions.slot[of]]), int(submissions.submitted_at[of]), of


def _move(own: Submissions, of: int, to: int, at: int) -> None:
    """Applies a move to a submission of the columns. Raises RebuildNeeded where its moves do not come in order."""
    _check_is_last(own, of, at)
    times = own.again.get(of, [])
    own.again[of] = [(first, min(until, at), accepted) for first, until, accepted in times]
    if not times:
        del own.again[of]
    if own.accepted_at[of] < at and own.accepted_until[of] == NEVER:
        own.accepted_until[of] = at
    if to == ACCEPTED and own.accepted_at[of] == NEVER:
        own.accepted_at[of] = at
    elif to == ACCEPTED or (to == SUBMITTED and own.open_until[of] != NEVER):
        own.again.setdefault(of, []).append((at, NEVER, to == ACCEPTED))
    if to not in (ACCEPTED, SUBMITTED):
        own.open_until[of] = min(own.open_until[of], at)
    first: Instants | None = {
        RETURNED: own.returned_at,
        WITHDRAWN: own.withdrawn_at,
        SUPERSEDED: own.superseded_at,
    }.get(to)
    if first is not None:
        first[of] = min(first[of], at)


def _check_is_last(own: Submissions, of: int, at: int) -> None:
    every = (own.accepted_at, own.accepted_until, own.open_until, own.returned_at, own.withdrawn_at, own.superseded_at)
    earlier = [int(instants[of]) for instants in every if instants[of] != NEVER]
    earlier += [first for first, _, _ in own.again.get(of, ())]
    if at < own.recorded_at[of] or any(at <= instant for instant in earlier):
        raise RebuildNeeded
