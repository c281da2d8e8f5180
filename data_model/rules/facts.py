"""What is known of plans, tasks and reports, as plain frozen values: the input of every figure.

Rows are named by their codes. Groups of agencies are already opened into their members, by date.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache

from data_model.rules.periods import Calendar, Period, end_of, local_day
from data_model.values import AssignmentRole, LineStatus, Mode, SubmissionStatus, TaskType, WindowRule


def is_within(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Both ends belong to the time; an empty end is open."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def overlaps(first: date, last: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether the time has a day in common with the days from `first` to `last`."""
    return (valid_from is None or valid_from <= last) and (valid_to is None or first <= valid_to)


@dataclass(frozen=True, slots=True)
class DirectiveFact:
    code: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class AgencyFact:
    code: str
    name: str
    province: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def exists_on(self, day: date) -> bool:
        return is_within(day, self.valid_from, self.valid_to)


ASSUMED = "giả định"
"""How the basis of a regime begins that the plan's text does not state."""


@dataclass(frozen=True, slots=True)
class RegimeFact:
    """`confirmed_at` is when the consolidating office stood for what the text does not state."""

    valid_from: date
    calendar: Calendar
    consolidator: str | None = None
    basis: str = ""
    confirmed_at: datetime | None = None

    @property
    def is_assumed(self) -> bool:
        """Nothing in the plan says so and nobody has confirmed it yet."""
        return self.basis.lower().startswith(ASSUMED) and self.confirmed_at is None


Calendars = tuple[tuple[date, Calendar], ...]


@dataclass(frozen=True, slots=True)
class PlanFact:
    """`replaced_on` is the issue of the plan that replaces this one, `replaced_by` its code; regimes are in order of
    date."""

    code: str
    number: str
    title: str
    province: str
    issued_on: date | None
    main_directive: str | None
    replaced_on: date | None
    regimes: tuple[RegimeFact, ...]
    replaced_by: str | None = None

    @property
    def in_force_from(self) -> date | None:
        """Its issue; where the text has no date, the start of its first regime; else always."""
        if self.issued_on is not None:
            return self.issued_on
        return self.regimes[0].valid_from if self.regimes else None

    @property
    def keeps_apart(self) -> bool:
        """Whether reports that end on the same day are not one report."""
        return any(regime.calendar.separate for regime in self.regimes)

    def is_issued_on(self, day: date) -> bool:
        return self.in_force_from is None or self.in_force_from <= day

    def is_replaced_on(self, day: date) -> bool:
        return self.replaced_on is not None and self.replaced_on <= day

    def is_in_force_on(self, day: date) -> bool:
        return self.is_issued_on(day) and not self.is_replaced_on(day)

    def calendar_on(self, day: date) -> Calendar | None:
        in_force = [regime.calendar for regime in self.regimes if regime.valid_from <= day]
        return in_force[-1] if in_force else None

    def window_rule_on(self, day: date) -> WindowRule:
        calendar = self.calendar_on(day)
        return calendar.window if calendar else WindowRule.ND09

    def calendar_of(self, period: Period) -> Calendar | None:
        """When that regime asks for it."""
        regime = self.regime_of(period)
        return regime.calendar if regime else None

    def regime_of(self, period: Period) -> RegimeFact | None:
        """The regime under which a period is reported: the one in force when its window ends."""
        for regime in reversed(self.regimes):
            if regime.valid_from <= regime.calendar.last_day(period):
                return regime
        return None

    def last_day_of(self, period: Period) -> date:
        calendar = self.calendar_of(period)
        return period.window(calendar.window if calendar else WindowRule.ND09)[1]

    def report_for(self, period: Period) -> Period | None:
        """The report of this plan in which a period is sent, if it asks for one."""
        calendar = self.calendar_of(period)
        return calendar.report_for(period) if calendar else None

    @property
    def calendars(self) -> Calendars:
        """What the regimes ask for, each from its day on."""
        return tuple((regime.valid_from, regime.calendar) for regime in self.regimes)

    def periods_until(self, last: date) -> tuple[Period, ...]:
        """The reports asked for whose window ended by the day `last`, in order."""
        return _periods_until(self.calendars, last)

    def periods_ended(self, as_of: datetime) -> list[Period]:
        """The reports asked for whose window had ended by the instant, in order."""
        day = local_day(as_of)
        return list(self.periods_until(day if as_of >= end_of(day) else day - timedelta(days=1)))


