"""The columns of a large store on disk, so that a process starts without reading all reports again.

An Arrow file in the data directory, one row with a list for each column. It can be deleted at any time. It is used only
if it still fits the store: plans, tasks and agencies have not changed since, and all its submissions and moves are
there. What was written later is appended from the store.
"""

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields, is_dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import numpy as np
import pyarrow as pa
from sqlmodel import Session, col, func, select

from data_model.rules.figures.columns.chains import make_room
from data_model.rules.figures.columns.day_numbers import day_number, day_of
from data_model.rules.figures.columns.plan_columns import plan_columns
from data_model.rules.figures.columns.store_columns import Columns, decisions_in
from data_model.rules.figures.columns.submission_columns import SubmissionColumns
from data_model.rules.figures.columns.task_columns import Catalogue, LeadColumns, ReporterColumns, TaskColumns
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.facts import Facts
from data_model.settings import data_dir
from data_model.store.base.engine import Versions
from data_model.store.figures.read_columns import HighWaterMarks, LoadedColumns, high_water_marks
from data_model.store.plans.catalogue import add_decisions_to
from data_model.store.plans.plan_facts import read_plans
from data_model.tables import Review, Submission

LOG = logging.getLogger(__name__)
FORMAT = 1
"""Raise it when the columns change."""
WORTH_LINES = 50_000
"""A store with fewer lines is read as fast without a snapshot."""

Arrays = TypeVar("Arrays")


@dataclass(frozen=True)
class _Fingerprint:
    """What must be unchanged in the store for the snapshot to be used."""

    expected: int
    read: list[int]
    """The `HighWaterMarks` up to which the store was read."""
    submissions: int
    reviews: int
    last_number: str


def save_snapshot(session: Session, loaded: LoadedColumns, version: Versions) -> None:
    """Writes the snapshot in place of an older one. A full or read-only disk is only logged."""
    own = loaded.columns
    parts = {
        "tasks": own.catalogue.tasks,
        "leads": own.catalogue.leads,
        "reporters": own.catalogue.reporters,
        "reports": own.reports,
    }
    arrays = dict(_arrays(parts))
    arrays |= {"agency_of": loaded.agency_of, "plan_of": loaded.plan_of, "task_of": loaded.task_of}
    about = {
        "format": FORMAT,
        "horizon": own.catalogue.plans.horizon,
        "agencies": own.catalogue.agencies,
        "sent": own.catalogue.plans.sent,
        "counts": [own.reports.submission_count, own.reports.line_count],
        "again": [[place, *time] for place, times in own.reports.submissions.again.items() for time in times],
        "witness": vars(_fingerprint(session, version.expected, loaded.read)),
    }
    try:
        _write(_path(version.store), arrays, json.dumps(about))
    except OSError:
        LOG.warning("the snapshot of the figures could not be written", exc_info=True)


def read_snapshot(session: Session, version: Versions, *, until: date) -> LoadedColumns | None:
    """The columns of the snapshot; None where there is none, or where it no longer fits the store."""
    path = _path(version.store)
    if not path.is_file():
        return None
    try:
        with pa.memory_map(str(path)) as source:
            batch = pa.ipc.open_file(source).get_batch(0)
            about = json.loads(batch.schema.metadata[b"about"])
            if about["format"] != FORMAT or about["horizon"] < day_number(until):
                return None
            fingerprint = _Fingerprint(**about["witness"])
            if _fingerprint(session, version.expected, HighWaterMarks(*fingerprint.read)) != fingerprint:
                return None
            columns = {name: batch.column(place).values for place, name in enumerate(batch.schema.names)}
            return _loaded(session, columns, about, fingerprint, until)
    except (OSError, pa.ArrowInvalid, KeyError, TypeError, ValueError):
        LOG.warning("the snapshot of the figures could not be read", exc_info=True)
        return None


def _path(store: str) -> Path:
    return data_dir() / f"so-lieu-{sha256(store.encode()).hexdigest()[:12]}.arrow"


def _fingerprint(session: Session, expected: int, read: HighWaterMarks) -> _Fingerprint:
    submissions = session.exec(select(func.count()).where(col(Submission.id) <= read.submission)).one()
    reviews = session.exec(select(func.count()).where(col(Review.id) <= read.review)).one()
    number = session.exec(select(Submission.number).where(col(Submission.id) == read.submission)).first()
    return _Fingerprint(expected, list(astuple(read)), submissions, reviews, number or "")


