"""What the figures of a plan were made of at the end of each past day, as spans of days on which it stayed the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from data_model.rules.facts import Facts, PlanFact, SubmissionFact
from data_model.rules.periods import Period, end_of, local_day
from data_model.rules.standings import Known, Lens, Standings, TaskStanding
from data_model.rules.sums import Sums, sums_of
from data_model.rules.task_state import due_date_at
from data_model.values import TaskType

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=31)


def periods_looked_at(plan: PlanFact, day: date) -> tuple[Period, ...]:
    """Those that have ended by a day, or end within the next: reports on them come in already, and for a plan with
    other windows they may have ended."""
    return plan.periods_until(day + _AHEAD)


@dataclass(frozen=True, slots=True)
class SumsSpan:
    """Seen from the end of each day from `since` on, until the day `until`: what an agency in the plan, or under None
    the whole plan, added up to in a period (None: without one)."""

    period: Period | None
    agency: str | None
    since: date
    until: date
    sums: Sums


@dataclass(frozen=True, slots=True)
class TaskSpan:
    """How a task stood, seen in a period (None: without one); its days overdue are those of `since`."""

    period: Period | None
    standing: TaskStanding
    since: date
    until: date


@dataclass(frozen=True)
class History:
    """`first` is the first day that is told: that of the first report, extension or waiver."""

    first: date
    sums: list[SumsSpan]
    tasks: list[TaskSpan]


def history_of_plan(facts: Facts, *, until: date) -> History:
    """Of the facts of one plan, up to the day before `until`."""
    (plan,) = facts.plans.values()
    happened = _happened(facts)
    first = min(happened, default=until)
    for_all, for_tasks = turning_days(facts, first, until)
    teller = _Teller(facts)
    for day in sorted(day for day in {first, *happened, *for_all, *for_tasks} if first <= day < until):
        known = _Day(day, happened[day], for_tasks[day], everything=day == first or day in for_all)
        teller.tell(known, periods_looked_at(plan, day))
    return History(first, *teller.spans(until))


def turning_days(facts: Facts, first: date, last: date) -> tuple[set[date], dict[date, set[str]]]:
    """The days from `first` to `last` at whose end a figure can differ from the day before though nothing came in: for
    the whole plan, and for single tasks."""
    (plan,) = facts.plans.values()
    years = range(first.year, last.year + 1)
    periods = periods_looked_at(plan, last)
    ends = [plan.last_day_of(period) for period in periods]
    days = [plan.in_force_from, plan.replaced_on, *(regime.valid_from for regime in plan.regimes)]
    days += [*ends, *(end - _AHEAD for end in ends)]
    if any(task.type is TaskType.YEARLY for task in facts.tasks):
        days += [date(year, month, day) for year in years for month, day in ((1, 1), (12, 15))]
    for_tasks: dict[date, set[str]] = defaultdict(set)
    for task, day in _days_of_tasks(facts, plan, years):
        if first <= day <= last:
            for_tasks[day].add(task)
    return {day for day in days if day is not None and first <= day <= last}, for_tasks


def _days_of_tasks(facts: Facts, plan: PlanFact, years: range) -> Iterator[tuple[str, date]]:
    for task in facts.tasks:
        for year in years:
            day = date(year, 6, 30)
            due_on = due_date_at(task.due_on, task.type, day=day, rule=plan.window_rule_on(day))
            yield from ((task.code, day) for day in _after(due_on))
        for one in task.assignments:
            agency = facts.agencies[one.agency]
            begins = filter(None, (one.valid_from, agency.valid_from))
            yield from ((task.code, day) for day in (*begins, *_after(one.valid_to), *_after(agency.valid_to)))
    for submission in facts.submissions:
        for line in submission.lines:
            if line.done_on is not None:
                yield line.task, line.done_on


def _after(day: date | None) -> Iterator[date]:
    """The next day, where there is one: some write 31/12/9999 for “for ever”."""
    if day is not None and day < date.max:
        yield day + _DAY


def _happened(facts: Facts) -> dict[date, set[tuple[str, int]]]:
    """By day: of which agency's reports, by the end of the period, something was sent, moved, extended or waived."""
    found: dict[date, set[tuple[str, int]]] = defaultdict(set)

    def add(at: datetime, agency: str, period: Period) -> None:
        found[local_day(at)].add((agency, period.end))

    for sent in facts.submissions:
        for at in (sent.submitted_at, *(move.at for move in sent.moves)):
            add(at, sent.agency, sent.period)
    for extension in facts.extensions:
        add(extension.granted_at, extension.agency, extension.period)
    for waiver in facts.waivers:
        for at in filter(None, (waiver.granted_at, waiver.lifted_at)):
            add(at, waiver.agency, waiver.period)
    return found


@dataclass(frozen=True)
class _Day:
    """A day to look at: whose reports of which periods changed on it, and which tasks by the date alone."""

    day: date
    happened: Collection[tuple[str, int]]
    turned: Collection[str]
    everything: bool

    def agencies(self, period: Period | None) -> frozenset[str]:
        """A period is not touched by the reports of later ones."""
        return frozenset(agency for agency, end in self.happened if period is None or end <= period.end)


Item = tuple[str, str]
"""A task ("task", its code) or a report ("report", its agency)."""
Parts = Mapping[str | None, Sums]
"""What one item adds: to its agencies, and under None to the whole plan."""


