"""The status of each task and of each expected report at one cutoff: the rows behind every figure.

What state a task is in is decided in `columns/task_states.py`, what is expected and in time in `columns/expected_reports.py`.
"""

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
    """One task on the day of the cutoff: of one lead (`agency`), or of all its leads together (None). By an organisation
    they are its bodies, each once.

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
    """A period in which it is to be reported has ended, so it can be covered or not."""
    sums: Sums = field(default_factory=Sums, compare=False)
    """What it adds to figures."""

    @property
    def flag(self) -> Flag | None:
        if not self.is_asked or self.progress.covered:
            return None
        return Flag.STALE if self.progress.ever_reported else Flag.NOT_REPORTED


@dataclass(frozen=True, slots=True)
class SubmissionFact:
    """A submission behind a row; `status` as of the cutoff."""

    number: str
    agency: str
    plan: str
    period: Period
    submitted_at: datetime
    status: SubmissionStatus


@dataclass(frozen=True, slots=True)
class LeadExplanation:
    """The lines behind a lead's progress in a task: the last with a percentage and that of this period, each with its
    submission."""

    lead: str
    last_line: LineFact | None = None
    last: SubmissionFact | None = None
    period_line: LineFact | None = None
    this_period: SubmissionFact | None = None


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """One expected report (agency × plan × period), and what had been sent of it by the cutoff."""

    agency: str
    """Of which it is expected."""
    body: str
    """Under which it is shown: the same, or who goes on with that agency by the organisation asked for."""
    plan: str
    period: Period
    due_on: date
    extended_due_on: date
    first_submitted_at: datetime | None
    accepted: bool
    returned_once: bool
    days_late: int
    """Days from the original due day to the first submission, or to the cutoff if it is missing; 0 is on time."""
    waived: bool = False
    """Not expected because of a waiver: counted apart."""
    says_nothing: bool = False
    """Its last submission says "không phát sinh" (nothing to report)."""
    last: SubmissionFact | None = None
    """Its newest submission that was neither withdrawn nor superseded."""
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
    def days_named_late(self) -> int:
        """`days_late`, and 0 for a body that keeps its extension: it is not named late."""
        granted = (self.extended_due_on - self.due_on).days
        return 0 if self.days_late <= granted else self.days_late

    @property
    def is_on_time_extended(self) -> bool:
        return self.first_submitted_at is not None and local_day(self.first_submitted_at) <= self.extended_due_on
