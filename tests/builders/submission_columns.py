"""What came in for facts that stand in no store, and the columns that their figures are computed from."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import numpy as np

from data_model.rules.figures.columns.chains import submission_columns
from data_model.rules.figures.columns.day_numbers import day_number, instant_number
from data_model.rules.figures.columns.store_columns import Columns, decisions_in, plans_of
from data_model.rules.figures.columns.submission_columns import (
    LINE_STATUSES,
    NO_PERCENT,
    NO_STATUS,
    STATUSES,
    SentLines,
    SentSubmissions,
)
from data_model.rules.figures.columns.task_columns import Catalogue, catalogue
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.rules.plans.report_facts import LineFact
from data_model.values import SubmissionStatus


@dataclass(frozen=True)
class Move:
    decision: SubmissionStatus
    at: datetime


@dataclass(frozen=True)
class Sending:
    """One submission, with every move that was made with it, oldest first."""

    number: str
    agency: str
    plan: str
    period: Period
    submitted_at: datetime
    lines: tuple[LineFact, ...] = ()
    moves: tuple[Move, ...] = ()
    entered_at: datetime | None = None
    """When the office entered it, of a paper report."""


class LittleColumns:
    """In place of the columns of a store."""

    def __init__(self, facts: Facts, sent: Sequence[Sending]) -> None:
        self._facts, self._sent = facts, sorted(sent, key=lambda submission: submission.submitted_at)

    def columns(self, _facts: Facts, *, until: date) -> AbstractContextManager[Columns]:
        sent = self._sent
        plans = plans_of(
            self._facts, sent={(submission.plan, submission.period.code) for submission in sent}, until=until
        )
        senders: dict[str, set[str]] = {}
        for submission in sent:
            senders.setdefault(submission.plan, set()).add(submission.agency)
        known = catalogue(self._facts, plans, senders=senders)
        reports = submission_columns(known, _submissions(known, sent), _lines(known, sent))
        return nullcontext(Columns(known, reports, decisions_in(known, self._facts)))


def _submissions(known: Catalogue, sent: Sequence[Sending]) -> SentSubmissions:
    moves = [(place, move) for place, submission in enumerate(sent) for move in submission.moves]
    plan = [known.plans.place[submission.plan] for submission in sent]
    return SentSubmissions(
        ids=np.arange(len(sent)),
        numbers=np.array([submission.number for submission in sent], np.dtypes.StringDType()),
        agency=np.array([known.agency_place[submission.agency] for submission in sent], np.int64),
        plan=np.array(plan, np.int64),
        slot=np.array(
            [known.plans.slot_of(at, submission.period.code) for at, submission in zip(plan, sent, strict=True)],
            np.int64,
        ),
        submitted_at=np.array([instant_number(submission.submitted_at) for submission in sent], np.int64),
        recorded_at=np.array(
            [instant_number(submission.entered_at or submission.submitted_at) for submission in sent], np.int64
        ),
        status=np.zeros(len(sent), np.int8),
        moves_of=np.array([place for place, _ in moves], np.int64),
        moves_to=np.array([STATUSES.index(move.decision) for _, move in moves], np.int8),
        moves_at=np.array([instant_number(move.at) for _, move in moves], np.int64),
    )


def _lines(known: Catalogue, sent: Sequence[Sending]) -> SentLines:
    task_place: Mapping[str, int] = known.task_place
    lines = [
        (place, line) for place, submission in enumerate(sent) for line in submission.lines if line.task in task_place
    ]
    return SentLines(
        submission=np.array([place for place, _ in lines], np.int64),
        task=np.array([task_place[line.task] for _, line in lines], np.int64),
        percent=np.array([_tenths(line.percent) for _, line in lines], np.int16),
        status=np.array(
            [NO_STATUS if line.status is None else LINE_STATUSES.index(line.status) for _, line in lines], np.int8
        ),
        done_on=np.array([day_number(line.done_on) for _, line in lines], np.int32),
    )


def _tenths(percent: Decimal | None) -> int:
    return NO_PERCENT if percent is None else int(percent * 10)
