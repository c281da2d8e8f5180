"""Reads submissions, their lines, and the lines that were accepted before."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, func, true
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from data_model.rules.people.access import Scope
from data_model.rules.plans.facts import Facts, PlanNaming
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.paper import Paper
from data_model.store.base.compression import decompress
from data_model.store.base.naming import plan_naming
from data_model.store.base.organisation import with_those_before
from data_model.store.base.scoping import agency_in, plans_in
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Directive, Plan, ReportLine, Review, SentFile, Submission, Task, User
from data_model.values import LineStatus, SubmissionStatus, TaskType


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One submission as lists show it; `reason` is that of its last move."""

    number: str
    agency: str
    agency_name: str
    plan: str
    naming: PlanNaming
    period: Period
    submitted_at: datetime
    sender_name: str
    status: SubmissionStatus
    file_name: str
    sha256: str
    line_count: int
    reason: str = ""
    taken_over_count: int = 0
    """Lines that it took over from the submission that it superseded."""
    paper: Paper | None = None
    """What stood on the paper that the office entered it from."""


@dataclass(frozen=True, slots=True)
class LineValues:
    """The values of a line, without submission, task and period."""

    percent: Decimal | None
    status: LineStatus | None
    done_on: date | None
    result: str
    difficulties: str
    cause: str
    responsibility: str
    proposals: str
    evidence: str

    @property
    def is_empty(self) -> bool:
        """Of a finished task: its line means "as before"."""
        return not any(getattr(self, value.name) for value in fields(self)) and self.percent is None

    @classmethod
    def of(cls, line: object) -> "LineValues":
        """Copies the attributes of the same names from any object."""
        return cls(**{field.name: getattr(line, field.name) for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class PastLine:
    """A line with the period that it was sent for."""

    period: Period
    values: LineValues

    @property
    def percent(self) -> Decimal | None:
        return self.values.percent

    @property
    def done_on(self) -> date | None:
        return self.values.done_on


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a submission and the last accepted line before it."""

    task: str
    title: str
    type: TaskType
    now: LineValues
    before: LineValues | None
    before_period: Period | None
    taken_over: bool = False


VALUES = (
    ReportLine.percent,
    ReportLine.status,
    ReportLine.done_on,
    ReportLine.result,
    ReportLine.difficulties,
    ReportLine.cause,
    ReportLine.responsibility,
    ReportLine.proposals,
    ReportLine.evidence,
)


def submissions(
    session: Session,
    scope: Scope,
    *,
    today: date,
    statuses: Iterable[SubmissionStatus] = tuple(SubmissionStatus),
    number: str | None = None,
    of_report: tuple[str, str] | None = None,
    accepted_since: datetime | None = None,
) -> list[SubmissionRow]:
    """The submissions in scope with one of the statuses, newest first; of one (agency, plan), or with an acceptance since
    an instant."""
    conditions = [
        plans_in(session, scope, today=today),
        agency_in(scope),
        col(Submission.status).in_(list(statuses)),
        true() if number is None else col(Submission.number) == number,
    ]
    if of_report is not None:
        conditions += [col(Agency.code) == of_report[0], col(Plan.code) == of_report[1]]
    if accepted_since is not None:
        accepted = select(Review.submission_id).where(
            col(Review.decision) == SubmissionStatus.ACCEPTED, col(Review.decided_at) >= accepted_since
        )
        conditions.append(col(Submission.id).in_(accepted))
    lines = select(func.count()).where(col(ReportLine.submission_id) == col(Submission.id))
    counts = lines.scalar_subquery(), lines.where(col(ReportLine.taken_over)).scalar_subquery()
    query = (
        columns(Submission, Agency.code, Agency.name, Plan, Directive, User.display_name, *counts)
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .join(Plan, col(Plan.id) == col(Submission.plan_id))
        .outerjoin(Directive, col(Directive.id) == col(Plan.main_directive_id))
        .outerjoin(User, col(User.name) == col(Submission.submitted_by))
        .options(defer(Plan.text))  # type: ignore[arg-type]  # long, and not part of a name
        .where(*conditions)
        .order_by(col(Submission.submitted_at).desc(), col(Submission.id).desc())
    )
    reasons = _reasons(session, conditions)
    return [
        SubmissionRow(
            number=submission.number,
            agency=agency,
            agency_name=agency_name,
            plan=plan.code,
            naming=plan_naming(plan, directive),
            period=Period.from_code(submission.period),
            submitted_at=submission.submitted_at,
            sender_name=sender or submission.submitted_by,
            status=submission.status,
            file_name=submission.file_name,
            sha256=submission.sha256,
            line_count=count,
            reason=reasons.get(submission.id or 0, ""),
            taken_over_count=taken_over,
            paper=paper_of(submission),
        )
        for submission, agency, agency_name, plan, directive, sender, count, taken_over in session.execute(query)
    ]


def paper_of(submission: Submission) -> Paper | None:
    """None for one that was sent here."""
    if submission.entered_at is None:
        return None
    return Paper(
        submission.paper_number, submission.paper_dated_on, submission.paper_signer, submission.paper_received_on
    )


def papers(session: Session, which: ColumnElement[bool]) -> dict[str, Paper]:
    """By number what stood on paper, of those submissions that the office entered. Does not check the scope."""
    found = session.exec(select(Submission).where(which, col(Submission.entered_at).is_not(None))).all()
    return {row.number: paper for row in found if (paper := paper_of(row)) is not None}


def submission(session: Session, scope: Scope, *, number: str, today: date) -> SubmissionRow | None:
    """The submission of a number; None where there is none in scope."""
    rows = submissions(session, scope, today=today, number=number)
    return rows[0] if rows else None


def sent_file(session: Session, row: SubmissionRow) -> bytes | None:
    """The file of a submission, or None if it came without one. Does not check the scope: `row` was read in it."""
    file = session.get(SentFile, row.sha256)
    return decompress(file.content) if file else None


def _reasons(session: Session, conditions: Sequence[ColumnElement[bool]]) -> dict[int, str]:
    """By submission: the reason of its last move."""
    query = (
        columns(Review.submission_id, Review.reason)
        .join(Submission, col(Submission.id) == col(Review.submission_id))
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .join(Plan, col(Plan.id) == col(Submission.plan_id))
        .where(*conditions)
        .order_by(col(Review.decided_at))
    )
    return {submission: reason for submission, reason in session.execute(query)}


def lines_of(session: Session, row: SubmissionRow) -> list[LineRow]:
    """The lines of a submission in the order of the plan. Does not check the scope: `row` was read in it."""
    before = accepted_lines(session, agency=row.agency, before=row)
    query = (
        columns(Task.code, Task.title, Task.type, ReportLine.taken_over, *VALUES)
        .join(ReportLine, col(ReportLine.task_id) == col(Task.id))
        .join(Submission, col(Submission.id) == col(ReportLine.submission_id))
        .where(col(Submission.number) == row.number)
        .order_by(col(Task.id))
    )
    rows = []
    for task, title, type_, taken_over, *values in session.execute(query):
        period, earlier = before.get(task, (None, None))
        rows.append(LineRow(task, title, type_, LineValues(*values), earlier, period, taken_over))
    return rows


def accepted_lines(
    session: Session, *, agency: str, before: SubmissionRow | None = None
) -> dict[str, tuple[Period, LineValues]]:
    """By task: the last accepted line of an agency or of those that it goes on with, by period and then by sending.

    With `before`, only of periods up to that submission's, and of what was sent earlier than it.
    """
    lines: dict[str, tuple[Period, LineValues]] = {}
    own = with_those_before(session, agency)
    for period, submitted_at, task, values in _agency_lines(session, own, [SubmissionStatus.ACCEPTED]):
        if before is None or (period <= before.period and submitted_at < before.submitted_at):
            lines[task] = period, values
    return lines


def accepted_history(session: Session, *, agency: str) -> dict[str, list[PastLine]]:
    """By task: the accepted lines of an agency and of those that it goes on with, by period and then by sending."""
    lines: dict[str, list[PastLine]] = defaultdict(list)
    own = with_those_before(session, agency)
    for period, _, task, values in _agency_lines(session, own, [SubmissionStatus.ACCEPTED]):
        lines[task].append(PastLine(period, values))
    return lines


@dataclass(frozen=True, slots=True)
class AcceptedLine:
    """An accepted line of an assignment that new lines are checked against."""

    task: str
    agency: str
    period: str
    percent: Decimal | None
    done_on: date | None
    result: str


def last_accepted(session: Session, *, agency: str | None) -> list[AcceptedLine]:
    """The line accepted last of each task, agency and period; of one agency also those of the agencies that it goes on with,
    as its own. Of all agencies (None) only that of the last period, as all would not fit into memory."""
    codes = session.scalars(columns(Submission.period).distinct()).all()
    if not codes:
        return []
    order = {code: place for place, code in enumerate(sorted(codes, key=Period.from_code))}
    latest_first = (
        case(order, value=col(Submission.period)).desc(),
        col(Submission.submitted_at).desc(),
        col(Submission.id).desc(),
    )
    one_of_each: list[Any] = [col(Submission.agency_id), col(ReportLine.task_id)]
    if agency is not None:
        one_of_each.append(col(Submission.period))
    place = func.row_number().over(partition_by=one_of_each, order_by=latest_first)
    lines = (
        columns(
            Task.code,
            col(Agency.code).label("agency"),
            Submission.period,
            ReportLine.percent,
            ReportLine.done_on,
            ReportLine.result,
            place.label("place"),
        )
        .join(ReportLine, col(ReportLine.task_id) == col(Task.id))
        .join(Submission, col(Submission.id) == col(ReportLine.submission_id))
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .where(col(Submission.status) == SubmissionStatus.ACCEPTED)
    )
    if agency is not None:
        lines = lines.where(col(Agency.code).in_(with_those_before(session, agency)))
    ranked = lines.subquery()
    query = columns(*(column for column in ranked.columns if column.name != "place")).where(ranked.c.place == 1)
    return [AcceptedLine(task, agency or own, *line) for task, own, *line in session.execute(query)]


ReportOf = tuple[str, str, Period]
"""Agency, plan and the period of the report."""

CURRENT_STATUSES = (SubmissionStatus.ACCEPTED, SubmissionStatus.SUBMITTED)
"""The lines of submissions with these statuses are current; others no longer count."""


def current_lines(session: Session, *, agency: str) -> dict[Period, dict[str, LineValues]]:
    """By period and task: the current line, accepted or waiting for review."""
    lines: dict[Period, dict[str, LineValues]] = defaultdict(dict)
    for period, _, task, values in _agency_lines(session, [agency], CURRENT_STATUSES):
        lines[period][task] = values
    return lines


def current_report_keys(session: Session, *, agency: str | None) -> set[tuple[str, str, str]]:
    """(agency, plan, period code) of each report with a current submission; of one agency or of all."""
    query = (
        columns(Agency.code, Plan.code, Submission.period)
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .join(Plan, col(Plan.id) == col(Submission.plan_id))
        .where(col(Submission.status).in_(CURRENT_STATUSES))
    )
    if agency is not None:
        query = query.where(col(Agency.code) == agency)
    return {(code, plan, period) for code, plan, period in session.execute(query.distinct())}


def waiting_versions(
    session: Session, reports: Container[ReportOf], facts: Facts, *, agency: str | None
) -> list[tuple[str, ReportOf]]:
    """The submissions of these reports that wait for review, newest first, by number; of one agency or of all. One may
    name a narrower period of the same end, so it is asked of the plan which report it is."""
    query = (
        columns(Submission.number, Agency.code, Plan.code, Submission.period)
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .join(Plan, col(Plan.id) == col(Submission.plan_id))
        .where(col(Submission.status) == SubmissionStatus.SUBMITTED)
        .order_by(col(Submission.submitted_at).desc(), col(Submission.id).desc())
    )
    if agency is not None:
        query = query.where(col(Agency.code) == agency)
    found = []
    for number, sender, plan, code in session.execute(query):
        plan_fact, period = facts.plans.get(plan), Period.from_code(code)
        report = sender, plan, plan_fact.report_or_period(period) if plan_fact else period
        if report in reports:
            found.append((number, report))
    return found


def tasks_reported(session: Session, number: str) -> list[str]:
    """The codes of the tasks in a submission, in the order of the plan."""
    query = (
        columns(Task.code)
        .join(ReportLine, col(ReportLine.task_id) == col(Task.id))
        .join(Submission, col(Submission.id) == col(ReportLine.submission_id))
        .where(col(Submission.number) == number)
        .order_by(col(Task.id))
    )
    return list(session.scalars(query))


def numbers_starting(session: Session, text: str) -> set[str]:
    return set(session.scalars(columns(Submission.number).where(col(Submission.number).startswith(text))))


def _agency_lines(
    session: Session, agencies: Collection[str], statuses: Sequence[SubmissionStatus]
) -> list[tuple[Period, datetime, str, LineValues]]:
    """(period, sent at, task, values) of the agencies' lines, by period and then by sending."""
    query = (
        columns(Submission.period, Submission.submitted_at, Task.code, *VALUES)
        .join(ReportLine, col(ReportLine.submission_id) == col(Submission.id))
        .join(Task, col(Task.id) == col(ReportLine.task_id))
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .where(col(Agency.code).in_(agencies), col(Submission.status).in_(statuses))
        .order_by(col(Submission.submitted_at), col(Submission.id))
    )
    lines = [
        (Period.from_code(period), submitted_at, task, LineValues(*values))
        for period, submitted_at, task, *values in session.execute(query)
    ]
    return sorted(lines, key=lambda line: (line[0], line[1]))
