"""Submissions with their review outcomes, and the lines of leads, as columns.

Lines are linked lists: `before` is the previous line of the same lead, ordered by window end, then by sending. `heads`
gives, by lead and bucket of its plan, the last line up to that bucket, so that the line that counts is mostly found in
one step. Later submissions are appended and linked in (`chains.py`).
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_model.rules.figures.columns.day_numbers import NEVER, NO_DAY, Days, Instants, Links, Mask, Places
from data_model.rules.figures.columns.task_columns import Catalogue
from data_model.values import LineStatus, SubmissionStatus

STATUSES = tuple(SubmissionStatus)
LINE_STATUSES = tuple(LineStatus)
NO_STATUS, NO_PERCENT = -1, -1
Texts = NDArray[Any]
"""Of numpy's StringDType."""


@dataclass
class SentSubmissions:
    """Submissions as read from the store, all names replaced by places. `status` and `moves_to` are places in `STATUSES`;
    `moves_of` is the submission of each move, and moves are in order of their instants."""

    ids: Places
    numbers: Texts
    agency: Places
    plan: Places
    slot: Places
    submitted_at: Instants
    recorded_at: Instants
    status: NDArray[np.int8]
    moves_of: Places
    moves_to: NDArray[np.int8]
    moves_at: Instants


@dataclass
class SentLines:
    """Lines as read from the store, with the places of their submission and task; percent in tenths."""

    submission: Places
    task: Places
    percent: NDArray[np.int16]
    status: NDArray[np.int8]
    done_on: Days


@dataclass
class Submissions:
    """All submissions and the instants of their moves; NEVER where there was none.

    One counts as accepted in [accepted_at, accepted_until), and as waiting or accepted in [recorded_at, open_until).
    The few that were accepted, or waited, more than once have the later times in `again`: (from, until, accepted).
    """

    ids: Places
    numbers: Texts
    reporter: Places
    slot: Places
    submitted_at: Instants
    recorded_at: Instants
    accepted_at: Instants
    accepted_until: Instants
    open_until: Instants
    returned_at: Instants
    withdrawn_at: Instants
    superseded_at: Instants
    says_nothing: Mask
    """All its lines say "không phát sinh"."""
    before: Places
    """The previous submission of the same report; -1 for the first."""
    again: dict[int, list[tuple[int, int, bool]]] = field(default_factory=dict)


@dataclass
class Lines:
    """The lines of leads on their tasks."""

    submission: Links
    before: Links
    percent: NDArray[np.int16]
    done_on: Days
    status: NDArray[np.int8]
    year: NDArray[np.int16]
    """The year that a line of a yearly task belongs to: definitions §4."""


@dataclass
class SubmissionColumns:
    """Everything that was sent."""

    submissions: Submissions
    lines: Lines
    heads: Links
    head_start: Places
    """By lead the place of its first head; it has one for each bucket of its plan."""
    first_recorded: Instants
    """By plan and bucket: when the first submission for it was recorded."""
    bucket_start: Places
    report_heads: Links
    """By reporter and slot of its plan: the last submission of the report."""
    report_start: Places
    submission_count: int
    line_count: int
    """How many rows are used; the arrays have spare room behind them."""


def line_years(percent: NDArray[np.int16], done_on: Days, period_year: NDArray[np.int32]) -> NDArray[np.int16]:
    """The year that a line of a yearly task belongs to (definitions §4): of a line that says done the earlier of its
    done-on date's and its period's year, else its period's."""
    done = (percent == 1000) & (done_on != NO_DAY)
    year = period_year.copy()
    named = done_on[done].astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970
    year[done] = np.minimum(year[done], named)
    return year.astype(np.int16)


def lead_places(catalogue: Catalogue, task: Places, agency: Places) -> Places:
    """By row the place of the lead (task × agency); -1 where the agency never leads the task."""
    leads = catalogue.leads
    if not len(leads.keys):
        return np.full(len(task), -1, np.int64)
    wanted = task * len(catalogue.agencies) + agency
    at = np.minimum(np.searchsorted(leads.keys, wanted), len(leads.keys) - 1)
    return np.where(leads.keys[at] == wanted, leads.key_of[at], -1)


def with_outcomes(sent: SentSubmissions, *, reporter: Places, nothing: Mask) -> Submissions:
    """The submissions with the instants of their moves, not linked yet."""
    count = len(sent.ids)
    moves_of, moves_to, moves_at = _moves(sent)
    until = np.full(len(moves_of), NEVER, np.int64)
    same = moves_of[1:] == moves_of[:-1]
    until[:-1][same] = moves_at[1:][same]
    accepted, waits = moves_to == ACCEPTED, moves_to == SUBMITTED
    submissions = Submissions(
        ids=sent.ids,
        numbers=sent.numbers,
        reporter=reporter,
        slot=sent.slot,
        submitted_at=sent.submitted_at,
        recorded_at=sent.recorded_at,
        accepted_at=_first(count, moves_of, moves_at, accepted),
        accepted_until=_first(count, moves_of, until, accepted),
        open_until=_first(count, moves_of, moves_at, ~accepted & ~waits),
        returned_at=_first(count, moves_of, moves_at, moves_to == RETURNED),
        withdrawn_at=_first(count, moves_of, moves_at, moves_to == WITHDRAWN),
        superseded_at=_first(count, moves_of, moves_at, moves_to == SUPERSEDED),
        says_nothing=nothing,
        before=np.full(count, -1, np.int64),
    )
    is_first = (
        accepted & (submissions.accepted_at[moves_of] == moves_at) & (submissions.accepted_until[moves_of] == until)
    )
    is_again = (accepted & ~is_first) | (waits & (moves_at >= submissions.open_until[moves_of]))
    for move in np.flatnonzero(is_again).tolist():
        time = int(moves_at[move]), int(until[move]), bool(accepted[move])
        submissions.again.setdefault(int(moves_of[move]), []).append(time)
    return submissions


SUBMITTED, ACCEPTED, RETURNED = (
    STATUSES.index(status)
    for status in (SubmissionStatus.SUBMITTED, SubmissionStatus.ACCEPTED, SubmissionStatus.RETURNED)
)
WITHDRAWN, SUPERSEDED = STATUSES.index(SubmissionStatus.WITHDRAWN), STATUSES.index(SubmissionStatus.SUPERSEDED)


def _moves(sent: SentSubmissions) -> tuple[Places, NDArray[np.int8], Instants]:
    """Moves by submission, then by time. A loaded submission may have a status without the move that led to it; that
    status then holds from its recording."""
    moved = np.zeros(len(sent.ids), np.bool_)
    moved[sent.moves_of] = True
    loaded = np.flatnonzero(~moved & (sent.status != SUBMITTED))
    of = np.concatenate([sent.moves_of, loaded])
    to = np.concatenate([sent.moves_to, sent.status[loaded]])
    at = np.concatenate([sent.moves_at, sent.recorded_at[loaded]])
    order = np.lexsort((at, of))
    return of[order], to[order], at[order]


def _first(count: int, of: Places, at: Instants, fits: Mask) -> Instants:
    """By submission the first of the instants where `fits`; sorted by submission and instant."""
    first_at = np.full(count, NEVER, np.int64)
    own, instants = of[fits][::-1], at[fits][::-1]
    first_at[own] = instants
    return first_at
