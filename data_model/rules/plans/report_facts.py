"""Report lines, extensions and waivers as frozen values; references are codes."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from data_model.rules.plans.periods import Period
from data_model.values import LineStatus


@dataclass(frozen=True, slots=True)
class LineFact:
    task: str
    percent: Decimal | None = None
    status: LineStatus | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExtensionFact:
    agency: str
    plan: str
    period: Period
    due_on: date
    granted_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WaiverFact:
    agency: str
    plan: str
    period: Period
    reason: str
    granted_at: datetime
    lifted_at: datetime | None = None

    def holds_at(self, as_of: datetime) -> bool:
        return self.granted_at <= as_of and (self.lifted_at is None or as_of < self.lifted_at)
