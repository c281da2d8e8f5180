"""Reads a store into columns, and appends to them what was written since."""

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
    """The columns of a store, the place in them by database id, and how far the store was read."""

    facts: Facts
    columns: Columns
    agency_of: Places
    plan_of: Places
    task_of: Places
    """By id the place; NOWHERE for ids that are not in the columns."""
    read: "HighWaterMarks"


@dataclass(frozen=True)
class HighWaterMarks:
    """The highest id of each table that was read, and the number of waivers lifted."""

    submission: int
    review: int
    extension: int
    waiver: int
    lifted: int

    @property
    def decisions(self) -> tuple[int, int, int]:
        return self.extension, self.waiver, self.lifted


def _last_of(table: Any) -> Any:
    """The highest id, read from the end of the index: SQLite scans the table for one of several `max`."""
    return func.coalesce(columns(table.id).order_by(table.id.desc()).limit(1).scalar_subquery(), 0)


_MARKS = columns(
    *(_last_of(table) for table in (Submission, Review, Extension, Waiver)),
    columns(func.count()).where(col(Waiver.lifted_at).is_not(None)).scalar_subquery(),
)


def high_water_marks(session: Session) -> HighWaterMarks:
    return HighWaterMarks(*session.execute(_MARKS).one())


def read_columns(session: Session, *, until: date) -> LoadedColumns:
    """Reads everything, for questions about days up to `until`."""
    facts = read_catalogue(session, EVERYTHING, today=until)
    sent = set(session.execute(columns(Plan.code, Submission.period).join(Plan, _is_of_plan()).distinct()).all())
    plans = plans_of(facts, sent={(plan, period) for plan, period in sent}, until=until)
    expected = catalogue(facts, plans, senders=_senders(session))
    agency_of, plan_of, task_of = (
        _places(session, table, place)
        for table, place in (
            (Agency, expected.agency_place),
            (Plan, expected.plans.place),
            (Task, expected.task_place),
        )
    )
    read = high_water_marks(session)
    submissions = read_texts(session, _SUBMISSIONS, after=0)
    reviews = read_texts(session, _REVIEWS, after=0)
    sent_columns = _sent(submissions, reviews, expected.plans, agency_of, plan_of, ids=_numbers(submissions["id"]))
    lines = _lines(read_texts(session, _ALL_LINES), task_of, ids=sent_columns.ids)
    reports = submission_columns(expected, sent_columns, lines)
    decided = decisions_in(expected, add_decisions_to(session, facts))
    return LoadedColumns(
        facts=facts,
        columns=Columns(expected, reports, decided),
        agency_of=agency_of,
        plan_of=plan_of,
        task_of=task_of,
        read=read,
    )


def append_new(session: Session, loaded: LoadedColumns) -> None:
    """Appends new submissions, lines and moves, and reads extensions and waivers again. After RebuildNeeded the columns
    are not usable."""
    now, expected = high_water_marks(session), loaded.columns.catalogue
    if (now.submission, now.review) != (loaded.read.submission, loaded.read.review):
        _append_new_submissions(session, loaded)
    if now.decisions != loaded.read.decisions:
        loaded.columns.decided = decisions_in(expected, add_decisions_to(session, loaded.facts))
    loaded.read = now


def _append_new_submissions(session: Session, loaded: LoadedColumns) -> None:
    own = loaded.columns.reports
    submissions = read_texts(session, _SUBMISSIONS, after=loaded.read.submission)
    reviews = read_texts(session, _REVIEWS, after=loaded.read.review)
    ids = np.concatenate([own.submissions.ids[: own.submission_count], _numbers(submissions["id"])])
    sent = _sent(submissions, reviews, loaded.columns.catalogue.plans, loaded.agency_of, loaded.plan_of, ids=ids)
    lines = _lines(read_texts(session, _NEW_LINES, after=loaded.read.submission), loaded.task_of, ids=ids)
    append_submissions(loaded.columns.catalogue, own, sent, lines)


def _is_of_plan() -> Any:
    return col(Plan.id) == col(Submission.plan_id)


def _senders(session: Session) -> dict[str, set[str]]:
    query = columns(Plan.code, Agency.code).join(Submission, _is_of_plan()).distinct()
    senders: dict[str, set[str]] = {}
    for plan, agency in session.execute(query.join(Agency, col(Agency.id) == col(Submission.agency_id))):
        senders.setdefault(plan, set()).add(agency)
    return senders


def _places(session: Session, table: Table, place: Mapping[str, int]) -> Places:
    ids = session.execute(columns(table.id, table.code)).all()
    places = np.full(max((row[0] for row in ids), default=0) + 1, NOWHERE)
    for row_id, code in ids:
        places[row_id] = place.get(code, NOWHERE)
    return places


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
"""In the order of an index, so that the database reads no other lines."""


def _sent(
    rows: pa.Table, reviews: pa.Table, plans: PlanColumns, agency_of: Places, plan_of: Places, *, ids: Places
) -> SentSubmissions:
    """`ids` of all submissions that moves may be of, sorted. Raises RebuildNeeded for an unknown agency or plan."""
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
    """By submission its slot. Thousands of submissions share a few periods, so each plan and period is looked up once."""
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
    """Raises RebuildNeeded for an id that is not in the columns."""
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
