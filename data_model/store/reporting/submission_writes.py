"""Write submissions and their moves; the caller's transaction makes it whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from sqlalchemy import func
from sqlmodel import Session, col, update

from data_model.rules.plans.periods import Period
from data_model.store.base.bulk_writes import write_rows
from data_model.store.base.compression import compress
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Plan, ReportLine, Review, SentFile, Submission, Task
from data_model.values import SubmissionStatus

LINES = pa.schema(
    [
        ("submission_id", pa.int64()),
        ("task_id", pa.int64()),
        ("percent", pa.int16()),  # in tenths, as the table has it
        ("status", pa.string()),
        ("done_on", pa.date32()),
        ("result", pa.string()),
        ("difficulties", pa.string()),
        ("proposals", pa.string()),
        ("evidence", pa.string()),
    ]
)


_SUBMISSION, _REPORT_LINE = str(Submission.__tablename__), str(ReportLine.__tablename__)


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """One report to be stored; codes are those of the store."""

    number: str
    agency: str
    plan: str
    period: Period


def add_submissions(
    session: Session,
    new: Sequence[NewSubmission],
    lines: pa.Table,
    *,
    tasks: Sequence[str],
    submitted_at: datetime,
    submitted_by: str,
    file_name: str,
    sha256: str,
) -> None:
    """The submissions with their lines: what `LINES` has, but `submission` and `task` by place in `new` and `tasks`."""
    last = session.scalar(columns(func.max(Submission.id))) or 0
    agencies, plans = _ids(session, Agency), _ids(session, Plan)
    told = {
        "submitted_at": _as_stored(session, submitted_at),
        "submitted_by": submitted_by,
        "status": SubmissionStatus.SUBMITTED.value,
        "file_name": file_name,
        "sha256": sha256,
    }
    rows = {
        "number": [submission.number for submission in new],
        "agency_id": [agencies[submission.agency] for submission in new],
        "plan_id": [plans[submission.plan] for submission in new],
        "period": [submission.period.code for submission in new],
        **{name: pa.repeat(value, len(new)) for name, value in told.items()},
    }
    write_rows(session, _SUBMISSION, pa.table(rows))
    ids = dict(session.execute(columns(Submission.number, Submission.id).where(col(Submission.id) > last)).all())
    task_ids = _ids(session, Task)
    found = {
        "submission_id": _at(lines["submission"], [ids[submission.number] for submission in new]),
        "task_id": _at(lines["task"], [task_ids[code] for code in tasks]),
    }
    columns_kept = [found[name] if name in found else lines[name] for name in LINES.names]
    write_rows(session, _REPORT_LINE, pa.table(columns_kept, schema=LINES))


def _ids(session: Session, table: type[Agency] | type[Plan] | type[Task]) -> dict[str, int]:
    return dict(session.execute(columns(table.code, table.id)).all())


def _as_stored(session: Session, at: datetime) -> str:
    """An instant as the column has it in this database."""
    kind: Any = Submission.__table__.c.submitted_at.type  # type: ignore[attr-defined]
    dialect = session.connection().dialect
    keep = kind.dialect_impl(dialect).bind_processor(dialect)
    return str(keep(at) if keep else at)


def _at(places: pa.ChunkedArray, ids: Sequence[int]) -> pa.Array:
    return pa.array(np.array(ids, np.int64)[places.to_numpy()])


def store_file(session: Session, *, sha256: str, content: bytes | Path) -> None:
    """Keep a file as it was sent; the same one is kept once."""
    if session.get(SentFile, sha256) is None:
        session.add(SentFile(sha256=sha256, content=compress(content)))


def move_submission(
    session: Session,
    *,
    number: str,
    current: SubmissionStatus,
    to: SubmissionStatus,
    reason: str,
    decided_by: str,
    decided_at: datetime,
) -> bool:
    """Write the move, unless somebody moved the submission since it was read as `current`; then False."""
    moved = session.execute(
        update(Submission)
        .where(col(Submission.number) == number, col(Submission.status) == current)
        .values(status=to)
        .returning(col(Submission.id))
    ).scalar_one_or_none()
    if moved is None:
        return False
    session.add(Review(submission_id=moved, decision=to, reason=reason, decided_by=decided_by, decided_at=decided_at))
    return True
