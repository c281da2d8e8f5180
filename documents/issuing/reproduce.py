"""Make an issued report again from what the store holds now, and hold it against the bytes that were kept."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session

from data_model.rules.consolidated.corrections import Corrections, corrections
from data_model.rules.consolidated.issue import ReportToIssue
from data_model.rules.figures.statuses import Lens
from data_model.rules.people.access import Scope
from data_model.rules.plans.facts import Facts
from data_model.store.consolidated.issued_reports import IssuedRow, issued_reports, making_of
from documents.base.letterhead import Letterhead
from documents.issuing.issue import OfficePapers, made_files, read_known, template_hash, version_before


@dataclass(frozen=True, slots=True)
class MadeAgain:
    """One format, made anew; `kept` and `made` are hashes."""

    format: str
    kept: str
    made: str

    @property
    def is_equal(self) -> bool:
        return self.kept == self.made


class TemplateChanged(ValueError):
    """The report was made with the template supplied, which is another one in this version of the program."""


def numbered(session: Session, scope: Scope, number: int, *, year: int | None) -> list[IssuedRow]:
    """The issued reports of this number; an office uses it once a year."""
    return [
        row
        for row in issued_reports(session, scope)
        if row.number == number and year in (None, row.issued_on.year)
    ]  # fmt: skip


def corrections_since(session: Session, row: IssuedRow, *, at: datetime) -> tuple[Facts, Corrections]:
    """What is known otherwise now than the report said, with the facts that name it."""
    facts, background = read_known(session, Scope(consolidator=row.office), row.issued_at)
    then = Lens(row.as_of, row.period, row.unreviewed)
    found = corrections(facts, background.texts, choice=row.choice, then=then, now=replace(then, as_of=at))
    return facts, found


def made_again(session: Session, row: IssuedRow) -> Collection[MadeAgain]:
    """Each format as the store gives it now. Raises TemplateChanged, TemplateProblem."""
    making = making_of(session, row)
    papers = OfficePapers(Letterhead.from_json(making.letterhead), making.template)
    if template_hash(papers.template) != making.template_sha256:
        raise TemplateChanged
    scope = Scope(consolidator=row.office)
    wanted = ReportToIssue(row.choice, Lens(row.as_of, row.period, row.unreviewed), row.number, row.issued_on)
    known = read_known(session, scope, row.issued_at)
    before = version_before(session, scope, wanted, row.version)
    made = {file.format: file for file in made_files(wanted, papers, known=known, before=before)}
    return [MadeAgain(file.format, file.sha256, sha256(made[file.format].content).hexdigest()) for file in row.files]
