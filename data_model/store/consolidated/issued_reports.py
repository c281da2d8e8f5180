"""Writes and reads issued consolidated reports with their files."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, false, true
from sqlmodel import Session, col, func, select

from data_model.rules.consolidated.issue import ConsolidatedReport
from data_model.rules.consolidated.report_texts import NO_TEXTS, OfficeTexts
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import Scope
from data_model.rules.plans.periods import Period
from data_model.store.base.compression import compress, decompress
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Directive, IssuedFile, IssuedReport, Plan


@dataclass(frozen=True, slots=True)
class NewIssuedFile:
    """A report in one format; `format` is the file name extension."""

    format: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class IssuedFileRow:
    """A stored file without its content."""

    format: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """One issued version, as lists show it."""

    id: int
    office: str
    office_name: str
    selection: Selection
    period: Period
    version: int
    number: int
    issued_on: date
    as_of: datetime
    unreviewed: bool
    waiting_count: int
    issued_by: str
    issued_at: datetime
    template_sha256: str
    files: tuple[IssuedFileRow, ...]
    organisation: date | None = None

    @property
    def cutoff(self) -> AsOf:
        """At which it was made."""
        return AsOf(self.as_of, self.period, self.unreviewed, self.organisation)

    @property
    def key(self) -> tuple[str, Selection, Period]:
        """Identifies the report that this is a version of."""
        return self.office, self.selection, self.period


@dataclass(frozen=True, slots=True)
class IssueInputs:
    """What an issued report was made with besides the facts: letterhead as JSON, the office's own template or None, its
    own texts."""

    letterhead: str
    template: bytes | None
    template_sha256: str
    texts: OfficeTexts = NO_TEXTS


def issued_reports(session: Session, scope: Scope) -> list[IssuedRow]:
    """The issued reports in scope (of one office, or of the offices of a province), the newest first; none for an agency."""
    files = _files(session)
    query = (
        columns(IssuedReport, Agency.code, Agency.name, Plan.code, Directive.code)
        .join(Agency, col(Agency.id) == col(IssuedReport.office_id))
        .outerjoin(Plan, col(Plan.id) == col(IssuedReport.plan_id))
        .outerjoin(Directive, col(Directive.id) == col(IssuedReport.directive_id))
        .where(_in_scope(scope))
        .order_by(col(IssuedReport.id).desc())
    )
    return [
        IssuedRow(
            id=report.id or 0,
            office=office,
            office_name=name,
            selection=Selection(plan=plan, directive=directive),
            period=Period.from_code(report.period),
            version=report.version,
            number=report.number,
            issued_on=report.issued_on,
            as_of=report.as_of,
            unreviewed=report.unreviewed,
            waiting_count=report.waiting_count,
            issued_by=report.issued_by,
            issued_at=report.issued_at,
            template_sha256=report.template_sha256,
            files=files.get(report.id or 0, ()),
            organisation=report.organisation_on,
        )
        for report, office, name, plan, directive in session.execute(query)
    ]


def _in_scope(scope: Scope) -> ColumnElement[bool]:
    if scope.agency is not None:
        return false()
    condition: ColumnElement[bool] = true()
    if scope.offices is not None:
        condition = condition & col(Agency.code).in_(scope.offices)
    if scope.province is not None:
        condition = condition & (col(Agency.province) == scope.province)
    return condition


def _files(session: Session) -> dict[int, tuple[IssuedFileRow, ...]]:
    query = columns(IssuedFile.report_id, IssuedFile.format, IssuedFile.name, IssuedFile.sha256)
    files: dict[int, tuple[IssuedFileRow, ...]] = {}
    for report, *file in session.execute(query.order_by(col(IssuedFile.id))):
        files[report] = (*files.get(report, ()), IssuedFileRow(*file))
    return files


def issued_file(session: Session, row: IssuedRow, file_format: str) -> bytes:
    """The content as it was issued. Does not check the scope: `row` was read in it."""
    of_report = (col(IssuedFile.report_id) == row.id, col(IssuedFile.format) == file_format)
    return decompress(session.scalars(columns(IssuedFile.content).where(*of_report)).one())


def issue_inputs(session: Session, row: IssuedRow) -> IssueInputs:
    report = session.get_one(IssuedReport, row.id)
    template = None if report.template is None else decompress(report.template)
    texts = OfficeTexts.from_json(report.texts, report.content_groups)
    return IssueInputs(report.letterhead, template, report.template_sha256, texts)


def is_number_used(session: Session, *, office: str, year: int, number: int) -> bool:
    query = (
        columns(IssuedReport.id)
        .join(Agency, col(Agency.id) == col(IssuedReport.office_id))
        .where(col(Agency.code) == office, col(IssuedReport.year) == year, col(IssuedReport.number) == number)
    )
    return session.scalars(query).first() is not None


def last_version(session: Session, *, office: str, wanted: ConsolidatedReport) -> int:
    """The last version of the report on the same subject and period; 0 where none was issued."""
    ids = subject_ids(session, office, wanted.selection, wanted.period)
    of_report = [getattr(IssuedReport, name).is_not_distinct_from(value) for name, value in ids.items()]
    version = session.execute(select(func.max(IssuedReport.version)).where(*of_report)).scalar()
    return int(version or 0)


def subject_ids(session: Session, office: str, selection: Selection, period: Period) -> dict[str, Any]:
    """The columns that identify a consolidated report."""

    def id_of(table: type[Agency] | type[Plan] | type[Directive], code: str | None) -> int | None:
        return session.scalars(columns(table.id).where(col(table.code) == code)).one() if code else None

    return {
        "office_id": id_of(Agency, office),
        "plan_id": id_of(Plan, selection.plan),
        "directive_id": id_of(Directive, selection.directive),
        "period": period.code,
    }


def add_issued(
    session: Session,
    wanted: ConsolidatedReport,
    *,
    office: str,
    version: int,
    waiting: int,
    inputs: IssueInputs,
    files: Collection[NewIssuedFile],
    by: str,
    at: datetime,
) -> None:
    report = IssuedReport(
        **subject_ids(session, office, wanted.selection, wanted.period),
        version=version,
        number=wanted.number,
        year=wanted.issued_on.year,
        issued_on=wanted.issued_on,
        as_of=wanted.cutoff.as_of,
        unreviewed=wanted.cutoff.unreviewed,
        waiting_count=waiting,
        issued_by=by,
        issued_at=at,
        letterhead=inputs.letterhead,
        template_sha256=inputs.template_sha256,
        template=None if inputs.template is None else compress(inputs.template),
        texts=inputs.texts.texts_json(),
        content_groups=inputs.texts.groups_json(),
        organisation_on=wanted.cutoff.organisation,
    )
    session.add(report)
    session.flush()
    for file in files:
        digest = sha256(file.content).hexdigest()
        compressed = compress(file.content)
        session.add(
            IssuedFile(report_id=report.id or 0, format=file.format, name=file.name, sha256=digest, content=compressed)
        )
