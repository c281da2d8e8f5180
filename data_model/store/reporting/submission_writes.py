"""Writes submissions and their moves, in the transaction of the action: `actions/reporting/submit_report.py`, `actions/review.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from sqlalchemy import Select, func, insert, literal, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select, update

from data_model.rules.plans.periods import Period
from data_model.rules.reporting.paper import Paper
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
        ("cause", pa.string()),
        ("responsibility", pa.string()),
        ("proposals", pa.string()),
        ("evidence", pa.string()),
    ]
)


_SUBMISSION, _REPORT_LINE = str(Submission.__tablename__), str(ReportLine.__tablename__)


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """One submission to be stored; agency and plan are codes."""

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
    paper: Paper | None = None,
    entered_at: datetime | None = None,
) -> None:
    """Inserts submissions with their lines; `paper` and `entered_at` where the office entered them. `lines` has the columns of `LINES`, but instead of the two ids `submission`
    and `task`: places in `new` and `tasks`."""
    last = session.scalar(columns(func.max(Submission.id))) or 0
    agencies, plans = _ids(session, Agency), _ids(session, Plan)
    shared = {
        "submitted_at": _as_stored(session, submitted_at),
        "submitted_by": submitted_by,
        "status": SubmissionStatus.SUBMITTED.value,
        "file_name": file_name,
        "sha256": sha256,
        **_of_paper(session, paper, entered_at),
    }
    rows = {
        "number": [submission.number for submission in new],
        "agency_id": [agencies[submission.agency] for submission in new],
        "plan_id": [plans[submission.plan] for submission in new],
        "period": [submission.period.code for submission in new],
        **{name: pa.repeat(value, len(new)) for name, value in shared.items()},
    }
    write_rows(session, _SUBMISSION, pa.table(rows))
    ids = dict(session.execute(columns(Submission.number, Submission.id).where(col(Submission.id) > last)).all())
    task_ids = _ids(session, Task)
    ids_of_lines = {
        "submission_id": _at(lines["submission"], [ids[submission.number] for submission in new]),
        "task_id": _at(lines["task"], [task_ids[code] for code in tasks]),
    }
    line_columns = [ids_of_lines[name] if name in ids_of_lines else lines[name] for name in LINES.names]
    write_rows(session, _REPORT_LINE, pa.table(line_columns, schema=LINES))


def _of_paper(session: Session, paper: Paper | None, entered_at: datetime | None) -> dict[str, Any]:
    if paper is None or entered_at is None:
        return {}
    return {
        "entered_at": _as_stored(session, entered_at),
        "paper_number": paper.number,
        "paper_dated_on": paper.dated_on,
        "paper_signer": paper.signer,
        "paper_received_on": paper.received_on,
    }


def _ids(session: Session, table: type[Agency] | type[Plan] | type[Task]) -> dict[str, int]:
    return dict(session.execute(columns(table.code, table.id)).all())


def _as_stored(session: Session, at: datetime) -> str:
    """An instant as this database stores it in the column."""
    kind: Any = Submission.__table__.c.submitted_at.type  # type: ignore[attr-defined]
    dialect = session.connection().dialect
    to_stored = kind.dialect_impl(dialect).bind_processor(dialect)
    return str(to_stored(at) if to_stored else at)


def _at(places: pa.ChunkedArray, ids: Sequence[int]) -> pa.Array:
    return pa.array(np.array(ids, np.int64)[places.to_numpy()])


def store_file(session: Session, *, sha256: str, content: bytes | Path) -> None:
    """Stores a file as it was sent; the same content is stored once."""
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
    """Writes the move and returns True; False if the submission is no longer `current`."""
    submission_id = session.execute(
        update(Submission)
        .where(col(Submission.number) == number, col(Submission.status) == current)
        .values(status=to)
        .returning(col(Submission.id))
    ).scalar_one_or_none()
    if submission_id is None:
        return False
    session.add(
        Review(submission_id=submission_id, decision=to, reason=reason, decided_by=decided_by, decided_at=decided_at)
    )
    return True


def take_over_lines(session: Session, *, of: str, into: str) -> int:
    """Copies the lines of one submission into another for the tasks that it leaves out, marked as taken over. Returns how
    many; both are numbers. Where a later line was accepted, that one stands (an acceptance before it was taken back)."""
    old, new = _submission_id(session, of), _submission_id(session, into)
    reported = select(ReportLine.task_id).where(col(ReportLine.submission_id) == new)
    accepted_since = select(ReportLine.task_id).where(col(ReportLine.submission_id).in_(_accepted_after(old)))
    table: Any = ReportLine
    values = [column for column in table.__table__.c if column.name not in _OWN_OF_A_LINE]
    left_out = columns(literal(new), true(), *values).where(
        col(ReportLine.submission_id) == old,
        col(ReportLine.task_id).not_in(reported),
        col(ReportLine.task_id).not_in(accepted_since),
    )
    names = ["submission_id", "taken_over", *(column.name for column in values)]
    copied = insert(ReportLine).from_select(names, left_out).returning(col(ReportLine.id))
    return len(session.scalars(copied).all())


def _accepted_after(submission: int) -> Select[Any]:
    """The accepted submissions of the same report that were sent later."""
    earlier = aliased(Submission)
    return (
        columns(Submission.id)
        .join(
            earlier,
            (col(earlier.agency_id) == col(Submission.agency_id))
            & (col(earlier.plan_id) == col(Submission.plan_id))
            & (col(earlier.period) == col(Submission.period)),
        )
        .where(
            col(earlier.id) == submission,
            col(Submission.status) == SubmissionStatus.ACCEPTED,
            col(Submission.submitted_at) > col(earlier.submitted_at),
        )
    )


_OWN_OF_A_LINE = {"id", "submission_id", "taken_over"}


def _submission_id(session: Session, number: str) -> int:
    return session.scalars(columns(Submission.id).where(col(Submission.number) == number)).one()