def _loaded(
    session: Session, columns: dict[str, pa.Array], about: dict[str, Any], fingerprint: _Fingerprint, until: date
) -> LoadedColumns:
    facts = Facts(plans=read_plans(session, EVERYTHING, until, None))
    horizon = day_of(about["horizon"])
    assert horizon is not None, "a horizon is a day"
    plans = plan_columns(facts.plans.values(), sent={(plan, code) for plan, code in about["sent"]}, horizon=horizon)
    tasks = _from_arrays(TaskColumns, "tasks", columns)
    agencies = tuple(about["agencies"])
    reporters = _from_arrays(ReporterColumns, "reporters", columns)
    catalogue = Catalogue(
        plans=plans,
        agencies=agencies,
        tasks=tasks,
        leads=_from_arrays(LeadColumns, "leads", columns),
        reporters=reporters,
        task_place={code: place for place, code in enumerate(tasks.codes)},
        agency_place={code: place for place, code in enumerate(agencies)},
    )
    reports = _from_arrays(SubmissionColumns, "reports", columns)
    reports.submission_count, reports.line_count = about["counts"]
    make_room(reports.submissions, reports.submission_count, 0)
    make_room(reports.lines, reports.line_count, 0)
    for place, first, end, accepted in about["again"]:
        reports.submissions.again.setdefault(place, []).append((first, end, accepted))
    return LoadedColumns(
        facts=facts,
        columns=Columns(catalogue, reports, decisions_in(catalogue, add_decisions_to(session, facts))),
        agency_of=_array(columns["agency_of"]),
        plan_of=_array(columns["plan_of"]),
        task_of=_array(columns["task_of"]),
        read=replace(high_water_marks(session), submission=fingerprint.read[0], review=fingerprint.read[1]),
    )


def _arrays(parts: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """(dotted attribute path, array) of every array in the dataclasses; without the spare room behind used rows."""
    counts = {"submissions": parts["reports"].submission_count, "lines": parts["reports"].line_count}
    waiting = list(parts.items())
    while waiting:
        name, part = waiting.pop()
        for field in fields(part):
            value, path = getattr(part, field.name), f"{name}.{field.name}"
            if is_dataclass(value):
                waiting.append((path, value))
            elif isinstance(value, np.ndarray):
                count = counts.get(name.rpartition(".")[2])
                yield path, value if count is None else value[:count]
            elif isinstance(value, tuple):
                yield path, value


def _from_arrays(kind: type[Arrays], name: str, columns: dict[str, pa.Array]) -> Arrays:
    """The dataclass `kind` from the arrays of `_arrays`; a mapping is rebuilt from them, a number is set by the caller."""
    parts: dict[str, Any] = {}
    for part, hint in get_type_hints(kind).items():
        path = f"{name}.{part}"
        if is_dataclass(hint):
            parts[part] = _from_arrays(hint, path, columns)  # type: ignore[arg-type]
        elif path in columns:
            parts[part] = tuple(columns[path].to_pylist()) if hint == tuple[str, ...] else _array(columns[path])
        elif hint is int:
            parts[part] = 0
    if kind is ReporterColumns:
        keys = zip(parts["plan"].tolist(), parts["agency"].tolist(), strict=True)
        parts["place"] = {key: place for place, key in enumerate(keys)}
    return kind(**parts)


def _array(values: pa.Array) -> Any:
    if pa.types.is_string(values.type):
        return values.to_numpy(zero_copy_only=False).astype(np.dtypes.StringDType())
    return values.to_numpy(zero_copy_only=False).copy()  # the file is read-only, the columns must grow


def _write(path: Path, arrays: dict[str, Any], about: str) -> None:
    """Writes the file whole or not at all, readable by its owner only."""
    columns = []
    for values in arrays.values():
        text = not isinstance(values, np.ndarray) or values.dtype.kind == "T"
        flat = pa.array([str(value) for value in values], pa.string()) if text else pa.array(values)
        columns.append(pa.LargeListArray.from_arrays(pa.array([0, len(flat)], pa.int64()), flat))
    schema = pa.schema(
        [(name, column.type) for name, column in zip(arrays, columns, strict=True)], metadata={"about": about}
    )
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(opened, "wb") as file, pa.ipc.new_file(file, schema) as writer:
            writer.write_batch(pa.record_batch(columns, schema=schema))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
