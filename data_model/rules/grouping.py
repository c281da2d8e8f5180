"""Figures by agency, directive, plan, period or task, under one lens and one choice of rows."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from data_model.rules.facts import Facts, PlanFact, SubmissionFact
from data_model.rules.measures import Figures
from data_model.rules.periods import Period, local_day
from data_model.rules.standings import Known, Lens, ReportStanding, Standings, TaskStanding
from data_model.rules.sums import Sums, sums_of
from data_model.values import GroupBy


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows are looked at; None is all of them. `directive` is a plan's main directive."""

    province: str | None = None
    directive: str | None = None
    plan: str | None = None
    agency: str | None = None


@dataclass(frozen=True)
class Group:
    """One row of a grouping: `key` is a code (None where a plan names no directive)."""

    key: str | None
    figures: Figures
    task: TaskStanding | None = None


def chosen(facts: Facts, choice: Choice) -> Facts:
    """The facts of the chosen plans. An agency is chosen later: its tasks are looked at by its own lines."""
    return of_plans(facts, chosen_plans(facts, choice))


def chosen_plans(facts: Facts, choice: Choice) -> dict[str, PlanFact]:
    """By code."""
    return {
        code: plan
        for code, plan in facts.plans.items()
        if (choice.province is None or plan.province == choice.province)
        and (choice.plan is None or code == choice.plan)
        and (choice.directive is None or plan.main_directive == choice.directive)
    }


def of_plans(facts: Facts, plans: Collection[str]) -> Facts:
    """The facts of these plans alone."""
    if facts.plans.keys() <= set(plans):
        return facts
    return replace(
        facts,
        plans={code: plan for code, plan in facts.plans.items() if code in plans},
        tasks=tuple(task for task in facts.tasks if task.plan in plans),
        submissions=tuple(one for one in facts.submissions if one.plan in plans),
        extensions=tuple(one for one in facts.extensions if one.plan in plans),
        waivers=tuple(one for one in facts.waivers if one.plan in plans),
    )


def concerning(facts: Facts, agencies: Collection[str]) -> Facts:
    """The facts with only those tasks that one of these agencies has a part in: all that its figures need."""
    places = {place for agency in agencies for place in facts.places_of_tasks.get(agency, ())}
    return replace(facts, tasks=tuple(facts.tasks[place] for place in sorted(places)))


SumsByKey = Mapping[str | None, Sums]


def groups(facts: Facts, *, by: GroupBy, lens: Lens, choice: Choice = Choice()) -> list[Group]:
    """The rows of one grouping; for `PERIOD` each period of a regime that had ended, oldest first."""
    if by is GroupBy.TASK:
        return _by_task(chosen(facts, choice), lens, choice)
    if by is GroupBy.PERIOD:
        ended, known = ended_periods(facts, lens=lens, choice=choice), Known(facts, lens)
        return [Group(one.code, in_period(facts, one, lens=lens, choice=choice, known=known)) for one in ended]
    return as_groups(sums_by(facts, by=by, lens=lens, choice=choice), lens)


def sums_by(
    facts: Facts, *, by: GroupBy, lens: Lens, choice: Choice = Choice(), known: Known | None = None
) -> SumsByKey:
    """By agency, directive or plan: what its figures are made of."""
    facts = chosen(facts, choice)
    standings = Standings(facts, lens, known)
    tasks, reports = _tasks_of(standings, choice), _reports_of(standings, choice)
    if by is GroupBy.AGENCY:
        tasks = [task for task in standings.tasks_by_lead() if choice.agency in (None, task.agency)]
        return _summed(tasks, reports, lambda task: task.agency, lambda report: report.agency)
    key_of_plan = key_of_plan_in(facts, by)
    return _summed(tasks, reports, lambda task: key_of_plan(task.task.plan), lambda report: key_of_plan(report.plan))


def sums_of_plan(standings: Standings, tasks: Iterable[TaskStanding]) -> SumsByKey:
    """Of the facts of one plan, whose tasks stand so: by agency, and under None those of the whole plan."""
    reports = standings.reports_and_waived()
    by_agency: dict[str | None, tuple[list[TaskStanding], list[ReportStanding]]] = defaultdict(lambda: ([], []))
    for task in tasks:
        for agency, one in standings.of_each_lead(task):
            by_agency[agency][0].append(one)
    for report in reports:
        by_agency[report.agency][1].append(report)
    return {agency: sums_of(*rows) for agency, rows in by_agency.items()} | {None: sums_of(tasks, reports)}


def as_groups(sums: SumsByKey, lens: Lens) -> list[Group]:
    """In order of the keys; what has neither a task nor a report makes no row."""
    day = local_day(lens.as_of)
    keys = sorted((key for key in sums if sums[key]), key=lambda key: (key is None, key or ""))
    return [Group(key, Figures(sums[key], day)) for key in keys]


