"""Plans, tasks, agencies and decisions as frozen values: the input of every figure.

References are codes. Assignments to a group are already replaced by one per member, by date.
"""

from calendar import monthrange
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, Protocol

from data_model.rules.plans.instruction_facts import InstructionFact
from data_model.rules.plans.periods import Calendar, Period, end_of, local_day
from data_model.rules.plans.regime_facts import LOCK_AFTER_DAYS, LockFact, RegimeFact, RoundFact
from data_model.rules.plans.report_facts import ExtensionFact, WaiverFact
from data_model.values import (
    AgencyKind,
    AssignmentRole,
    Mode,
    SuccessionKind,
    TaskField,
    TaskType,
    WindowRule,
)


def is_within(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Both ends are included; None is open."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def overlaps(first: date, last: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether [valid_from, valid_to] has a day in common with [first, last]; None is open."""
    return (valid_from is None or valid_from <= last) and (valid_to is None or first <= valid_to)


@dataclass(frozen=True, slots=True)
class DirectiveFact:
    code: str
    number: str
    title: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PlanNaming:
    """What a plan is named by: its number and province, or the directive that it carries out."""

    code: str
    number: str
    province: str = ""
    directive: DirectiveFact | None = None


@dataclass(frozen=True, slots=True)
class AgencyFact:
    code: str
    name: str
    province: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    kind: AgencyKind = AgencyKind.OTHER


ND09_LATEST_DAY = 25
"""Of the last month of a window, by which a report is made to the People's Committee (Nghị định 09/2019/NĐ-CP)."""
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
    ends_on: date | None = None
    """The last day on which it is in force, where it was ended or closed (tổng kết)."""
    rounds: tuple[RoundFact, ...] = ()
    locks: tuple[LockFact, ...] = ()
    directive: DirectiveFact | None = None
    """Its main directive, by which it is named where it has no number."""

    @property
    def naming(self) -> PlanNaming:
        return PlanNaming(self.code, self.number, self.province, self.directive)

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

    @property
    def last_day_in_force(self) -> date | None:
        """The day it ends, or the day before the issue of the plan that replaces it; None where neither is known."""
        before = None if self.replaced_on is None else self.replaced_on - timedelta(days=1)
        return min((day for day in (self.ends_on, before) if day is not None), default=None)

    def is_over_on(self, day: date) -> bool:
        """Whether it has ended or was replaced before the day."""
        last = self.last_day_in_force
        return last is not None and last < day

    def is_in_force_on(self, day: date) -> bool:
        return self.is_issued_on(day) and not self.is_over_on(day)

    def calendar_on(self, day: date) -> Calendar | None:
        in_force = [regime.calendar for regime in self.regimes if regime.valid_from <= day]
        return in_force[-1] if in_force else None

    def calendar_of(self, period: Period) -> Calendar | None:
        """The calendar of `regime_of`."""
        regime = self.regime_of(period)
        return regime.calendar if regime else None

    def regime_of(self, period: Period) -> RegimeFact | None:
        """The regime under which a period is reported: the one in force when its window ends."""
        for regime in reversed(self.regimes):
            if regime.valid_from <= regime.calendar.last_day(period):
                return regime
        return None

    def last_day_of(self, period: Period) -> date:
        """The last day of its window in this plan."""
        return period.window(self.window_rule_of(period))[1]

    def window_rule_of(self, period: Period) -> WindowRule:
        """`nd09` where no regime holds."""
        calendar = self.calendar_of(period)
        return calendar.window if calendar else WindowRule.ND09

    def report_for(self, period: Period) -> Period | None:
        """The report of this plan in which a period is sent, if it asks for one."""
        if period.own is not None:
            return period if self.round_of(period) is not None else None
        calendar = self.calendar_of(period)
        return calendar.report_for(period) if calendar else None

    def report_or_period(self, period: Period) -> Period:
        """The report in which a period is sent; the period itself where this plan asks for none, as what was already
        sent or decided for it still stands."""
        return self.report_for(period) or period

    def round_of(self, period: Period, as_of: datetime | None = None) -> RoundFact | None:
        """What was set for this round; of several entries the last, or the last by an instant."""
        found = [
            round_fact
            for round_fact in self.rounds
            if round_fact.period == period and (as_of is None or round_fact.called_at <= as_of)
        ]
        return max(found, key=lambda round_fact: round_fact.called_at, default=None)

    def due_on(self, report: Period, as_of: datetime | None = None) -> date:
        """The original due day: the round's own as known at an instant, else by the regime. Raises ValueError where the plan
        asks for no such report."""
        own = self.round_of(report, as_of)
        return own.due_on if own is not None and own.due_on is not None else self.due_by_regime(report)

    def due_by_regime(self, report: Period) -> date:
        """Of a round of its own the last day of its window. Raises ValueError where the plan asks for no such report."""
        return report.own[1] if report.own is not None else self._calendar_asking(report).due_on(report)

    def office_due_on(self, report: Period) -> date | None:
        """The last day on which the consolidating office reports to the People's Committee: the regime's own, else the 25th
        of the window's last month where windows are those of Nghị định 09/2019/NĐ-CP. None for a round of its own, and
        where neither says a day."""
        regime = self.regime_of(report)
        if report.own is not None or regime is None:
            return None
        by_decree = ND09_LATEST_DAY if regime.calendar.window is WindowRule.ND09 else None
        day = regime.office_due_day or by_decree
        last = self.last_day_of(report)
        return None if day is None else last.replace(day=min(day, monthrange(last.year, last.month)[1]))

    def locks_on(self, report: Period, as_of: datetime | None = None) -> date:
        """The last day on which a late report is still taken, set by hand or else by the regime; an extension may lift
        it."""
        by_hand = self.lock_of(report, as_of)
        if by_hand is not None:
            return by_hand.locks_on
        calendar = self.calendar_on(report.own[1]) if report.own is not None else self._calendar_asking(report)
        return self.due_on(report, as_of) + timedelta(days=calendar.lock_after_days if calendar else LOCK_AFTER_DAYS)

    def lock_of(self, report: Period, as_of: datetime | None = None) -> LockFact | None:
        """How the round was last locked or opened by hand, by an instant."""
        found = [lock for lock in self.locks if lock.period == report and (as_of is None or lock.locked_at <= as_of)]
        return max(found, key=lambda lock: lock.locked_at, default=None)

    def _calendar_asking(self, report: Period) -> Calendar:
        calendar = self.calendar_of(report)
        if calendar is None:
            raise ValueError(f"{self.code} asks for no report of {report.code}")
        return calendar

    @property
    def own_rounds(self) -> tuple[Period, ...]:
        """The rounds of its own kind that were called, by the end of their windows."""
        called = {round_set.period for round_set in self.rounds if round_set.period.own is not None}
        return tuple(sorted(called, key=lambda period: (period.window(WindowRule.ND09)[1], period.code)))

    @property
    def calendars(self) -> Calendars:
        """What the regimes ask for, each from its day on."""
        return tuple((regime.valid_from, regime.calendar) for regime in self.regimes)

    def periods_until(self, last: date) -> tuple[Period, ...]:
        """The reports asked for whose window ended by the day `last`, in order."""
        return _periods_until(self.calendars, last)

    def periods_ended(self, as_of: datetime) -> list[Period]:
        """The reports asked for whose window had ended by the instant, in order."""
        return list(self.periods_until(_last_ended_day(as_of)))

    def own_rounds_ended(self, as_of: datetime) -> list[Period]:
        """The rounds of its own kind that were called by the instant and whose window had ended, in order."""
        last = _last_ended_day(as_of)
        called = {round_set.period for round_set in self.rounds if round_set.called_at <= as_of}
        return [period for period in self.own_rounds if period in called and self.last_day_of(period) <= last]


def _last_ended_day(as_of: datetime) -> date:
    """The last day that was over by the instant; a day is over from its last instant on."""
    day = local_day(as_of)
    return day if as_of >= end_of(day) else day - timedelta(days=1)


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
class TaskChangeFact:
    """A change of a task, as entered at `at`; it holds from the day `valid_from` on.

    `value` is of the field's own type: a date or None for `due_on`, a Decimal for `weight`, a TaskType for `type`, a
    text for `title`; for `stopped` it is True, or False where the stop was taken back.
    """

    field: TaskField
    valid_from: date
    value: date | Decimal | TaskType | str | bool | None
    at: datetime
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A task with its first values; what changed since is in `changes`.

    `first_on` is its first day where that is not its plan's; `entered_at` is when it was added on screen (None: a load
    brought it, and it is known from its first day).
    """

    code: str
    plan: str
    title: str
    section: str
    type: TaskType
    due_on: date | None
    weight: Decimal
    assignments: tuple[AssignmentFact, ...] = ()
    first_on: date | None = None
    entered_at: datetime | None = None
    changes: tuple[TaskChangeFact, ...] = ()
    """In order of `valid_from`, then `at`."""
    supervising: tuple[str, ...] = ()
    """Who watches over it, as the plan names them; in no figure."""


@dataclass(frozen=True, slots=True)
class SuccessionFact:
    """What became of an agency on a day; `to_agency` is None where it was dissolved."""

    on: date
    kind: SuccessionKind
    from_agency: str
    to_agency: str | None


@dataclass(frozen=True, slots=True)
class Handovers:
    """Who goes on with the tasks and reports of an agency after the successions in which a person chose that (split, duty
    moved): `tasks` by task, agency and day, `reports` by plan, agency and day; in `stay` the agency itself goes on with the
    rest. `rules/plans/organisations.py` finds them."""

    tasks: Mapping[tuple[str, str, date], str] = field(default_factory=dict)
    reports: Mapping[tuple[str, str, date], str] = field(default_factory=dict)
    stay: frozenset[tuple[str, date]] = frozenset()


class ColumnSource(Protocol):
    """Gives the columns from which the figures of some facts are computed."""

    def columns(self, facts: "Facts", *, until: date) -> AbstractContextManager[Any]:
        """The `Columns` (rules/figures/columns), complete for every day up to `until`; not changed while open."""


@dataclass(frozen=True)
class Facts:
    """Plans, tasks, assignments and decisions in one user's scope.

    What was sent is in the columns of `source`. With `only_agency` figures are of that agency's own lines and reports, or of
    one of the `predecessors` that it goes on with.
    """

    plans: Mapping[str, PlanFact] = field(default_factory=dict)
    directives: Mapping[str, DirectiveFact] = field(default_factory=dict)
    agencies: Mapping[str, AgencyFact] = field(default_factory=dict)
    tasks: tuple[TaskFact, ...] = ()
    extensions: tuple[ExtensionFact, ...] = ()
    waivers: tuple[WaiverFact, ...] = ()
    successions: tuple[SuccessionFact, ...] = ()
    handovers: Handovers = Handovers()
    instructions: tuple[InstructionFact, ...] = ()
    source: ColumnSource | None = field(default=None, compare=False, repr=False)
    only_agency: str | None = None
    predecessors: frozenset[str] = frozenset()

    @property
    def own_agencies(self) -> frozenset[str] | None:
        """The agencies whose rows these are; None is every one."""
        return None if self.only_agency is None else self.predecessors | {self.only_agency}

    @cached_property
    def task(self) -> Mapping[str, TaskFact]:
        """By code."""
        return {task.code: task for task in self.tasks}

    def extension_of(self, agency: str, plan: str, report: Period) -> ExtensionFact | None:
        """The extension of a report that was granted last; its period may be a narrower one with the same end."""
        granted = [
            extension
            for extension in self.extensions
            if (extension.agency, extension.plan, self.plans[extension.plan].report_for(extension.period))
            == (agency, plan, report)
        ]
        return max(granted, key=lambda extension: extension.granted_at, default=None)

    def waivers_at(self, as_of: datetime) -> dict[tuple[str, str, Period], WaiverFact]:
        """By agency, plan and report; the period of a waiver may be a narrower one with the same end."""
        return {
            (waiver.agency, waiver.plan, self.plans[waiver.plan].report_or_period(waiver.period)): waiver
            for waiver in self.waivers
            if waiver.holds_at(as_of)
        }
