"""Reads how difficulties and proposals are handled, and enters it."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import true
from sqlmodel import Session, col

from data_model.rules.follow_up.difficulties import Handling, SaidRemark
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, DifficultyHandling, Plan, ReportLine, Submission, Task
from data_model.values import Decider, RemarkKind, SubmissionStatus


def read_handlings(session: Session, plans: Collection[str]) -> list[Handling]:
    """Every entry on these plans (codes), oldest first."""
    query = (
        columns(DifficultyHandling, Plan.code)
        .join(Plan, col(Plan.id) == col(DifficultyHandling.plan_id))
        .where(col(Plan.code).in_(plans))
        .order_by(col(DifficultyHandling.entered_at), col(DifficultyHandling.id))
    )
    return [
        Handling(
            plan=plan,
            kind=row.kind,
            key=row.key,
            text=row.text,
            raised_by=row.raised_by,
            decider=row.decider,
            handled_by=row.handled_by,
            due_on=row.due_on,
            outcome=row.outcome,
            is_closed=row.is_closed,
            entered_at=row.entered_at,
        )
        for row, plan in session.execute(query)
    ]


def said_remarks(session: Session, facts: Facts, *, unreviewed: bool) -> list[SaidRemark]:
    """The difficulties and proposals of the lines that stand today, of each assignment and report the line sent last;
    with `unreviewed` also of those that wait. Of the plans of `facts`, and with `only_agency` of that agency."""
    statuses = [SubmissionStatus.ACCEPTED, *([SubmissionStatus.SUBMITTED] if unreviewed else [])]
    query = (
        columns(Plan.code, Task.code, Agency.code, Submission.period, ReportLine.difficulties, ReportLine.proposals)
        .join(Submission, col(Submission.id) == col(ReportLine.submission_id))
        .join(Task, col(Task.id) == col(ReportLine.task_id))
        .join(Plan, col(Plan.id) == col(Submission.plan_id))
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .where(
            col(Plan.code).in_(facts.plans),
            col(Submission.status).in_(statuses),
            true() if facts.own_agencies is None else col(Agency.code).in_(facts.own_agencies),
        )
        .order_by(col(Submission.submitted_at), col(Submission.id))
    )
    last: dict[tuple[str, str, str], list[SaidRemark]] = {}
    for plan, task, agency, code, difficulties, proposals in session.execute(query):
        period = Period.from_code(code)
        said = (RemarkKind.DIFFICULTY, difficulties), (RemarkKind.PROPOSAL, proposals)
        last[task, agency, code] = [SaidRemark(plan, task, agency, period, kind, text) for kind, text in said if text]
    return [remark for of_line in last.values() for remark in of_line]


def add_handling(
    session: Session,
    *,
    plan: str,
    kind: RemarkKind,
    key: str,
    text: str,
    raised_by: tuple[str, ...],
    decider: Decider,
    handled_by: str,
    due_on: date | None,
    outcome: str,
    is_closed: bool,
    entered_by: str,
    entered_at: datetime,
) -> None:
    plan_id = session.scalars(columns(Plan.id).where(col(Plan.code) == plan)).one()
    session.add(
        DifficultyHandling(
            plan_id=plan_id,
            kind=kind,
            key=key,
            text=text,
            raised_by=raised_by,
            decider=decider,
            handled_by=handled_by,
            due_on=due_on,
            outcome=outcome,
            is_closed=is_closed,
            entered_by=entered_by,
            entered_at=entered_at,
        )
    )
