"""The register of letters (công văn đôn đốc): which letter it is that an agency gets, and whether it comes too soon."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.rules.plans.periods import Period

Round = tuple[str, Period]
"""A plan's code and the period of its report."""


@dataclass(frozen=True, slots=True)
class RegisteredLetter:
    """One letter of the register. `times` says which letter about this round it was: 2 is the second (lần 2)."""

    office: str
    agency: str
    agency_name: str
    rounds: tuple[Round, ...]
    number: int
    issued_on: date
    times: int
    registered_by: str


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter to be registered."""

    agency: str
    rounds: tuple[Round, ...]
    number: int
    issued_on: date
    times: int


class LetterProblem(StrEnum):
    """Why letters can't be registered."""

    NUMBER_USED = "number_used"
    DATE_IN_FUTURE = "date_in_future"
    REGISTERED_MEANWHILE = "registered_meanwhile"


class LetterRefused(ValueError):
    """No letter was registered; `number` is the one used before."""

    def __init__(self, problem: LetterProblem, number: int | None = None) -> None:
        super().__init__(problem, number)
        self.problem = problem
        self.number = number


def letters_before(
    register: Iterable[RegisteredLetter], *, agency: str, rounds: Collection[Round]
) -> list[RegisteredLetter]:
    """The letters that the agency got about one of these rounds, oldest first."""
    own = [letter for letter in register if letter.agency == agency and set(letter.rounds) & set(rounds)]
    return sorted(own, key=lambda letter: (letter.issued_on, letter.number))


def letters_too_soon(
    register: Iterable[RegisteredLetter], letters: Iterable[NewLetter], *, days_apart: int
) -> list[RegisteredLetter]:
    """For each new letter that comes less than `days_apart` days after the agency's last one: that last one."""
    register = tuple(register)
    last = [(letter, letters_before(register, agency=letter.agency, rounds=letter.rounds)[-1:]) for letter in letters]
    return [
        before for letter, found in last for before in found if (letter.issued_on - before.issued_on).days < days_apart
    ]