def agencies_over_periods(facts: Facts, *, lens: Lens, choice: Choice = Choice()) -> dict[tuple[str, str], Figures]:
    """By (agency, period code): the figures of each agency at the end of each period that had ended, as known now."""
    found: dict[tuple[str, str], Figures] = {}
    known = Known(facts, lens)
    for period in ended_periods(facts, lens=lens, choice=choice):
        at_its_end = replace(lens, period=period)
        asked = asking_for(facts, period)
        sums = sums_by(asked, by=GroupBy.AGENCY, lens=at_its_end, choice=choice, known=known)
        found |= {(one.key, period.code): one.figures for one in as_groups(sums, lens) if one.key is not None}
    return found


def total(facts: Facts, *, lens: Lens, choice: Choice = Choice(), known: Known | None = None) -> Figures:
    """The figures of everything chosen, as one."""
    standings = Standings(chosen(facts, choice), lens, known)
    return Figures(sums_of(_tasks_of(standings, choice), _reports_of(standings, choice)), local_day(lens.as_of))


def in_period(
    facts: Facts, period: Period, *, lens: Lens, choice: Choice = Choice(), known: Known | None = None
) -> Figures:
    """The figures of one period, over the plans that ask for a report on it."""
    return total(asking_for(facts, period), lens=replace(lens, period=period), choice=choice, known=known)


def ended_periods(facts: Facts, *, lens: Lens, choice: Choice = Choice()) -> list[Period]:
    """Each period that a plan asks for; of those that end on the same day the widest, unless a regime keeps them apart."""
    plans = chosen_plans(facts, choice).values()
    one_of_each = {plan.calendars: plan for plan in plans}.values()
    ended = sorted({period for plan in one_of_each for period in plan.periods_ended(lens.as_of)})
    if any(plan.keeps_apart for plan in plans):
        return ended
    return list({period.end: period for period in ended}.values())


def asking_for(facts: Facts, period: Period) -> Facts:
    """The facts of the plans that ask for a report on the period."""
    return of_plans(facts, {code for code, plan in facts.plans.items() if plan.report_for(period) is not None})


def key_of_plan_in(facts: Facts, by: GroupBy) -> Callable[[str], str | None]:
    """In which group a plan stands: its own, or that of its main directive."""
    if by is GroupBy.PLAN:
        return lambda plan: plan
    return lambda plan: facts.plans[plan].main_directive


def task_standings(facts: Facts, *, lens: Lens, choice: Choice = Choice()) -> list[TaskStanding]:
    """The rows behind the figures about tasks; with an agency chosen, the tasks it leads by its own lines."""
    return _tasks_of(Standings(chosen(facts, choice), lens), choice)


def report_standings(facts: Facts, *, lens: Lens, choice: Choice = Choice()) -> list[ReportStanding]:
    """The rows behind the figures about reports; waived ones are not expected, so they are not among them."""
    standings = Standings(chosen(facts, choice), lens)
    return [report for report in standings.reports() if choice.agency in (None, report.agency)]


def sent_between(facts: Facts, *, first: datetime, last: datetime, choice: Choice = Choice()) -> list[SubmissionFact]:
    """The submissions that came in after the instant `first`, up to `last`."""
    return [
        one
        for one in chosen(facts, choice).submissions
        if first < one.submitted_at <= last and choice.agency in (None, one.agency)
    ]


def _tasks_of(standings: Standings, choice: Choice) -> list[TaskStanding]:
    if choice.agency is None:
        return standings.tasks()
    return [task for task in standings.tasks_by_lead() if task.agency == choice.agency]


def _reports_of(standings: Standings, choice: Choice) -> list[ReportStanding]:
    return [report for report in standings.reports_and_waived() if choice.agency in (None, report.agency)]


def _by_task(facts: Facts, lens: Lens, choice: Choice) -> list[Group]:
    """A task's reports are those owed, in its plan, by the agencies it is assigned to."""
    standings = Standings(facts, lens)
    reports = _reports_of(standings, choice)
    found = []
    for task in _tasks_of(standings, choice):
        assigned = {one.agency for one in task.task.assignments}
        owed = [report for report in reports if report.plan == task.task.plan and report.agency in assigned]
        found.append(Group(task.task.code, Figures(sums_of([task], owed), local_day(lens.as_of)), task))
    return found


def _summed(
    tasks: Iterable[TaskStanding],
    reports: Iterable[ReportStanding],
    key_of_task: Callable[[TaskStanding], str | None],
    key_of_report: Callable[[ReportStanding], str | None],
) -> dict[str | None, Sums]:
    tasks_by_key: dict[str | None, list[TaskStanding]] = defaultdict(list)
    reports_by_key: dict[str | None, list[ReportStanding]] = defaultdict(list)
    for task in tasks:
        tasks_by_key[key_of_task(task)].append(task)
    for report in reports:
        reports_by_key[key_of_report(report)].append(report)
    return {key: sums_of(tasks_by_key[key], reports_by_key[key]) for key in {*tasks_by_key, *reports_by_key}}
