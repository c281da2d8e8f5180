"""Read what a reviewer holds waiting reports against, and the internal notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period
from data_model.rules.review.marks import ReviewLine
from data_model.store.base.scoping import consolidators
from data_model.store.base.typed_select import columns
from data_model.store.reporting.submissions import SubmissionRow
from data_model.tables import Agency, Plan, ReportLine, ReviewNote, Submission, Task, User
from data_model.values import SubmissionStatus


@dataclass(frozen=True, slots=True)
class ReviewNoteRow:
    """An internal note on a submission, for the office alone."""

    text: str
    author: str
    written_at: datetime


def review_lines(session: Session, plan: PlanFact, period: Period) -> list[ReviewLine]:
    """What the report of a period is held against, in a plan that the caller was let to see.

    Every line of the report that was accepted or waits, and what was accepted earlier of the agencies that wait.
    """
    reports = _reports(session, plan)
    codes = [code for code, report in reports.items() if report == period]
    earlier = [code for code, report in reports.items() if report < period]
    lines = list(_lines(session, plan, reports, col(Submission.period).in_(codes)))
    waiting = {line.agency for line in lines if not line.accepted}
    accepted = col(Submission.status) == SubmissionStatus.ACCEPTED
    before = col(Submission.period).in_(earlier) & col(Agency.code).in_(waiting) & accepted
    return [*_lines(session, plan, reports, before), *lines]


def _reports(session: Session, plan: PlanFact) -> dict[str, Period]:
    """By period as it was sent: the report that it belongs to."""
    query = columns(Submission.period).join(Plan, col(Plan.id) == col(Submission.plan_id))
    periods = map(Period.from_code, session.scalars(query.where(col(Plan.code) == plan.code).distinct()))
    return {period.code: plan.report_for(period) or period for period in periods}


def _lines(
    session: Session, plan: PlanFact, reports: Mapping[str, Period], which: ColumnElement[bool]
) -> Iterator[ReviewLine]:
    query = (
        columns(
            Submission.number,
            Agency.code,
            Task.code,
            Submission.period,
            Submission.submitted_at,
            Submission.status,
            ReportLine.percent,
            ReportLine.status,
            ReportLine.done_on,
            ReportLine.result,
        )
        .join(ReportLine, col(ReportLine.submission_id) == col(Submission.id))
        .join(Task, col(Task.id) == col(ReportLine.task_id))
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .join(Plan, col(Plan.id) == col(Submission.plan_id))
        .where(col(Plan.code) == plan.code, which)
        .where(col(Submission.status).in_([SubmissionStatus.ACCEPTED, SubmissionStatus.SUBMITTED]))
    )
    for number, agency, task, code, submitted_at, status, *values in session.execute(query):
        accepted = status is SubmissionStatus.ACCEPTED
        yield ReviewLine(number, agency, task, reports[code], submitted_at, accepted, *values)


def consolidators_by_plan(session: Session, *, today: date) -> dict[str, str | None]:
    """By plan: the agency that consolidates it today."""
    codes = dict(session.execute(columns(Plan.id, Plan.code)).all())
    return {codes[plan_id]: agency for plan_id, agency in consolidators(session, today=today).items()}


def notes_on(session: Session, row: SubmissionRow) -> list[ReviewNoteRow]:
    """The internal notes on a submission that the caller was let to see, oldest first."""
    query = (
        columns(ReviewNote.text, ReviewNote.written_by, User.display_name, ReviewNote.written_at)
        .join(Submission, col(Submission.id) == col(ReviewNote.submission_id))
        .outerjoin(User, col(User.name) == col(ReviewNote.written_by))
        .where(col(Submission.number) == row.number)
        .order_by(col(ReviewNote.written_at), col(ReviewNote.id))
    )
    return [ReviewNoteRow(text, name or by, at) for text, by, name, at in session.execute(query)]


def add_note(session: Session, row: SubmissionRow, *, text: str, by: str, at: datetime) -> None:
    submission_id = session.scalars(columns(Submission.id).where(col(Submission.number) == row.number)).one()
    session.add(ReviewNote(submission_id=submission_id, text=text, written_by=by, written_at=at))
