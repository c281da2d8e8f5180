"""Which body of a day goes on with what agencies led, owed or sent before: successions followed to that day.

A figure "by today's organisation" asks this, and nothing else does the mapping (definitions §1, `Succession`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta

from data_model.rules.plans.facts import AgencyFact, Facts, Handovers, SuccessionFact, TaskFact
from data_model.values import AssignmentRole, SuccessionKind

CHOSEN = frozenset({SuccessionKind.SPLIT, SuccessionKind.DUTY_MOVED})
"""After these a task, or a plan's report, goes where a person chose; after the others everything goes to one body."""
INHERITS = frozenset({SuccessionKind.RENAMED, SuccessionKind.MERGED, SuccessionKind.SPLIT})
"""After these the successor goes on with the body itself: it may read what that one reported."""


def handovers(
    tasks: Iterable[TaskFact], successions: Sequence[SuccessionFact], agencies: Mapping[str, AgencyFact]
) -> Handovers:
    """Who goes on with each task, and each plan's reports, of the agencies that were split or handed duties over.

    A task goes to the successor that has it from the day on, before others the one that leads it; where the agency still has
    it, it stays. Reports on a plan go with most of its tasks. `tasks` must have the assignments of every agency.
    """
    events = {agency: [event for event in own if event.chosen] for agency, own in _events(successions).items()}
    of_tasks: dict[tuple[str, str, date], str] = {}
    counts: dict[tuple[str, str, date], Counter[str]] = defaultdict(Counter)
    for task in tasks:
        for agency in {given.agency for given in task.assignments} & events.keys():
            for event in events[agency]:
                goes_to = _goes_to(task, agency, event, agencies)
                if goes_to is not None:
                    of_tasks[task.code, agency, event.on] = goes_to
                    counts[task.plan, agency, event.on][goes_to] += 1
    of_plans = {
        (plan, agency, on): min(counted, key=lambda code: (-counted[code], code))
        for (plan, agency, on), counted in counts.items()
    }
    stay = {
        (agency, event.on)
        for agency, own in events.items()
        for event in own
        if event.kind is SuccessionKind.DUTY_MOVED or _exists(agencies.get(agency), event.on)
    }
    return Handovers(of_tasks, of_plans, frozenset(stay))


def with_successors(agencies: Collection[str], successions: Iterable[SuccessionFact]) -> set[str]:
    """The agencies and all that go on with one of them."""
    after: dict[str, set[str]] = defaultdict(set)
    for succession in successions:
        if succession.to_agency is not None:
            after[succession.from_agency].add(succession.to_agency)
    found, waiting = set(agencies), list(agencies)
    while waiting:
        new = after.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _exists(agency: AgencyFact | None, day: date) -> bool:
    return agency is None or agency.valid_to is None or agency.valid_to >= day


def _goes_to(task: TaskFact, agency: str, event: "_Event", agencies: Mapping[str, AgencyFact]) -> str | None:
    """None where neither the agency nor a successor has the task on the day."""
    holding = {
        (given.role is not AssignmentRole.LEAD, given.valid_from != event.on, given.agency)
        for given in task.assignments
        if given.agency in (agency, *event.to)
        and given.is_active_on(event.on)
        and _exists(agencies.get(given.agency), event.on)
    }
    if any(holder == agency for *_, holder in holding):
        return agency
    had_it = any(
        given.agency == agency and given.is_active_on(event.on - timedelta(days=1)) for given in task.assignments
    )
    return min(holding)[2] if holding and had_it else None


@dataclass(frozen=True)
class _Event:
    """What became of one agency on a day, all its successors together."""

    on: date
    kind: SuccessionKind
    to: tuple[str, ...]

    @property
    def chosen(self) -> bool:
        return self.kind in CHOSEN


