"""What came in, as columns: submissions with what became of them, and the lines of those who lead a task.

Lines are chained: each knows the line before it of the same lead, in order of the ends of their windows and then of
sending. `heads` names, for each lead and bucket of its plan, the last line whose window ends with the bucket or before,
so that the line that counts is mostly found in one step. What comes in later is appended, and the chains are mended.
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
    """Submissions as they are read: agencies, plans by their places, the slot of each, status and moves by number of
    `STATUSES`. `moves_of` says which submission a move is of; moves are in order of their instants."""

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
    """Lines as they are read: by place of their submission, task by place; percent in tenths."""

    submission: Places
    task: Places
    percent: NDArray[np.int16]
    status: NDArray[np.int8]
    done_on: Days


@dataclass
class Submissions:
    """All submissions, and the instants at which something became of them; NEVER where it did not.

    It counted as accepted in [accepted_at, accepted_until), and as waiting or accepted in [known_at, open_until). The
    few that were accepted, or waited, more than once have their other times in `again`: (from, until, accepted).
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
    """All its lines say that nothing arose."""
    before: Places
    """The submission of the same report that was sent before it; -1 of the first."""
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
    """Everything that came in."""

    submissions: Submissions
    lines: Lines
    heads: Links
    head_start: Places
    """By lead where its heads begin, one for each bucket of its plan."""
    first_recorded: Instants
    """By bucket of each plan, one plan after the other: when the first submission for it was known."""
    bucket_start: Places
    report_heads: Links
    """By reporter and slot of its plan: the last submission that was sent for the report."""
    report_start: Places
    submission_count: int
    line_count: int
    """How many of the rows are taken; behind them is room for what is still to come."""


def line_years(percent: NDArray[np.int16], done_on: Days, period_year: NDArray[np.int32]) -> NDArray[np.int16]:
    """A line that says done belongs to the year of its done-on date or of its period, whichever is earlier; any other
    to that of its period."""
    done = (percent == 1000) & (done_on != NO_DAY)
    year = period_year.copy()
    named = done_on[done].astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970
    year[done] = np.minimum(year[done], named)
    return year.astype(np.int16)


def lead_places(catalogue: Catalogue, task: Places, agency: Places) -> Places:
    """By row the lead that a task and an agency are; -1 where the agency never leads the task."""
    leads = catalogue.leads
    if not len(leads.keys):
        return np.full(len(task), -1, np.int64)
    wanted = task * len(catalogue.agencies) + agency
    at = np.minimum(np.searchsorted(leads.keys, wanted), len(leads.keys) - 1)
    return np.where(leads.keys[at] == wanted, leads.key_of[at], -1)


def with_outcomes(sent: SentSubmissions, *, reporter: Places, nothing: Mask) -> Submissions:
    """What became of each submission, from its moves; those in no chain yet."""
    count = len(sent.ids)
    moves_of, moves_to, moves_at = _moves(sent)
    until = np.full(len(moves_of), NEVER, np.int64)
    same = moves_of[1:] == moves_of[:-1]
    until[:-1][same] = moves_at[1:][same]
    accepted, waits = moves_to == ACCEPTED, moves_to == SUBMITTED
    found = Submissions(
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
    is_first = accepted & (found.accepted_at[moves_of] == moves_at) & (found.accepted_until[moves_of] == until)
    is_again = (accepted & ~is_first) | (waits & (moves_at >= found.open_until[moves_of]))
    for move in np.flatnonzero(is_again).tolist():
        time = int(moves_at[move]), int(until[move]), bool(accepted[move])
        found.again.setdefault(int(moves_of[move]), []).append(time)
    return found


SUBMITTED, ACCEPTED, RETURNED = (
    STATUSES.index(status)
    for status in (SubmissionStatus.SUBMITTED, SubmissionStatus.ACCEPTED, SubmissionStatus.RETURNED)
)
WITHDRAWN, SUPERSEDED = STATUSES.index(SubmissionStatus.WITHDRAWN), STATUSES.index(SubmissionStatus.SUPERSEDED)


def _moves(sent: SentSubmissions) -> tuple[Places, NDArray[np.int8], Instants]:
    """By submission, each in order of time. A loaded one may carry a status without the move that led to it; it then
    held from the start."""
    moved = np.zeros(len(sent.ids), np.bool_)
    moved[sent.moves_of] = True
    loaded = np.flatnonzero(~moved & (sent.status != SUBMITTED))
    of = np.concatenate([sent.moves_of, loaded])
    to = np.concatenate([sent.moves_to, sent.status[loaded]])
    at = np.concatenate([sent.moves_at, sent.recorded_at[loaded]])
    order = np.lexsort((at, of))
    return of[order], to[order], at[order]


def _first(count: int, of: Places, at: Instants, fits: Mask) -> Instants:
    """By submission the first of the instants that fit; `of` is in order, and each one's instants are too."""
    found = np.full(count, NEVER, np.int64)
    own, instants = of[fits][::-1], at[fits][::-1]
    found[own] = instants
    return found