@dataclass
class _Ledger:
    """What everything in one period adds up to on the day told last."""

    parts: dict[Item, Parts] = field(default_factory=dict)
    sums: dict[str | None, Sums] = field(default_factory=dict)
    since: dict[str | None, tuple[date, Sums]] = field(default_factory=dict)

    def take(self, items: Mapping[Item, Parts], day: date) -> Iterator[tuple[str | None, date, Sums]]:
        """The parts of these items from a day on; what ends with that, and since when it was so."""
        changed: set[str | None] = set()
        for item, parts in items.items():
            before = self.parts.get(item, {})
            if parts != before:
                self.parts[item] = parts
                changed |= self._replace(before, parts)
        for key in changed:
            since, sums = self.since.get(key, (day, Sums()))
            if sums != self.sums[key]:
                self.since[key] = day, self.sums[key]
                if sums and since < day:
                    yield key, since, sums

    def _replace(self, before: Parts, parts: Parts) -> set[str | None]:
        nothing = Sums()
        changed = {key for key in {**before, **parts} if before.get(key) != parts.get(key)}
        for key in changed:
            self.sums[key] = self.sums.get(key, nothing) - before.get(key, nothing) + parts.get(key, nothing)
        return changed


class _Teller:
    """Looks at a plan from one day after the other, each time only at what can have changed."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._task = {task.code: task for task in facts.tasks}
        self._submissions_of: dict[str, list[SubmissionFact]] = defaultdict(list)
        for submission in facts.submissions:
            self._submissions_of[submission.agency].append(submission)
        self._ledgers: dict[Period | None, _Ledger] = {}
        self._sums: list[SumsSpan] = []
        self._tasks: dict[tuple[Period | None, str], tuple[date, TaskStanding]] = {}
        self._task_spans: list[TaskSpan] = []

    def tell(self, day: _Day, periods: Collection[Period]) -> None:
        looks: dict[tuple[frozenset[str], frozenset[str]] | None, tuple[Facts, Known]] = {}
        for period in (None, *periods):
            agencies, is_whole = day.agencies(period), period not in self._ledgers or (day.everything and not period)
            tasks = self._tasks_of(agencies) | frozenset(() if period else day.turned)
            if not (is_whole or agencies or tasks):
                continue
            scope = None if is_whole else (agencies, tasks)
            lens = Lens(end_of(day.day), period)
            if scope not in looks:
                facts = self._facts if scope is None else self._within(*scope)
                looks[scope] = facts, Known(facts, lens)
            self._look(lens, *looks[scope], None if is_whole else agencies)

    def spans(self, until: date) -> tuple[list[SumsSpan], list[TaskSpan]]:
        """All that was told, the last of it up to `until`."""
        last = [
            SumsSpan(period, agency, since, until, sums)
            for period, ledger in self._ledgers.items()
            for agency, (since, sums) in ledger.since.items()
            if sums
        ]
        last_of_tasks = [
            TaskSpan(period, standing, since, until) for (period, _code), (since, standing) in self._tasks.items()
        ]
        return self._sums + last, self._task_spans + last_of_tasks

    def _look(self, lens: Lens, facts: Facts, known: Known, agencies: Collection[str] | None) -> None:
        """At all, or at the tasks of the facts and the reports of these agencies."""
        day, standings = local_day(lens.as_of), Standings(facts, lens, known)
        ledger = self._ledgers.setdefault(lens.period, _Ledger())
        tasks = standings.tasks()
        looked_at: Iterable[Item] = ledger.parts
        if agencies is not None:
            looked_at = [("task", task.code) for task in facts.tasks] + [("report", agency) for agency in agencies]
        items: dict[Item, Parts] = {item: {} for item in looked_at}
        items |= _parts(standings, tasks, agencies)
        for agency, since, sums in ledger.take(items, day):
            self._sums.append(SumsSpan(lens.period, agency, since, day, sums))
        self._stand(lens.period, {task.code for task in facts.tasks}, tasks, day)

    def _stand(
        self, period: Period | None, looked_at: Collection[str], tasks: Collection[TaskStanding], day: date
    ) -> None:
        now = {one.task.code: one for one in tasks}
        for code in looked_at:
            since, before = self._tasks.get((period, code), (day, None))
            after = now.get(code)
            if _stands_the_same(before, after):
                continue
            if before is not None:
                self._task_spans.append(TaskSpan(period, before, since, day))
                del self._tasks[period, code]
            if after is not None:
                self._tasks[period, code] = day, after

    def _within(self, agencies: Collection[str], tasks: Collection[str]) -> Facts:
        """What these tasks and the reports of these agencies need."""
        facts = replace(self._facts, tasks=tuple(self._task[code] for code in self._task if code in tasks))
        needed = {*facts.leads, *agencies}
        sent = [one for agency in needed for one in self._submissions_of.get(agency, ())]
        return replace(facts, submissions=tuple(sorted(sent, key=lambda one: one.submitted_at)))

    def _tasks_of(self, agencies: Collection[str]) -> frozenset[str]:
        places = self._facts.places_of_tasks
        return frozenset(self._facts.tasks[place].code for agency in agencies for place in places.get(agency, ()))


def _parts(
    standings: Standings, tasks: Collection[TaskStanding], agencies: Collection[str] | None
) -> dict[Item, dict[str | None, Sums]]:
    """What each task adds, and each report of these agencies."""
    found: dict[Item, dict[str | None, Sums]] = {}
    for task in tasks:
        together = sums_of([task])
        found["task", task.task.code] = {None: together}
        for lead, one in standings.of_each_lead(task):
            found["task", task.task.code][lead] = together if one is task else sums_of([one])
    for report in standings.reports_and_waived(agencies):
        found["report", report.agency] = dict.fromkeys((None, report.agency), sums_of(reports=[report]))
    return found


def _stands_the_same(before: TaskStanding | None, after: TaskStanding | None) -> bool:
    """But for how long it is overdue."""
    if before is None or after is None:
        return before is after
    return (before.state, before.due_on, before.progress) == (after.state, after.due_on, after.progress)
