"""Issues a consolidated report: reads the store, makes the files, stores them by one action."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlmodel import Session

from actions.consolidated import check_consolidated_report, issue_report
from data_model.rules.consolidated.issue import ConsolidatedReport
from data_model.rules.consolidated.quotations import Quotations
from data_model.rules.consolidated.report_texts import NO_TEXTS, OfficeTexts
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser, Scope
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.store import open_session
from data_model.store.consolidated.issued_reports import IssuedRow, IssueInputs, NewIssuedFile, issued_reports
from data_model.store.consolidated.quotations import read_quotations
from data_model.store.consolidated.report_texts import ReportTextsKey, saved_texts
from data_model.store.figures.facts import read_facts
from documents.base.letterhead import Framing, Issue
from documents.base.office_folder import REPORT_TEMPLATE, OfficeTemplate, office_template_in
from documents.consolidated.report import TEMPLATE, ReportFormat, check_consolidated_template, report
from documents.consolidated.report_data import ConsolidatedReportRequest, Corrected
from exports.base.progress import OnProgress, ignore_progress


def report_template_in(folder: Path) -> OfficeTemplate:
    """Raises LetterheadProblem, TemplateProblem, before anything is made."""
    return office_template_in(folder, REPORT_TEMPLATE, check_consolidated_template)


def _inputs(template: OfficeTemplate, texts: OfficeTexts) -> IssueInputs:
    return IssueInputs(template.letterhead.to_json(), template.template, template_hash(template.template), texts)


def template_hash(template: bytes | None) -> str:
    return sha256(TEMPLATE.read_bytes() if template is None else template).hexdigest()


def issue(
    wanted: ConsolidatedReport,
    template: OfficeTemplate,
    *,
    user: CurrentUser,
    at: datetime,
    on_progress: OnProgress = ignore_progress,
) -> int:
    """Makes the three files, with the texts that the office has saved, stores them as issued and returns the version.
    Raises NotAllowed, IssueRefused, TemplateProblem."""
    with open_session() as session:
        follows = check_consolidated_report(session, wanted, user=user, at=at)
        texts = office_texts(session, user.agency, wanted.selection, wanted.cutoff)
        facts_and_quotations = read_facts_and_quotations(session, user.scope, at)
        before = version_before(session, user.scope, wanted, follows + 1)
    files = make_files(
        wanted, template, texts, facts_and_quotations=facts_and_quotations, before=before, on_progress=on_progress
    )
    return issue_report(wanted, user=user, files=files, inputs=_inputs(template, texts), follows=follows, at=at)


def office_texts(session: Session, office: str | None, selection: Selection, cutoff: AsOf) -> OfficeTexts:
    """What an office has written itself in the draft of this report."""
    if office is None or cutoff.period is None:
        return NO_TEXTS
    return saved_texts(session, ReportTextsKey(office, selection, cutoff.period)).texts


def read_facts_and_quotations(session: Session, scope: Scope, at: datetime) -> tuple[Facts, Quotations]:
    """Facts and quotations of the scope; consolidators are those of the day of `at`."""
    facts = read_facts(session, scope, today=local_day(at))
    return facts, read_quotations(session, facts)


def version_before(session: Session, scope: Scope, wanted: ConsolidatedReport, version: int) -> IssuedRow | None:
    """The version that this one corrects; None for the first."""
    return next(
        (
            row
            for row in issued_reports(session, scope)
            if (row.selection, row.period, row.version) == (wanted.selection, wanted.period, version - 1)
        ),
        None,
    )


def make_files(
    wanted: ConsolidatedReport,
    template: OfficeTemplate,
    texts: OfficeTexts,
    *,
    facts_and_quotations: tuple[Facts, Quotations],
    before: IssuedRow | None,
    on_progress: OnProgress = ignore_progress,
) -> list[NewIssuedFile]:
    """The report in each format; the same input gives the same bytes. `on_progress` gets the number made."""
    issue_of = Issue(wanted.number, wanted.issued_on)
    request = _request(wanted.selection, wanted.cutoff, template, issue_of, facts_and_quotations, before, texts)
    files: list[NewIssuedFile] = []
    for file_format in ReportFormat:
        on_progress(len(files), len(ReportFormat))
        made = report(request, file_format, template=template.template)
        files.append(NewIssuedFile(file_format.value, made.file_name, made.content))
    return files


def draft(
    selection: Selection,
    cutoff: AsOf,
    template: OfficeTemplate,
    file_format: ReportFormat,
    *,
    user: CurrentUser,
    at: datetime,
) -> bytes:
    """The report as it would be issued, marked as a draft. Raises TemplateProblem."""
    request = draft_request(selection, cutoff, template, user=user, at=at)
    return report(request, file_format, template=template.template).content


def draft_request(
    selection: Selection, cutoff: AsOf, template: OfficeTemplate, *, user: CurrentUser, at: datetime
) -> ConsolidatedReportRequest:
    """The request of the report as it would be issued, with the texts that the office has saved."""
    with open_session() as session:
        facts_and_quotations = read_facts_and_quotations(session, user.scope, at)
        issued = issued_reports(session, user.scope)
        texts = office_texts(session, user.agency, selection, cutoff)
    before = next((row for row in issued if (row.selection, row.period) == (selection, cutoff.period)), None)
    return _request(selection, cutoff, template, None, facts_and_quotations, before, texts)


def _request(
    selection: Selection,
    cutoff: AsOf,
    template: OfficeTemplate,
    issue_of: Issue | None,
    facts_and_quotations: tuple[Facts, Quotations],
    before: IssuedRow | None,
    texts: OfficeTexts,
) -> ConsolidatedReportRequest:
    corrected = None
    if before is not None:
        corrected = Corrected(Issue(before.number, before.issued_on), before.as_of, before.unreviewed)
    return ConsolidatedReportRequest(
        *facts_and_quotations, selection, cutoff, Framing(template.letterhead, issue_of), corrected, texts
    )
