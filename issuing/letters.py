"""The letters of a round: to the agencies that the office has chosen, worded by how often each was reminded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from data_model.rules.access import CurrentUser, NotAllowed, check_may
from data_model.rules.periods import Period
from data_model.rules.questions import Choice
from data_model.rules.standings import Lens
from data_model.store import open_session
from data_model.store.reminders import reminded_times
from data_model.values import Action
from documents.letterhead import Letterhead
from documents.letters import Letter, LettersRequest, Tell, check_letter_template, letters, tell_nobody
from documents.office import LETTER_TEMPLATE, letterhead_in, template_in
from issuing.issue import read_known


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
    """About one round, to some of its agencies; with a first number and a day they are no drafts."""

    plan: str
    period: Period
    agencies: Collection[str]
    first_number: int | None = None
    issued_on: date | None = None
    reply_by: date | None = None


def letters_of_round(
    wanted: LettersToMake, papers: LetterPapers, *, user: CurrentUser, at: datetime, tell: Tell = tell_nobody
) -> list[Letter]:
    """One to each of the agencies that owes something; those that owe nothing get none. Raises NotAllowed."""
    check_may(user, Action.MANAGE_ROUND)
    with open_session() as session:
        facts, background = read_known(session, user.scope, at)
        if wanted.plan not in facts.plans:
            raise NotAllowed(f"{user.name} does not consolidate {wanted.plan}")
        plan = facts.plans[wanted.plan]
        earlier = reminded_times(session, {(wanted.plan, plan.report_for(wanted.period) or wanted.period)})
    request = LettersRequest(
        facts,
        background,
        Choice(plan=wanted.plan),
        Lens(at, wanted.period),
        papers.letterhead,
        earlier,
        wanted.first_number,
        wanted.issued_on,
        wanted.reply_by,
        only=frozenset(wanted.agencies),
    )
    return letters(request, template=papers.template, tell=tell)
