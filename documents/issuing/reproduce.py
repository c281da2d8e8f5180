"""Makes an issued report again from the store and compares it with the stored bytes."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session

from data_model.rules.consolidated.corrections import Corrections, corrections
from data_model.rules.consolidated.issue import ConsolidatedReport
from data_model.rules.people.access import Scope
from data_model.rules.plans.facts import Facts
from data_model.store.consolidated.issued_reports import IssuedRow, issue_inputs, issued_reports
from documents.base.letterhead import Letterhead
from documents.base.office_folder import OfficeTemplate
from documents.issuing.issue import (
    make_files,
    read_facts_and_quotations,
    template_hash,
    version_before,
)


@dataclass(frozen=True, slots=True)
class Reproduction:
    """One format made again; `kept` is the hash of the stored file, `made` of the new one."""

    format: str
    kept: str
    made: str

    @property
    def is_equal(self) -> bool:
        return self.kept == self.made


class TemplateChanged(ValueError):
    """The report was made with the product's template, which is another one in this version of the program."""


def issued_under_number(session: Session, scope: Scope, number: int, *, year: int | None) -> list[IssuedRow]:
    """The issued reports of this number; an office uses it once a year."""
    return [
        row
        for row in issued_reports(session, scope)
        if row.number == number and year in (None, row.issued_on.year)
    ]  # fmt: skip


def corrections_since(session: Session, row: IssuedRow, *, at: datetime) -> tuple[Facts, Corrections]:
    """What has changed since the report, with the facts to name it."""
    facts, quotations = read_facts_and_quotations(session, Scope(consolidator=row.office), row.issued_at)
    then = replace(row.cutoff, organisation=None)
    changes = corrections(facts, quotations.texts, selection=row.selection, then=then, now=replace(then, as_of=at))
    return facts, changes


def reproduce(session: Session, row: IssuedRow) -> Collection[Reproduction]:
    """Makes each format again. Raises TemplateChanged, TemplateProblem."""
    inputs = issue_inputs(session, row)
    template = OfficeTemplate(Letterhead.from_json(inputs.letterhead), inputs.template)
    if template_hash(template.template) != inputs.template_sha256:
        raise TemplateChanged
    scope = Scope(consolidator=row.office)
    wanted = ConsolidatedReport(row.selection, row.cutoff, row.number, row.issued_on)
    facts_and_quotations = read_facts_and_quotations(session, scope, row.issued_at)
    before = version_before(session, scope, wanted, row.version)
    made = {
        file.format: file
        for file in make_files(wanted, template, inputs.texts, facts_and_quotations=facts_and_quotations, before=before)
    }
    return [Reproduction(file.format, file.sha256, sha256(made[file.format].content).hexdigest()) for file in row.files]
