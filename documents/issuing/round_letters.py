"""Letters to agencies that owe something, worded by how often each was reminded: for the page and for the command."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data_model.rules.consolidated.quotations import Background
from data_model.rules.figures.grouping import chosen
from data_model.rules.figures.questions import Choice
from data_model.rules.figures.statuses import Lens
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.facts import Facts
from data_model.store import open_session
from data_model.store.round.reminders import reminded_times
from data_model.values import Action
from documents.base.letterhead import Letterhead
from documents.base.office_folder import LETTER_TEMPLATE, letterhead_in, template_in
from documents.issuing.issue import read_known
from documents.letters.official_letters import Letter, LettersRequest, Tell, check_letter_template, letters, tell_nobody


@dataclass(frozen=True)
class LetterPapers:
    """The office's letterhead, and its own template for letters or none."""

    letterhead: Letterhead
    template: bytes | None = None


def letter_papers_in(folder: Path) -> LetterPapers:
    """Raises LetterheadProblem, TemplateProblem."""
    template = template_in(folder, LETTER_TEMPLATE)
    if template is not None:
        check_letter_template(template)
    return LetterPapers(letterhead_in(folder), template)


@dataclass(frozen=True)
class LettersToMake:
    """To the agencies that owe something in the chosen plans, or to `only` some of them; with a first number and a day
    they are no drafts. `reminded`: how often an agency was reminded, where the register is not asked."""

    choice: Choice
    lens: Lens
    only: frozenset[str] | None = None
    first_number: int | None = None
    issued_on: date | None = None
    reply_by: date | None = None
    reminded: Mapping[str, int] = field(default_factory=dict)


def letters_of_round(
    wanted: LettersToMake, papers: LetterPapers, *, user: CurrentUser, tell: Tell = tell_nobody
) -> list[Letter]:
    """Those of a plan that the user's office consolidates. Raises NotAllowed."""
    check_may(user, Action.MANAGE_ROUND)
    with open_session() as session:
        facts, background = read_known(session, user.scope, wanted.lens.as_of)
    if wanted.choice.plan not in facts.plans:
        raise NotAllowed(f"{user.name} does not consolidate {wanted.choice.plan}")
    return make_letters(wanted, papers, facts, background, tell=tell)


def make_letters(
    wanted: LettersToMake, papers: LetterPapers, facts: Facts, background: Background, *, tell: Tell = tell_nobody
) -> list[Letter]:
    """How sharp the words are follows from how often each agency was reminded of the chosen reports."""
    period = wanted.lens.period
    assert period is not None, "letters are about a period"
    plans = chosen(facts, wanted.choice).plans.values()
    with open_session() as session:
        register = reminded_times(session, {(plan.code, plan.report_for(period) or period) for plan in plans})
    request = LettersRequest(
        facts,
        background,
        wanted.choice,
        wanted.lens,
        papers.letterhead,
        {**register, **wanted.reminded},
        wanted.first_number,
        wanted.issued_on,
        wanted.reply_by,
        wanted.only,
    )
    return letters(request, template=papers.template, tell=tell)
