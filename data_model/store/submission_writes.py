"""Write submissions and their moves; the caller's transaction makes it whole."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session, col, update

from data_model.rules.periods import Period
from data_model.store.columns import columns
from data_model.store.submissions import LineValues
from data_model.tables import Agency, Plan, ReportLine, Review, SentFile, Submission, Task
from data_model.values import SubmissionStatus


def add_submission(
    session: Session,
    *,
    number: str,
    agency: str,
    plan: str,
    period: Period,
    lines: Mapping[str, LineValues],
    submitted_at: datetime,
    submitted_by: str,
    file_name: str,
    sha256: str,
) -> None:
    """One submission with its lines, by task code. Codes are those of the store."""
    submission = Submission(
        number=number,
        agency_id=session.scalars(columns(Agency.id).where(col(Agency.code) == agency)).one(),
        plan_id=session.scalars(columns(Plan.id).where(col(Plan.code) == plan)).one(),
        period=period.code,
        submitted_at=submitted_at,
        submitted_by=submitted_by,
        status=SubmissionStatus.SUBMITTED,
        file_name=file_name,
        sha256=sha256,
    )
    session.add(submission)
    session.flush()
    task_ids = dict(session.execute(columns(Task.code, Task.id)).all())
    rows = [
        {"submission_id": submission.id, "task_id": task_ids[task], **asdict(values)} for task, values in lines.items()
    ]
    session.execute(insert(ReportLine), rows)


def keep_file(session: Session, *, sha256: str, content: bytes) -> None:
    """Keep a file as it was sent; the same one is kept once."""
    if session.get(SentFile, sha256) is None:
        session.add(SentFile(sha256=sha256, content=content))


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
