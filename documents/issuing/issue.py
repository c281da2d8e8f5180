"""Issue a report from what is known now: its files are made, then kept by one action."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlmodel import Session

from actions.consolidated import check_report_to_issue, issue_report
from data_model.rules.consolidated.issue import ReportToIssue
from data_model.rules.consolidated.quotations import Background
from data_model.rules.figures.questions import Choice
from data_model.rules.figures.statuses import Lens
from data_model.rules.people.access import CurrentUser, Scope
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.store import open_session
from data_model.store.consolidated.issued_reports import FileToKeep, IssuedRow, Making, issued_reports
from data_model.store.consolidated.quotations import read_background
from data_model.store.figures.facts import read_facts
from documents.base.letterhead import NO_LETTERHEAD, Framing, Issue, Letterhead
from documents.base.office_folder import REPORT_TEMPLATE, letterhead_in, template_in
from documents.consolidated.content import Corrected, ReportRequest
from documents.consolidated.report import TEMPLATE, ReportFormat, check_report_template, report
from documents.letters.official_letters import Tell, tell_nobody


@dataclass(frozen=True)
class OfficePapers:
    """What an office has put into its folder for reports: its letterhead, and its own template or none."""

    letterhead: Letterhead = NO_LETTERHEAD
    template: bytes | None = None

    @property
    def making(self) -> Making:
        return Making(self.letterhead.to_json(), self.template, template_hash(self.template))


def papers_in(folder: Path) -> OfficePapers:
    """Raises LetterheadProblem, TemplateProblem: what is broken is refused before anything is made."""
    template = template_in(folder, REPORT_TEMPLATE)
    if template is not None:
        check_report_template(template)
    return OfficePapers(letterhead_in(folder), template)


def template_hash(template: bytes | None) -> str:
    return sha256(TEMPLATE.read_bytes() if template is None else template).hexdigest()


def issue(
    wanted: ReportToIssue, papers: OfficePapers, *, user: CurrentUser, at: datetime, tell: Tell = tell_nobody
) -> int:
    """Make the three files and keep them as issued; the version. Raises NotAllowed, IssueRefused, TemplateProblem."""
    with open_session() as session:
        follows = check_report_to_issue(session, wanted, user=user, at=at)
        known = read_known(session, user.scope, at)
        before = version_before(session, user.scope, wanted, follows + 1)
    files = made_files(wanted, papers, known=known, before=before, tell=tell)
    return issue_report(wanted, user=user, files=files, making=papers.making, follows=follows, at=at)


def read_known(session: Session, scope: Scope, at: datetime) -> tuple[Facts, Background]:
    """What the plans of the scope hold, in the hands of the offices of that day."""
    facts = read_facts(session, scope, today=local_day(at))
    return facts, read_background(session, facts)


def version_before(session: Session, scope: Scope, wanted: ReportToIssue, version: int) -> IssuedRow | None:
    """The version that this one corrects, if it is not the first."""
    return next(
        (
            row
            for row in issued_reports(session, scope)
            if (row.choice, row.period, row.version) == (wanted.choice, wanted.period, version - 1)
        ),
        None,
    )


def made_files(
    wanted: ReportToIssue,
    papers: OfficePapers,
    *,
    known: tuple[Facts, Background],
    before: IssuedRow | None,
    tell: Tell = tell_nobody,
) -> list[FileToKeep]:
    """The report in each format; the same of the same. `tell` hears how many are made."""
    issue_of = Issue(wanted.number, wanted.issued_on)
    request = _request(wanted.choice, wanted.lens, papers, issue_of, known, before)
    files: list[FileToKeep] = []
    for file_format in ReportFormat:
        tell(len(files), len(ReportFormat))
        made = report(request, file_format, template=papers.template)
        files.append(FileToKeep(file_format.value, made.file_name, made.content))
    return files


def draft(
    choice: Choice, lens: Lens, papers: OfficePapers, file_format: ReportFormat, *, user: CurrentUser, at: datetime
) -> bytes:
    """The report as it would be issued, marked as a draft. Raises TemplateProblem."""
    with open_session() as session:
        known = read_known(session, user.scope, at)
        issued = issued_reports(session, user.scope)
    before = next((row for row in issued if (row.choice, row.period) == (choice, lens.period)), None)
    request = _request(choice, lens, papers, None, known, before)
    return report(request, file_format, template=papers.template).content


def _request(
    choice: Choice,
    lens: Lens,
    papers: OfficePapers,
    issue_of: Issue | None,
    known: tuple[Facts, Background],
    before: IssuedRow | None,
) -> ReportRequest:
    corrected = None
    if before is not None:
        corrected = Corrected(Issue(before.number, before.issued_on), before.as_of, before.unreviewed)
    return ReportRequest(*known, choice, lens, Framing(papers.letterhead, issue_of), corrected)
