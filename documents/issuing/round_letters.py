"""Letters to agencies with arrears, worded by how often each was reminded; for the page and the command."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data_model.rules.consolidated.quotations import Quotations
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection, facts_of_selection
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.facts import Facts
from data_model.store import open_session
from data_model.store.round.reminders import reminded_times
from data_model.values import Action
from documents.base.letterhead import Letterhead
from documents.base.office_folder import LETTER_TEMPLATE, letterhead_in, template_in
from documents.issuing.issue import read_facts_and_quotations
from documents.letters.official_letters import Letter, LettersRequest, check_letter_template, letters
from exports.base.progress import OnProgress, ignore_progress


@dataclass(frozen=True)
class LetterTemplates:
    """The office's letterhead, and its own template for letters or None."""

    letterhead: Letterhead
    template: bytes | None = None


def letter_templates_in(folder: Path) -> LetterTemplates:
    """Raises LetterheadProblem, TemplateProblem."""
    template = template_in(folder, LETTER_TEMPLATE)
    if template is not None:
        check_letter_template(template)
    return LetterTemplates(letterhead_in(folder), template)


@dataclass(frozen=True)
class LetterBatch:
    """Letters to the agencies with arrears in the selected plans, or to `only` some of them; drafts unless a first number and
    a day are given. `reminded`: number of reminders by agency, instead of that of the register."""

    selection: Selection
    cutoff: AsOf
    only: frozenset[str] | None = None
    first_number: int | None = None
    issued_on: date | None = None
    reply_by: date | None = None
    reminded: Mapping[str, int] = field(default_factory=dict)


def make_round_letters(
    wanted: LetterBatch, templates: LetterTemplates, *, user: CurrentUser, on_progress: OnProgress = ignore_progress
) -> list[Letter]:
    """Letters on plans that the user's office consolidates. Raises NotAllowed."""
    check_may(user, Action.MANAGE_ROUND)
    with open_session() as session:
        facts, quotations = read_facts_and_quotations(session, user.scope, wanted.cutoff.as_of)
    if wanted.selection.plan not in facts.plans:
        raise NotAllowed(f"{user.name} does not consolidate {wanted.selection.plan}")
    return make_letters(wanted, templates, facts, quotations, on_progress=on_progress)


def make_letters(
    wanted: LetterBatch,
    templates: LetterTemplates,
    facts: Facts,
    quotations: Quotations,
    *,
    on_progress: OnProgress = ignore_progress,
) -> list[Letter]:
    """The tone of each letter depends on how often the agency was reminded of the selected reports."""
    period = wanted.cutoff.period
    assert period is not None, "letters are about a period"
    plans = facts_of_selection(facts, wanted.selection).plans.values()
    with open_session() as session:
        register = reminded_times(session, {(plan.code, plan.report_for(period) or period) for plan in plans})
    request = LettersRequest(
        facts,
        quotations,
        wanted.selection,
        wanted.cutoff,
        templates.letterhead,
        {**register, **wanted.reminded},
        wanted.first_number,
        wanted.issued_on,
        wanted.reply_by,
        wanted.only,
    )
    return letters(request, template=templates.template, on_progress=on_progress)
