"""Where each task and each expected report stands, seen at one instant: the rows behind every figure."""

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from data_model.rules.figures.sums import Sums
from data_model.rules.plans.facts import TaskFact
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.plans.report_facts import LineFact
from data_model.values import Flag, SubmissionStatus, TaskState


@dataclass(frozen=True, slots=True)
class Progress:
    """`percent` is carried forward from the last line that gave one; never reported is 0. `minimum` is that of the lead
    that is furthest behind."""

    percent: Fraction = Fraction(0)
    minimum: Fraction = Fraction(0)
    done_on: date | None = None
    covered: bool = False
    """Each lead has a line in this period, or is done."""
    ever_reported: bool = False


@dataclass(frozen=True, slots=True)
class TaskStatus:
    """One task at the lens's day: of one lead (`agency`), or of all its leads together (None).

    `task` has the title, type and weight that hold on the day.
    """

    task: TaskFact
    agency: str | None
    state: TaskState
    due_on: date | None
    progress: Progress
    days_overdue: int
    leads: tuple[str, ...]
    unassigned: bool = False
    """Nobody leads it on the day; `leads` are then those who led it last."""
    extended_count: int = 0
    """How often its due date was moved to a later one."""
    is_measured: bool = False
    """Whether its percentage counts: not for continuing tasks, nor where the task no longer applies."""
    is_asked: bool = False
    """Whether a report of it can be there already."""
    sums: Sums = field(default_factory=Sums, compare=False)
    """What it adds to figures."""

    @property
    def flag(self) -> Flag | None:
        if not self.is_asked or self.progress.covered:
            return None
        return Flag.STALE if self.progress.ever_reported else Flag.NOT_REPORTED


@dataclass(frozen=True, slots=True)
class SubmissionFact:
    """A submission that a row rests on."""

    number: str
    agency: str
    plan: str
    period: Period
    submitted_at: datetime
    status: SubmissionStatus


@dataclass(frozen=True, slots=True)
class LeadExplanation:
    """What a lead's progress in a task rests on: its last percentage and its line of this period, with the submissions
    in which they were sent."""

    lead: str
    last_line: LineFact | None = None
    last: SubmissionFact | None = None
    period_line: LineFact | None = None
    this_period: SubmissionFact | None = None


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """One expected report: agency × plan × period, as it had come in by the lens's instant."""

    agency: str
    plan: str
    period: Period
    due_on: date
    extended_due_on: date
    first_submitted_at: datetime | None
    accepted: bool
    returned_once: bool
    days_late: int
    """Days after the original due day that it came, or that it has been missing so far; 0 is on time."""
    waived: bool = False
    """Not expected, by a waiver: counted apart."""
    says_nothing: bool = False
    """What was sent says that nothing arose."""
    last: SubmissionFact | None = None
    """The last submission that waits, was returned or was accepted."""
    sums: Sums = field(default_factory=Sums, compare=False)
    """What it adds to figures."""

    @property
    def is_submitted(self) -> bool:
        return self.first_submitted_at is not None

    @property
    def is_on_time(self) -> bool:
        return self.first_submitted_at is not None and local_day(self.first_submitted_at) <= self.due_on

    @property
    def is_extended(self) -> bool:
        return self.extended_due_on > self.due_on

    @property
    def is_on_time_extended(self) -> bool:
        return self.first_submitted_at is not None and local_day(self.first_submitted_at) <= self.extended_due_on
