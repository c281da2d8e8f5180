"""Reads and writes internal notes on submissions; only reviewers see them."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col

from data_model.store.base.typed_select import columns
from data_model.store.reporting.submissions import SubmissionRow
from data_model.tables import ReviewNote, Submission, User


@dataclass(frozen=True, slots=True)
class ReviewNoteRow:
    """One internal note."""

    text: str
    written_by: str
    author: str
    """The display name of `written_by`."""
    written_at: datetime


def notes_on(session: Session, row: SubmissionRow) -> list[ReviewNoteRow]:
    """The notes on a submission, oldest first. Does not check the scope: `row` was read in it."""
    query = (
        columns(ReviewNote.text, ReviewNote.written_by, User.display_name, ReviewNote.written_at)
        .join(Submission, col(Submission.id) == col(ReviewNote.submission_id))
        .outerjoin(User, col(User.name) == col(ReviewNote.written_by))
        .where(col(Submission.number) == row.number)
        .order_by(col(ReviewNote.written_at), col(ReviewNote.id))
    )
    return [ReviewNoteRow(text, by, name or by, at) for text, by, name, at in session.execute(query)]


def add_note(session: Session, row: SubmissionRow, *, text: str, by: str, at: datetime) -> None:
    submission_id = session.scalars(columns(Submission.id).where(col(Submission.number) == row.number)).one()
    session.add(ReviewNote(submission_id=submission_id, text=text, written_by=by, written_at=at))
