"""Read a store into columns, and into columns that are there what has come since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from sqlalchemy import Integer, bindparam, type_coerce
from sqlmodel import Session, col, func

from data_model.rules.figures.columns.chains import RebuildNeeded, append_submissions, submission_columns
from data_model.rules.figures.columns.day_numbers import NO_DAY, Places
from data_model.rules.figures.columns.plan_columns import NOWHERE, PlanColumns
from data_model.rules.figures.columns.store_columns import Columns, decisions_in, plans_of
from data_model.rules.figures.columns.submission_columns import (
    LINE_STATUSES,
    NO_PERCENT,
    NO_STATUS,
    STATUSES,
    SentLines,
    SentSubmissions,
)
from data_model.rules.figures.columns.task_columns import catalogue
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.facts import Facts
from data_model.store.base.bulk_reads import parse_instants, parse_numbers, read_texts, text_of
from data_model.store.base.typed_select import columns
from data_model.store.plans.catalogue import add_decisions_to, read_catalogue
from data_model.tables import Agency, Extension, Plan, ReportLine, Review, Submission, Task, Waiver

Table = type[Agency] | type[Plan] | type[Task]


@dataclass
class LoadedColumns:
    """The columns of a store, how ids become places in them, and how far the store has been read."""

    facts: Facts
    columns: Columns
    agency_of: Places
    plan_of: Places
    task_of: Places
    """By id the place; NOWHERE for what is not known."""
    read: "HighWaterMarks"


@dataclass(frozen=True)
class HighWaterMarks:
    """How far a store has come: what of its tables is the last, and how many waivers were lifted."""

    submission: int
    review: int
    extension: int
    waiver: int
    lifted: int

    @property
    def decisions(self) -> tuple[int, int, int]:
        return self.extension, self.waiver, self.lifted


def _last_of(table: Any) -> Any:
    """By the end of the index: SQLite looks through a whole table for a `max` that is not alone."""
    return func.coalesce(columns(table.id).order_by(table.id.desc()).limit(1).scalar_subquery(), 0)


_MARKS = columns(
    *(_last_of(table) for table in (Submission, Review, Extension, Waiver)),
    columns(func.count()).where(col(Waiver.lifted_at).is_not(None)).scalar_subquery(),
)


def high_water_marks(session: Session) -> HighWaterMarks:
    return HighWaterMarks(*session.execute(_MARKS).one())


def read_columns(session: Session, *, until: date) -> LoadedColumns:
    """Everything, for questions about days up to `until`."""
    facts = read_catalogue(session, EVERYTHING, today=until)
    sent = set(session.execute(columns(Plan.code, Submission.period).join(Plan, _is_of_plan()).distinct()).all())
    plans = plans_of(facts, sent={(plan, period) for plan, period in sent}, until=until)
    known = catalogue(facts, plans, senders=_senders(session))
    agency_of, plan_of, task_of = (
        _places(session, table, place)
        for table, place in (
            (Agency, known.agency_place),
            (Plan, known.plans.place),
            (Task, known.task_place),
        )
    )
    read = high_water_marks(session)
    submissions = read_texts(session, _SUBMISSIONS, after=0)
    reviews = read_texts(session, _REVIEWS, after=0)
    sent_columns = _sent(submissions, reviews, known.plans, agency_of, plan_of, ids=_numbers(submissions["id"]))
    lines = _lines(read_texts(session, _ALL_LINES), task_of, ids=sent_columns.ids)
    reports = submission_columns(known, sent_columns, lines)
    decided = decisions_in(known, add_decisions_to(session, facts))
    return LoadedColumns(
        facts=facts,
        columns=Columns(known, reports, decided),
        agency_of=agency_of,
        plan_of=plan_of,
        task_of=task_of,
        read=read,
    )


def append_new(session: Session, known: LoadedColumns) -> None:
    """What has come since, and what was decided about reports. Raises ToBeMadeAnew; the columns are then of no use."""
    now, held = high_water_marks(session), known.columns.catalogue
    if (now.submission, now.review) != (known.read.submission, known.read.review):
        _append_new_submissions(session, known)
    if now.decisions != known.read.decisions:
        known.columns.decided = decisions_in(held, add_decisions_to(session, known.facts))
    known.read = now


def _append_new_submissions(session: Session, known: LoadedColumns) -> None:
    own = known.columns.reports
    submissions = read_texts(session, _SUBMISSIONS, after=known.read.submission)
    reviews = read_texts(session, _REVIEWS, after=known.read.review)
    ids = np.concatenate([own.submissions.ids[: own.submission_count], _numbers(submissions["id"])])
    sent = _sent(submissions, reviews, known.columns.catalogue.plans, known.agency_of, known.plan_of, ids=ids)
    lines = _lines(read_texts(session, _NEW_LINES, after=known.read.submission), known.task_of, ids=ids)
    append_submissions(known.columns.catalogue, own, sent, lines)


def _is_of_plan() -> Any:
    return col(Plan.id) == col(Submission.plan_id)


def _senders(session: Session) -> dict[str, set[str]]:
    query = columns(Plan.code, Agency.code).join(Submission, _is_of_plan()).distinct()
    found: dict[str, set[str]] = {}
    for plan, agency in session.execute(query.join(Agency, col(Agency.id) == col(Submission.agency_id))):
        found.setdefault(plan, set()).add(agency)
    return found


def _places(session: Session, table: Table, place: Mapping[str, int]) -> Places:
    ids = session.execute(columns(table.id, table.code)).all()
    found = np.full(max((row[0] for row in ids), default=0) + 1, NOWHERE)
    for row_id, code in ids:
        found[row_id] = place.get(code, NOWHERE)
    return found


_SUBMISSIONS = (
    columns(
        text_of(Submission.id).label("id"),
        Submission.number,
        text_of(Submission.agency_id).label("agency"),
        text_of(Submission.plan_id).label("plan"),
        Submission.period,
        text_of(Submission.submitted_at).label("submitted_at"),
        text_of(func.coalesce(Submission.entered_at, Submission.submitted_at)).label("recorded_at"),
        text_of(Submission.status).label("status"),
    )
    .where(col(Submission.id) > bindparam("after"))
    .order_by(col(Submission.id))
)
_REVIEWS = (
    columns(
        text_of(Review.id).label("id"),
        text_of(Review.submission_id).label("submission"),
        text_of(Review.decision).label("decision"),
        text_of(Review.decided_at).label("at"),
    )
    .where(col(Review.id) > bindparam("after"))
    .order_by(col(Review.id))
)
_LINES = columns(
    text_of(ReportLine.submission_id).label("submission"),
    text_of(ReportLine.task_id).label("task"),
    text_of(type_coerce(col(ReportLine.percent), Integer)).label("percent"),
    text_of(ReportLine.status).label("status"),
    text_of(ReportLine.done_on).label("done_on"),
)
_ALL_LINES = _LINES.order_by(col(ReportLine.id))
_NEW_LINES = _LINES.where(col(ReportLine.submission_id) > bindparam("after")).order_by(
    col(ReportLine.submission_id), col(ReportLine.task_id)
)
"""In the order of an index, so that nobody looks at the others."""


def _sent(
    rows: pa.Table, reviews: pa.Table, plans: PlanColumns, agency_of: Places, plan_of: Places, *, ids: Places
) -> SentSubmissions:
    """`ids` of all submissions that moves may be of, in order. Raises ToBeMadeAnew where something is not known."""
    agency, plan = _at(agency_of, _numbers(rows["agency"])), _at(plan_of, _numbers(rows["plan"]))
    moves_of = np.searchsorted(ids, _numbers(reviews["submission"]))
    return SentSubmissions(
        ids=_numbers(rows["id"]),
        numbers=rows["number"].to_numpy().astype(np.dtypes.StringDType()),
        agency=agency,
        plan=plan,
        slot=_slots(plans, plan, rows["period"]),
        submitted_at=_instants(rows["submitted_at"]),
        recorded_at=_instants(rows["recorded_at"]),
        status=_places_in(rows["status"], SUBMISSION_STATUS_PLACES),
        moves_of=moves_of,
        moves_to=_places_in(reviews["decision"], SUBMISSION_STATUS_PLACES),
        moves_at=_instants(reviews["at"]),
    )


def _slots(plans: PlanColumns, plan: Places, period: pa.ChunkedArray) -> Places:
    """Thousands of submissions share a few periods."""
    encoded = pc.dictionary_encode(period.combine_chunks())
    codes = encoded.dictionary.to_pylist()
    pairs = plan * max(len(codes), 1) + encoded.indices.to_numpy()
    unique, back = np.unique(pairs, return_inverse=True)
    slots = [plans.slot_of(int(pair) // len(codes), codes[int(pair) % len(codes)]) for pair in unique]
    return np.array(slots, np.int64)[back]


def _lines(rows: pa.Table, task_of: Places, *, ids: Places) -> SentLines:
    return SentLines(
        submission=np.searchsorted(ids, _numbers(rows["submission"])),
        task=_at(task_of, _numbers(rows["task"])),
        percent=_numbers(rows["percent"], none=NO_PERCENT).astype(np.int16),
        status=_places_in(rows["status"], LINE_STATUS_PLACES),
        done_on=_days(rows["done_on"]),
    )


def _at(places: Places, ids: Places) -> Places:
    """Raises ToBeMadeAnew for an id that is not known yet."""
    if len(ids) and (ids.max() >= len(places) or (places[ids] == NOWHERE).any()):
        raise RebuildNeeded
    return places[ids]


def _numbers(texts: pa.ChunkedArray, *, none: int | None = None) -> Places:
    stated = texts if none is None else pc.if_else(pc.equal(texts, ""), str(none), texts)
    return np.asarray(pc.cast(stated, pa.int64()).to_numpy())


def _instants(texts: pa.ChunkedArray) -> NDArray[np.int64]:
    return np.asarray(pc.cast(parse_instants(texts), pa.int64()).to_numpy())


def _days(texts: pa.ChunkedArray) -> NDArray[np.int32]:
    days = pc.cast(pc.cast(parse_numbers(texts), pa.date32()), pa.int32())
    return np.asarray(pc.fill_null(days, NO_DAY).to_numpy())


def _by_value(values: tuple[StrEnum, ...]) -> pa.Array:
    return pa.array([value.value for value in values])


SUBMISSION_STATUS_PLACES, LINE_STATUS_PLACES = _by_value(STATUSES), _by_value(LINE_STATUSES)


def _places_in(texts: pa.ChunkedArray, values: pa.Array) -> NDArray[np.int8]:
    places = pc.fill_null(pc.index_in(texts, values), NO_STATUS)
    return np.asarray(places.to_numpy()).astype(np.int8)
