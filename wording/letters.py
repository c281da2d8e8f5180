"""Sentences about the register of letters: why letters were not registered, which came a few days ago."""

from collections.abc import Collection, Mapping

from data_model.rules.round.letters import LetterProblem, LetterRefused, RegisteredLetter
from wording import formats
from wording.translation import _, mark

LETTER_PROBLEM: Mapping[LetterProblem, str] = {
    LetterProblem.NUMBER_USED: mark("Number {number} is used already in the register of letters. Enter another first number."),
    LetterProblem.DATE_IN_FUTURE: mark("The day of the letters is still to come. Choose today or an earlier day."),
    LetterProblem.REGISTERED_MEANWHILE: mark(
        "Somebody has just registered a letter to one of these agencies. Look at the register, then try again."
    ),
}  # fmt: skip


def letter_problem(refused: LetterRefused) -> str:
    return _(LETTER_PROBLEM[refused.problem]).format(number=refused.number)


def too_soon_sentence(letters: Collection[RegisteredLetter], *, days: int) -> str:
    """Which agencies got a letter less than `days` days ago."""
    words = _("{agency} (No. {number}, {day})")
    named = "; ".join(
        words.format(agency=letter.agency_name, number=f"{letter.number:02d}", day=formats.day(letter.issued_on))
        for letter in letters
    )
    return _("Within the last {days} days a letter was sent to: {agencies}.").format(days=days, agencies=named)
