"""Reads all report lines in scope in blocks of some thousands, because they may not fit into memory."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Integer, Select, func, type_coerce
from sqlmodel import Session, col, select

from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import Scope
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.report_lines import LINES, SUBMISSIONS, TASKS, ReportLines
from data_model.store.base.bulk_reads import parse_instants, parse_numbers, read_texts, text_of
from data_model.store.base.scoping import agency_in, plans_in
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Directive, Plan, ReportLine, Review, Submission, Task, User
from data_model.values import SubmissionStatus

_BLOCK = 10_000
"""About so many lines are read at once; a submission is never split."""

Ids = NDArray[np.int64]


def report_lines(
    session: Session,
    scope: Scope,
    *,
    today: date,
    selection: Selection = Selection(),
    period: Period | None = None,
    before: frozenset[str] = frozenset(),
) -> ReportLines:
    """The lines of every submission in scope, of any status; with an agency selected also those of the agencies `before` it.
    The session must stay open until the last block is read."""
    wanted = _wanted(session, scope, today, selection, period, before)
    submissions = read_texts(session, _submissions(wanted))
    tasks = read_texts(session, columns(text_of(Task.id).label("id"), Task.code, Task.title).order_by(col(Task.id)))
    ids, counts = _numbers(submissions["id"]), _numbers(submissions["line_count"])
    return ReportLines(
        count=int(counts.sum()),
        submissions=_with_schema(submissions, SUBMISSIONS),
        tasks=_with_schema(tasks, TASKS),
        blocks=_blocks(session, wanted, ids, counts, _numbers(tasks["id"])),
    )


def _wanted(
    session: Session, scope: Scope, today: date, selection: Selection, period: Period | None, before: frozenset[str]
) -> ColumnElement[bool]:
    """Which submissions, as a condition on their table alone."""
    plans = select(Plan.id).where(plans_in(session, scope, today=today))
    if selection.province is not None:
        plans = plans.where(col(Plan.province) == selection.province)
    if selection.directive is not None:
        of_code = select(Directive.id).where(col(Directive.code) == selection.directive)
        plans = plans.where(col(Plan.main_directive_id).in_(of_code))
    if selection.plan is not None:
        plans = plans.where(col(Plan.code) == selection.plan)
    wanted: ColumnElement[bool] = col(Submission.plan_id).in_(session.exec(plans).all())
    if scope.agency is not None or selection.agency is not None:
        agencies = select(Agency.id).where(
            agency_in(scope), agency_in(Scope(agency=selection.agency, predecessors=before))
        )
        wanted = wanted & col(Submission.agency_id).in_(session.exec(agencies).all())
    return wanted if period is None else wanted & (col(Submission.period) == period.code)


def _submissions(wanted: ColumnElement[bool]) -> Select[Any]:
    """Submissions that have lines, by id, with their number of lines and their last acceptance."""
    lines = (
        columns(col(ReportLine.submission_id).label("id"), func.count().label("count"))
        .group_by(col(ReportLine.submission_id))
        .subquery()
    )
    accepted = (
        select(func.max(Review.id))
        .where(col(Review.decision) == SubmissionStatus.ACCEPTED)
        .group_by(col(Review.submission_id))
    )
    by = func.coalesce(User.display_name, Review.decided_by)
    return (
        columns(
            text_of(Submission.id).label("id"),
            text_of(lines.c.count).label("line_count"),
            Submission.number,
            col(Agency.code).label("agency"),
            col(Agency.name).label("agency_name"),
            col(Plan.code).label("plan"),
            col(Plan.number).label("plan_number"),
            Plan.province,
            col(Directive.kind).label("directive_kind"),
            col(Directive.number).label("directive_number"),
            col(Directive.title).label("directive_title"),
            Submission.period,
            text_of(Submission.submitted_at).label("submitted_at"),
            text_of(Submission.status).label("status"),
            text_of(Review.decided_at).label("accepted_at"),
            text_of(by).label("accepted_by"),
        )
        .join(lines, lines.c.id == col(Submission.id))
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .join(Plan, col(Plan.id) == col(Submission.plan_id))
        .outerjoin(Directive, col(Directive.id) == col(Plan.main_directive_id))
        .outerjoin(
            Review,
            (col(Review.submission_id) == col(Submission.id))
            & col(Review.id).in_(accepted)
            & (col(Submission.status) == SubmissionStatus.ACCEPTED),  # else it was taken back
        )
        .outerjoin(User, col(User.name) == col(Review.decided_by))
        .where(wanted)
        .order_by(col(Submission.id))
    )


def _blocks(
    session: Session, wanted: ColumnElement[bool], ids: Ids, counts: Ids, task_ids: Ids
) -> Iterator[pa.RecordBatch]:
    for first, last in _parts(ids, counts):
        read = read_texts(session, _lines(wanted, first, last))
        places = {
            "submission": pa.array(np.searchsorted(ids, _numbers(read["submission"]))),
            "task": pa.array(np.searchsorted(task_ids, _numbers(read["task"]))),
        }
        for name, place in places.items():
            read = read.set_column(read.column_names.index(name), name, place)
        yield from _with_schema(read, LINES).combine_chunks().to_batches()


def _parts(ids: Ids, counts: Ids) -> Iterator[tuple[int, int]]:
    """First and last submission id of each block."""
    blocks = (np.cumsum(counts) - counts) // _BLOCK
    starts = np.flatnonzero(np.diff(blocks, prepend=-1))
    ends = np.append(starts[1:], len(ids)) - 1
    for start, end in zip(starts, ends, strict=bool(len(ids))):
        yield int(ids[start]), int(ids[end])


def _lines(wanted: ColumnElement[bool], first: int, last: int) -> Select[Any]:
    return (
        columns(
            text_of(ReportLine.submission_id).label("submission"),
            text_of(ReportLine.task_id).label("task"),
            text_of(type_coerce(col(ReportLine.percent), Integer)).label("tenths"),
            text_of(ReportLine.status).label("status"),
            text_of(ReportLine.done_on).label("done_on"),
            ReportLine.result,
            ReportLine.difficulties,
            ReportLine.cause,
            ReportLine.responsibility,
            ReportLine.proposals,
            ReportLine.evidence,
        )
        .join(Submission, col(Submission.id) == col(ReportLine.submission_id))
        .where(col(Submission.id).between(first, last), wanted)
        .order_by(col(ReportLine.submission_id), col(ReportLine.task_id))
    )


def _numbers(texts: pa.ChunkedArray) -> Ids:
    return np.asarray(pc.cast(texts, pa.int64()).to_numpy())


def _with_schema(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table cast to the schema: '' becomes null except in texts."""
    return pa.table([_typed(table[field.name], field.type) for field in schema], schema=schema)


def _typed(column: pa.ChunkedArray, type_: pa.DataType) -> pa.ChunkedArray:
    if column.type == type_ or not pa.types.is_string(column.type):
        return column
    if pa.types.is_timestamp(type_):
        return pc.cast(parse_instants(column), type_)
    return pc.cast(parse_numbers(column), type_)
