"""What a plan's regime asks for, and what was set for single rounds."""

from dataclasses import dataclass
from datetime import date, datetime

from data_model.rules.plans.periods import Calendar, Period
from data_model.values import (
    PaperTime,
)

LOCK_AFTER_DAYS = 30
"""Days after the due day on which a round of its own locks in a plan without a regime."""

ASSUMED = "giả định"
"""The `basis` of a regime that the plan's text does not state begins so."""


@dataclass(frozen=True, slots=True)
class RegimeFact:
    """`confirmed_at`: when the consolidating office confirmed what the text does not state."""

    valid_from: date
    calendar: Calendar
    consolidator: str | None = None
    basis: str = ""
    confirmed_at: datetime | None = None
    paper_time: PaperTime = PaperTime.RECEIPT
    office_due_day: int | None = None
    """The day of the window's last month by which the office reports to the People's Committee."""

    @property
    def is_assumed(self) -> bool:
        """Nothing in the plan says so and nobody has confirmed it yet."""
        return self.basis.lower().startswith(ASSUMED) and self.confirmed_at is None


@dataclass(frozen=True, slots=True)
class RoundFact:
    """What was set for one round of a plan: its own opening and due day, or a whole round of its own kind.

    An empty day is the regime's. `called_at` is when it was entered; it holds from then on.
    """

    period: Period
    called_at: datetime
    title: str = ""
    opens_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class LockFact:
    """The round was locked or opened again by hand: late reports are taken up to the day `locks_on`. It holds from
    `locked_at` on."""

    period: Period
    locks_on: date
    reason: str
    locked_at: datetime
