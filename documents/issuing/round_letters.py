"""Letters to agencies with arrears, worded and registered by which letter it is; for the page and the command."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from actions.round.letters import register_letters
from data_model.rules.consolidated.quotations import Quotations
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection, facts_of_selection
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import end_of
from data_model.rules.round.letters import NewLetter, RegisteredLetter, letters_too_soon
from data_model.settings import letter_days
from data_model.store import open_session
from data_model.store.round.letters import registered_letters
from data_model.store.round.reminders import reminded_times
from data_model.values import Action
from documents.base.office_folder import LETTER_TEMPLATE, OfficeTemplate, office_template_in
from documents.issuing.issue import read_facts_and_quotations
from documents.letters.official_letters import Letter, LettersRequest, check_letter_template, letters
from exports.base.progress import OnProgress, ignore_progress


def letter_template_in(folder: Path) -> OfficeTemplate:
    """Raises LetterheadProblem, TemplateProblem."""
    return office_template_in(folder, LETTER_TEMPLATE, check_letter_template)


@dataclass(frozen=True)
class LetterBatch:
    """Letters to the agencies with arrears in the selected plans, or to `only` some of them; drafts unless a first number and
    a day are given. `earlier`: number of earlier letters by agency, instead of that of the register. `anyway`: also to
    agencies that got a letter a few days ago."""

    selection: Selection
    cutoff: AsOf
    only: frozenset[str] | None = None
    first_number: int | None = None
    issued_on: date | None = None
    reply_by: date | None = None
    earlier: Mapping[str, int] = field(default_factory=dict)
    anyway: bool = False

    def at_its_date(self, at: datetime) -> "LetterBatch":
        """A letter counts to its own date (definitions §4): with reports until the end of that day, but not after `at`."""
        if self.issued_on is None:
            return self
        return replace(self, cutoff=replace(self.cutoff, as_of=min(at, end_of(self.issued_on))))


class LettersTooSoon(Exception):
    """Nothing was registered: `letters` are the last letters of the agencies that would get another one too soon."""

    def __init__(self, letters: list[RegisteredLetter]) -> None:
        super().__init__([letter.agency for letter in letters])
        self.letters = letters


def make_round_letters(
    wanted: LetterBatch,
    template: OfficeTemplate,
    *,
    user: CurrentUser,
    at: datetime,
    on_progress: OnProgress = ignore_progress,
) -> list[Letter]:
    """Letters on plans that the user's office consolidates; those with a number are registered. Raises NotAllowed,
    LetterRefused, LettersTooSoon."""
    check_may(user, Action.MANAGE_ROUND)
    wanted = wanted.at_its_date(at)
    with open_session() as session:
        facts, quotations = read_facts_and_quotations(session, user.scope, wanted.cutoff.as_of)
    if not facts_of_selection(facts, wanted.selection).plans:
        raise NotAllowed(f"{user.name} does not consolidate {wanted.selection}")
    made = make_letters(wanted, template, facts, quotations, on_progress=on_progress)
    new = [
        NewLetter(letter.agency, letter.rounds, letter.issue.number, letter.issue.on, letter.times)
        for letter in made
        if letter.issue is not None
    ]
    if new:
        _check_days_apart(wanted, new)
        register_letters(user=user, letters=new, at=at)
    return made


def _check_days_apart(wanted: LetterBatch, new: Sequence[NewLetter]) -> None:
    """Raises LettersTooSoon."""
    with open_session() as session:
        register = registered_letters(session, {about for letter in new for about in letter.rounds})
    too_soon = letters_too_soon(register, new, days_apart=letter_days())
    if too_soon and not wanted.anyway:
        raise LettersTooSoon(too_soon)


def make_letters(
    wanted: LetterBatch,
    template: OfficeTemplate,
    facts: Facts,
    quotations: Quotations,
    *,
    on_progress: OnProgress = ignore_progress,
) -> list[Letter]:
    """The tone of each letter depends on how many letters about the selected rounds came before it."""
    period = wanted.cutoff.period
    assert period is not None, "letters are about a period"
    plans = facts_of_selection(facts, wanted.selection).plans.values()
    rounds = {(plan.code, plan.report_or_period(period)) for plan in plans}
    with open_session() as session:
        register, mails = registered_letters(session, rounds), reminded_times(session, rounds)
    request = LettersRequest(
        facts,
        quotations,
        wanted.selection,
        wanted.cutoff,
        template.letterhead,
        wanted.earlier,
        wanted.first_number,
        wanted.issued_on,
        wanted.reply_by,
        tuple(register),
        mails,
        wanted.only,
    )
    return letters(request, template=template.template, on_progress=on_progress)