@lru_cache(maxsize=1_000)
def _periods_until(calendars: Calendars, last: date) -> tuple[Period, ...]:
    """Each by the regime that `PlanFact.regime_of` names. Of hundreds of plans, most ask for the same."""
    return tuple(
        period
        for place, (valid_from, calendar) in enumerate(calendars)
        for period in calendar.periods_ending(valid_from, last)
        if not any(later_from <= later.last_day(period) for later_from, later in calendars[place + 1 :])
    )


@dataclass(frozen=True, slots=True)
class AssignmentFact:
    agency: str
    role: AssignmentRole
    mode: Mode
    valid_from: date | None = None
    valid_to: date | None = None

    def is_active_on(self, day: date) -> bool:
        return is_within(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class TaskFact:
    code: str
    plan: str
    title: str
    section: str
    type: TaskType
    due_on: date | None
    weight: Decimal
    assignments: tuple[AssignmentFact, ...] = ()


@dataclass(frozen=True, slots=True)
class LineFact:
    task: str
    percent: Decimal | None = None
    status: LineStatus | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class MoveFact:
    decision: SubmissionStatus
    at: datetime


@dataclass(frozen=True, slots=True)
class SubmissionFact:
    """One sending, with every move that was made with it, oldest first."""

    number: str
    agency: str
    plan: str
    period: Period
    submitted_at: datetime
    lines: tuple[LineFact, ...] = ()
    moves: tuple[MoveFact, ...] = ()

    def status_at(self, as_of: datetime) -> SubmissionStatus | None:
        """How it stood at an instant; None before it was sent."""
        if self.submitted_at > as_of:
            return None
        made = [move.decision for move in self.moves if move.at <= as_of]
        return made[-1] if made else SubmissionStatus.SUBMITTED

    def was_returned_by(self, as_of: datetime) -> bool:
        return any(move.decision is SubmissionStatus.RETURNED and move.at <= as_of for move in self.moves)


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


@dataclass(frozen=True)
class Facts:
    """Everything that the figures of one scope are computed from."""

    plans: Mapping[str, PlanFact] = field(default_factory=dict)
    directives: Mapping[str, DirectiveFact] = field(default_factory=dict)
    agencies: Mapping[str, AgencyFact] = field(default_factory=dict)
    tasks: tuple[TaskFact, ...] = ()
    submissions: tuple[SubmissionFact, ...] = ()
    """In order of `submitted_at`."""
    extensions: tuple[ExtensionFact, ...] = ()
    waivers: tuple[WaiverFact, ...] = ()

    @cached_property
    def places_of_tasks(self) -> Mapping[str, Sequence[int]]:
        """By agency: where in `tasks` those stand that it has, or had, a part in."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, task in enumerate(self.tasks):
            for agency in {one.agency for one in task.assignments}:
                found[agency].append(place)
        return found

    @property
    def leads(self) -> set[str]:
        """The agencies that ever lead one of the tasks: what others report of it counts in no figure."""
        return {one.agency for task in self.tasks for one in task.assignments if one.role is AssignmentRole.LEAD}

    @property
    def last_change(self) -> datetime | None:
        """The last instant at which something was sent, moved, extended, waived or no longer waived."""
        instants = [one.submitted_at for one in self.submissions]
        instants += [move.at for one in self.submissions for move in one.moves]
        instants += [one.granted_at for one in self.extensions]
        instants += [at for one in self.waivers for at in (one.granted_at, one.lifted_at) if at is not None]
        return max(instants, default=None)

    def extension_of(self, agency: str, plan: str, report: Period) -> ExtensionFact | None:
        """The newest extension of a report; one may name a narrower period of the same end."""
        granted = [
            one
            for one in self.extensions
            if (one.agency, one.plan, self.plans[one.plan].report_for(one.period)) == (agency, plan, report)
        ]
        return max(granted, key=lambda one: one.granted_at, default=None)

    def waivers_at(self, as_of: datetime) -> dict[tuple[str, str, Period], WaiverFact]:
        """By agency, plan and report: what was waived; a waiver may name a narrower period of the same end."""
        return {
            (one.agency, one.plan, self.plans[one.plan].report_for(one.period) or one.period): one
            for one in self.waivers
            if one.holds_at(as_of)
        }