def _events(successions: Iterable[SuccessionFact], until: date = date.max) -> dict[str, list[_Event]]:
    """By agency, in order of the day."""
    found: dict[str, dict[tuple[date, SuccessionKind], list[str]]] = defaultdict(dict)
    for succession in successions:
        if succession.on <= until:
            to = found[succession.from_agency].setdefault((succession.on, succession.kind), [])
            to += [succession.to_agency] if succession.to_agency is not None else []
    return {
        agency: [_Event(on, kind, tuple(sorted(to))) for (on, kind), to in sorted(own.items())]
        for agency, own in found.items()
    }


@dataclass(frozen=True)
class Organisation:
    """The bodies of a day. An agency that nothing became of, or that was dissolved without a successor, stays itself."""

    on: date
    events: Mapping[str, Sequence[_Event]]
    handovers: Handovers = field(default_factory=Handovers)

    @classmethod
    def of(cls, facts: Facts, on: date) -> "Organisation":
        """That of the day by the successions of the facts."""
        return cls(on, _events(facts.successions, until=on), facts.handovers)

    @classmethod
    def of_successions(cls, successions: Iterable[SuccessionFact], on: date) -> "Organisation":
        """The same where nobody asks for tasks and reports."""
        return cls(on, _events(successions, until=on))

    @property
    def changed(self) -> Set[str]:
        """The agencies of which something became by the day."""
        return self.events.keys()

    def of_task(self, task: str, agency: str, plan: str) -> str:
        """Who goes on with what the agency did in a task of the plan."""
        return self._followed(agency, lambda at, on: self.handovers.tasks.get((task, at, on)), plan)

    def of_reports(self, plan: str, agency: str) -> str:
        """Who goes on with the agency's reports on a plan."""
        return self._followed(agency, lambda _at, _on: None, plan)

    def of_agency(self, agency: str) -> str:
        """Who goes on with the agency itself: of one that was split the first of its successors by code."""
        return self._followed(agency, lambda _at, _on: None, "")

    def left_on(self, agency: str) -> date | None:
        """The day on which something first became of the agency; None where nothing did."""
        own = self.events.get(agency)
        return own[0].on if own else None

    def account_of(self, agency: str) -> str:
        """For whom an account of the agency acts: who it was renamed to or merged into. Of one that was split it acts for
        the agency itself until an administrator says for whom."""
        whole = (SuccessionKind.RENAMED, SuccessionKind.MERGED)
        at, since, passed = agency, date.min, {agency}
        while True:
            to_come = (each for each in self.events.get(at, ()) if each.on >= since and each.kind in whole)
            event = next((each for each in to_come if each.to and each.to[0] not in passed), None)
            if event is None:
                return at
            at, since = event.to[0], event.on
            passed.add(at)

    def predecessors(self, agency: str, gone: Collection[str]) -> frozenset[str]:
        """The agencies whose reports it goes on with: those `gone` that were renamed, merged into it or split, and theirs."""
        found: set[str] = set()
        waiting = [agency]
        while waiting:
            after = waiting.pop()
            before = {
                code
                for code, own in self.events.items()
                if code in gone and any(event.kind in INHERITS and after in event.to for event in own)
            }
            waiting += sorted(before - found)
            found |= before
        return frozenset(found - {agency})

    def _followed(self, agency: str, chosen: Callable[[str, date], str | None], plan: str) -> str:
        """From one succession to the next, never back in time. `chosen` names, by agency and day, who goes on where a person
        chose; where nobody did, it goes where the plan's reports went."""
        at, since, passed = agency, date.min, set[tuple[str, _Event]]()
        while True:
            to_come = (each for each in self.events.get(at, ()) if each.on >= since and (at, each) not in passed)
            event = next(to_come, None)
            if event is None:
                return at
            passed.add((at, event))
            at, since = self._next(at, event, chosen, plan), event.on

    def _next(self, at: str, event: _Event, chosen: Callable[[str, date], str | None], plan: str) -> str:
        if not event.to:
            return at
        if not event.chosen:
            return event.to[0]
        if (successor := chosen(at, event.on)) is not None:
            return successor
        if (at, event.on) in self.handovers.stay:
            return at
        return self.handovers.reports.get((plan, at, event.on), event.to[0])
