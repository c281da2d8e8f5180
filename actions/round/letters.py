"""Registers letters to late agencies (công văn đôn đốc) under their numbers."""

from collections.abc import Collection
from datetime import datetime

from actions import audit
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.periods import local_day
from data_model.rules.round.letters import LetterProblem, LetterRefused, NewLetter, letters_before
from data_model.store import open_side_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.round import letters as store
from data_model.values import Action


def register_letters(*, user: CurrentUser, letters: Collection[NewLetter], at: datetime) -> None:
    """Registers all of the letters, or none. Raises NotAllowed, LetterRefused."""
    check_may(user, Action.MANAGE_ROUND)
    if user.agency is None:
        raise NotAllowed(f"{user.name} is of no office")
    with open_side_transaction() as session:
        plans = read_facts(session, user.scope, today=local_day(at)).plans
        register = store.registered_letters(session, {about for letter in letters for about in letter.rounds})
        used = {
            year: store.numbers_used(session, office=user.agency, year=year)
            for year in {letter.issued_on.year for letter in letters}
        }
        for letter in letters:
            if not {plan for plan, _ in letter.rounds} <= plans.keys():
                raise NotAllowed(f"{user.name} does not consolidate {letter.rounds}")
            if letter.issued_on > local_day(at):
                raise LetterRefused(LetterProblem.DATE_IN_FUTURE)
            if letter.number in used[letter.issued_on.year]:
                raise LetterRefused(LetterProblem.NUMBER_USED, letter.number)
            if len(letters_before(register, agency=letter.agency, rounds=letter.rounds)) + 1 != letter.times:
                raise LetterRefused(LetterProblem.REGISTERED_MEANWHILE)
        store.add_letters(session, letters, office=user.agency, by=user.name, at=at)
        for letter in letters:
            subject = f"{letter.agency} {'; '.join(f'{plan} {period.code}' for plan, period in letter.rounds)}"
            note = f"{letter.number}/{letter.issued_on.isoformat()} {letter.times}"
            audit.record(session, user_name=user.name, what="register_letter", subject=subject, note=note, at=at)
