"""Instructions of leadership as figures and lists need them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class InstructionFact:
    """Leadership's word on a plan, or on one task or agency of it (codes). Done from `done_at` on."""

    id: int
    plan: str
    task: str | None
    agency: str | None
    text: str
    due_on: date
    written_at: datetime
    done_at: datetime | None = None

    def is_open_at(self, as_of: datetime) -> bool:
        return self.written_at <= as_of and (self.done_at is None or self.done_at > as_of)
