"""Reads the lines that a reviewer compares waiting reports with."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period
from data_model.rules.review.marks import ReviewLine
from data_model.store.base.scoping import consolidators
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Plan, ReportLine, Submission, Task
from data_model.values import SubmissionStatus


def review_lines(session: Session, plan: PlanFact, period: Period) -> list[ReviewLine]:
    """The accepted and waiting lines of a period, and the earlier accepted ones of the agencies with waiting lines.

    Does not check the scope: `plan` was read in it.
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
    """By period code of submissions: the report that they belong to."""
    query = columns(Submission.period).join(Plan, col(Plan.id) == col(Submission.plan_id))
    periods = map(Period.from_code, session.scalars(query.where(col(Plan.code) == plan.code).distinct()))
    return {period.code: plan.report_or_period(period) for period in periods}


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
            ReportLine.taken_over,
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
    """By plan code: the agency that consolidates it today."""
    codes = dict(session.execute(columns(Plan.id, Plan.code)).all())
    return {codes[plan_id]: agency for plan_id, agency in consolidators(session, today=today).items()}
